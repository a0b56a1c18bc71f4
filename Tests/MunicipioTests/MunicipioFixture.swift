import Daemon
import DaemonTesting
import Foundation
import Municipio
import SuiteProtocol

/// A look-up daemon on a socket of its own.
struct MunicipioFixture: Sendable {
    let daemon: RunningDaemon
    let identity: TestIdentity

    static func run<Value: Sendable>(
        _ settings: [String: String] = [:],
        _ body: @escaping @Sendable (MunicipioFixture) async throws -> Value
    ) async throws -> Value {
        var variables = settings
        variables["MUNICIPIO_PORT"] = "0"
        variables["MUNICIPIO_PLACES"] = settings["MUNICIPIO_PLACES"] ?? Repository.path("Services/Municipio/Places")
        variables["MUNICIPIO_OPENAPI"] = Repository.path("Services/Municipio/openapi.yaml")
        let identity = TestIdentity()
        return try await RunningDaemon.run(
            settings: variables,
            build: { try await buildApplication(config: $0, keys: identity.keys, onListening: $1) },
            { try await body(MunicipioFixture(daemon: $0, identity: identity)) }
        )
    }

    func search(_ question: String, _ parameters: String = "") async throws -> Found {
        try await get("/api/municipios/search?q=\(Self.encoded(question))\(parameters)").decode(by: WireJSON.decoder())
    }

    func get(_ path: String) async throws -> TestResponse { try await daemon.get(path) }

    func post(_ path: String, _ fields: [String: Any]) async throws -> TestResponse {
        let data = try JSONSerialization.data(withJSONObject: fields)
        return try await daemon.post(path, json: String(decoding: data, as: UTF8.self))
    }

    /// A problem's status and code.
    func problem(_ path: String) async throws -> Refusal {
        try await get(path).decode(by: WireJSON.decoder())
    }

    static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

struct Found: Decodable {
    struct Item: Decodable {
        let code: String
        let name: String
        let province: String
        let cabecera: String?
        let score: Double
        let reason: String
        let matched: String
    }

    let decision: String
    let items: [Item]
    let message: String?
    let outside: String?

    var names: [String] { items.map(\.name) }
}

struct Refusal: Decodable {
    let status: Int
    let code: String
    let detail: String
}
