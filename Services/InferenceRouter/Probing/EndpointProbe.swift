import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOPosix
import SuiteProtocol

/// Asks an endpoint how it is and what it serves, and so finds out which API it has.
struct EndpointProbe: Sendable {
    private let client: HTTPClient
    private let settings: ProbeSettings

    init(settings: ProbeSettings) {
        var configuration = HTTPClient.Configuration()
        // A refused connection is an answer; trying on until the limit would only hide it.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroup: .singletonMultiThreadedEventLoopGroup, configuration: configuration)
        self.settings = settings
    }

    /// The last thing asked of it.
    func shutdown() async throws {
        try await client.shutdown()
    }

    private enum Failure: Error {
        case status(Int, retryAfter: TimeAmount?)
        case noSuchAPI
    }

    func look(at endpoint: Endpoint) async -> ProbeFinding {
        let limit = endpoint.address.isLocal ? settings.timeout : settings.timeoutRemote
        let deadline = NIODeadline.now() + limit
        do {
            return .alive(try await listing(endpoint, deadline))
        } catch Failure.status(let status, let retryAfter) {
            switch status {
            case 401, 403: return .refusesUs("status \(status)")
            case 429: return .limited(retryAfter ?? settings.interval)
            default: return .dead("status \(status)")
            }
        } catch Failure.noSuchAPI {
            return .dead("no known API")
        } catch let error as HTTPClientError where error == .deadlineExceeded || error == .connectTimeout {
            return .dead("timeout")
        } catch {
            return .dead("unreachable")
        }
    }

    private func listing(_ endpoint: Endpoint, _ deadline: NIODeadline) async throws -> ProbeFinding.Listing {
        let base = endpoint.address.url
        if endpoint.speaksOllama, let listing = try await ollama(base, deadline) { return listing }
        // vLLM's own word on its engine; others don't have it.
        _ = try await get(base + "/health", deadline)
        guard let models: OpenAIModels = try await json(base + "/v1/models", deadline) else {
            if !endpoint.speaksOllama, let listing = try await ollama(base, deadline) { return listing }
            throw Failure.noSuchAPI
        }
        // Ollama's way to fill the field: its own API tells more.
        if models.data.contains(where: { $0.ownedBy == "library" }), let listing = try await ollama(base, deadline) {
            return listing
        }
        return ProbeFinding.Listing(kind: .openAI, models: models.data.map(\.id))
    }

    /// Nil where it is no Ollama.
    private func ollama(_ base: String, _ deadline: NIODeadline) async throws -> ProbeFinding.Listing? {
        guard let _: OllamaVersion = try await json(base + "/api/version", deadline),
            let tags: OllamaModels = try await json(base + "/api/tags", deadline)
        else { return nil }
        let running: OllamaModels? = try? await json(base + "/api/ps", deadline)
        return ProbeFinding.Listing(
            kind: .ollama,
            models: tags.models.map(\.name),
            loaded: running.map { Set($0.models.map(\.name)) }
        )
    }

    /// What an address answers, decoded; nil where it isn't there or says something else.
    private func json<Value: Decodable>(_ url: String, _ deadline: NIODeadline) async throws -> Value? {
        guard let body = try await get(url, deadline) else { return nil }
        return try? WireJSON.decoder().decode(Value.self, from: body)
    }

    /// Nil for 404 and 405; other refusals are thrown.
    private func get(_ url: String, _ deadline: NIODeadline) async throws -> ByteBuffer? {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "accept", value: "application/json")
        request.headers.add(name: "user-agent", value: "consulta")
        let response = try await client.execute(request, deadline: deadline)
        let body = try await response.body.collect(upTo: 4 << 20)
        switch Int(response.status.code) {
        case 200..<300: return body
        case 404, 405: return nil
        case let status:
            throw Failure.status(
                status,
                retryAfter: ParkTime.read({ response.headers.first(name: $0) }, now: Date())
            )
        }
    }
}

private struct OpenAIModels: Decodable {
    struct Model: Decodable {
        let id: String
        let ownedBy: String?
    }

    let data: [Model]
}

private struct OllamaVersion: Decodable {
    let version: String
}

private struct OllamaModels: Decodable {
    struct Model: Decodable {
        let name: String
    }

    let models: [Model]
}
