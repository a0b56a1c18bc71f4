import Daemon
import Hummingbird
import Identity

/// What clients of Ollama's API ask before they ask a model.
struct OllamaController {
    let balancer: Balancer

    /// Ollama's version whose API this is: clients refuse to work with one that is too old for them.
    private static let version = "0.9.0"

    struct Version: ResponseEncodable {
        let version: String
    }

    struct Model: Encodable {
        let name: String
        let model: String
        let size = 0
        let digest = ""
        let details = Details()
    }

    struct Details: Encodable {
        let format = ""
        let family = ""
        let parameterSize = ""
        let quantizationLevel = ""

        enum CodingKeys: String, CodingKey {
            case format, family
            case parameterSize = "parameter_size"
            case quantizationLevel = "quantization_level"
        }
    }

    struct Tags: ResponseEncodable {
        let models: [Model]
    }

    struct Shown: ResponseEncodable {
        let details = Details()
        let modelInfo: [String: String] = [:]
        let capabilities = ["completion"]

        enum CodingKeys: String, CodingKey {
            case details, capabilities
            case modelInfo = "model_info"
        }
    }

    struct Asked: Decodable {
        let model: String
    }

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("version", use: version)
            .get("tags", use: list)
            .post("show", use: show)
    }

    @Sendable func version(_ request: Request, context: AuthenticatedContext) throws -> Version {
        guard context.principal.mayInfer else { throw Problem.forbidden }
        return Version(version: Self.version)
    }

    /// Capabilities and models that can be asked for now.
    @Sendable func list(_ request: Request, context: AuthenticatedContext) throws -> Tags {
        guard context.principal.mayInfer else { throw Problem.forbidden }
        return Tags(models: balancer.read { $0.liveNames() }.map { Model(name: $0, model: $0) })
    }

    @Sendable func show(_ request: Request, context: AuthenticatedContext) async throws -> Shown {
        guard context.principal.mayInfer else { throw Problem.forbidden }
        let asked = try await request.decode(as: Asked.self, context: context)
        guard balancer.read({ $0.liveNames().contains(asked.model) }) else { throw HTTPError(.notFound) }
        return Shown()
    }
}
