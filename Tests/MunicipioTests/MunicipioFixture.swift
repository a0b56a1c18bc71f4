import CoreMetrics
import Daemon
import DaemonTesting
import Foundation
import Identity
import Logging
import Municipio
import Persistence
import SuiteProtocol

/// A help desk's daemon on a socket of its own.
struct MunicipioFixture: Sendable {
    let daemon: RunningDaemon
    let identity: TestIdentity
    let settings: [String: String]

    /// - Parameter now: by which offices grow old.
    static func run<Value: Sendable>(
        _ settings: [String: String] = [:],
        on engine: TestDatabase = .sqlite,
        now: @escaping @Sendable () -> Date = { Date() },
        _ body: @escaping @Sendable (MunicipioFixture) async throws -> Value
    ) async throws -> Value {
        try await engine.withDaemonDatabase { databaseURL in
            var variables = settings
            variables["MUNICIPIO_PORT"] = "0"
            variables["MUNICIPIO_PLACES"] = settings["MUNICIPIO_PLACES"] ?? Repository.path("Services/Municipio/Places")
            variables["MUNICIPIO_OPENAPI"] = Repository.path("Services/Municipio/openapi.yaml")
            if let databaseURL { variables["MUNICIPIO_DATABASE_URL"] = databaseURL }
            let settings = variables
            let identity = TestIdentity()
            return try await RunningDaemon.run(
                settings: settings,
                build: { try await buildApplication(config: $0, keys: identity.keys, now: now, onListening: $1) },
                { try await body(MunicipioFixture(daemon: $0, identity: identity, settings: settings)) }
            )
        }
    }

    func search(_ question: String, _ parameters: String = "") async throws -> Found {
        try await get("/api/municipios/search?q=\(Self.encoded(question))\(parameters)").decode(by: WireJSON.decoder())
    }

    func get(_ path: String) async throws -> TestResponse { try await daemon.get(path) }

    func post(_ path: String, _ fields: [String: Any]) async throws -> TestResponse {
        let data = try JSONSerialization.data(withJSONObject: fields)
        return try await daemon.post(path, json: String(decoding: data, as: UTF8.self))
    }

    /// What the gateway asks for a person.
    func subject(_ id: String, _ method: String, _ query: String = "") async throws -> TestResponse {
        let signer = await TokenSigner(product: "gateway", key: identity.gatewayKey)
        let token = try await signer.serviceToken(for: "municipio")
        return try await daemon.send(method, "/internal/subjects/\(id)\(query)", token: token, body: nil)
    }

    /// What waits for the audit, in its order.
    func auditEntries() async throws -> [AuditEntry] {
        let database = try await Database(
            url: settings["MUNICIPIO_DATABASE_URL"] ?? "sqlite:\(daemon.home)/data/municipio.sqlite",
            schema: "municipio",
            migrations: nil,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            metrics: NOOPMetricsHandler.instance
        )
        let pending = try await database.read { try Outbox.pending(of: EventType.auditRecorded.stream, in: $0) }
        await database.close()
        return try pending.map { try WireJSON.decoder().decode(Event<AuditEntry>.self, from: $0.payload).data }
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
