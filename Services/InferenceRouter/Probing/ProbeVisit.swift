import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol

/// The questions of one probe, all of them before its deadline.
struct ProbeVisit {
    let client: HTTPClient
    let endpoint: Endpoint
    let fields: HTTPHeaders
    let deadline: NIODeadline

    enum Failure: Error {
        case status(Int, retryAfter: TimeAmount?)
        case noSuchAPI
    }

    /// Engines that list exactly what they hold in memory.
    private static let loadedOwners: Set = ["vllm", "sglang"]

    func listing() async throws -> ProbeFinding.Listing {
        let address = endpoint.address
        if endpoint.speaksOllama, let listing = try await ollama() { return listing }
        // vLLM's own word on its engine; others don't have it.
        _ = try await get(address.url + "/health")
        guard let models: OpenAIModels = try await json(address.openAIURL + "/models") else {
            if !endpoint.speaksOllama, let listing = try await ollama() { return listing }
            throw Failure.noSuchAPI
        }
        // Ollama's way to fill the field: its own API tells more.
        if models.data.contains(where: { $0.ownedBy == "library" }), let listing = try await ollama() { return listing }
        let names = models.data.map(\.id)
        let areLoaded = models.data.allSatisfy { $0.ownedBy.map(Self.loadedOwners.contains) ?? false }
        return ProbeFinding.Listing(kind: .openAI, models: names, loaded: areLoaded ? Set(names) : nil)
    }

    /// Nil where it is no Ollama.
    private func ollama() async throws -> ProbeFinding.Listing? {
        let base = endpoint.address.url
        guard let _: OllamaVersion = try await json(base + "/api/version"),
            let tags: OllamaModels = try await json(base + "/api/tags")
        else { return nil }
        let running: OllamaModels? = try? await json(base + "/api/ps")
        return ProbeFinding.Listing(
            kind: .ollama,
            models: tags.models.map(\.name),
            loaded: running.map { Set($0.models.map(\.name)) }
        )
    }

    /// What an address answers, decoded; nil where it isn't there or says something else.
    private func json<Value: Decodable>(_ url: String) async throws -> Value? {
        guard let body = try await get(url) else { return nil }
        return try? WireJSON.decoder().decode(Value.self, from: body)
    }

    /// Nil for 404 and 405; other refusals are thrown.
    private func get(_ url: String) async throws -> ByteBuffer? {
        var request = HTTPClientRequest(url: url)
        request.headers = fields
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
