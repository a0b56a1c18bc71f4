import Daemon
import Hummingbird
import Identity

/// `GET /v1/models`, in OpenAI's shape: capabilities and models that can be asked for now.
struct ModelController {
    let balancer: Balancer

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).get(use: list)
    }

    @Sendable func list(_ request: Request, context: AuthenticatedContext) throws -> ModelList {
        guard context.principal.mayInfer else { throw Problem.forbidden }
        return ModelList(names: balancer.read { $0.liveNames() })
    }
}

package struct ModelList: Codable, Equatable, Sendable, ResponseEncodable {
    package struct Model: Codable, Equatable, Sendable {
        package let id: String
        package let object: String
        package let created: Int
        package let ownedBy: String
    }

    package let object: String
    package let data: [Model]

    init(names: [String]) {
        object = "list"
        data = names.map { Model(id: $0, object: "model", created: 0, ownedBy: "consulta") }
    }
}
