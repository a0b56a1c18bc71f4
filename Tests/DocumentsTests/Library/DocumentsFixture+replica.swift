import CoreMetrics
import DaemonTesting
import Documents
import Foundation
import Identity
import Logging
import Persistence
import SuiteProtocol

extension DocumentsFixture {
    /// Another daemon on the same databases and home: a replica, or the same one started again.
    ///
    /// - Parameter home: of one that has ended.
    func withReplica<Value: Sendable>(
        _ more: [String: String] = [:],
        _ body: @escaping @Sendable (DocumentsFixture) async throws -> Value
    ) async throws -> Value {
        let (identity, settings) = (identity, settings.merging(more) { $1 })
        return try await RunningDaemon.run(
            settings: settings,
            home: daemon.home,
            build: { try await buildApplication(config: $0, keys: identity.keys, onListening: $1) },
            { try await body(DocumentsFixture(daemon: $0, identity: identity, settings: settings)) }
        )
    }

    /// A daemon's life after life in one home: each element of `lives` is the body of one.
    static func runs(
        _ settings: [String: String] = [:],
        on engine: TestDatabase = .sqlite,
        _ lives: [@Sendable (DocumentsFixture) async throws -> Void]
    ) async throws {
        try await engine.withDaemonDatabase { databaseURL in
            try await withTemporaryDirectory { home in
                var variables = settings
                variables["DOCUMENTS_PORT"] = "0"
                variables["DOCUMENTS_OPENAPI"] = Repository.path("Services/Documents/openapi.yaml")
                if let databaseURL { variables["DOCUMENTS_DATABASE_URL"] = databaseURL }
                let (settings, identity) = (variables, TestIdentity())
                for life in lives {
                    try await RunningDaemon.run(
                        settings: settings,
                        home: home,
                        build: { try await buildApplication(config: $0, keys: identity.keys, onListening: $1) },
                        { try await life(DocumentsFixture(daemon: $0, identity: identity, settings: settings)) }
                    )
                }
            }
        }
    }

    /// The daemon's own database, or what it searches, as another program sees it.
    func withDatabase<Value: Sendable>(
        index: Bool = false,
        _ body: @escaping @Sendable (Connection) throws -> Value
    ) async throws -> Value {
        let name = index ? "documents-index" : "documents"
        let database = try await Database(
            url: settings["DOCUMENTS_DATABASE_URL"] ?? "sqlite:\(daemon.home)/data/\(name).sqlite",
            schema: index ? "documents_index" : "documents",
            migrations: nil,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            metrics: NOOPMetricsHandler.instance
        )
        let value: Value
        do {
            value = try await database.write(body)
        } catch {
            await database.close()
            throw error
        }
        await database.close()
        return value
    }

    /// What the gateway asks for a person.
    func subject(_ id: String, _ method: String, _ query: String = "") async throws -> TestResponse {
        let signer = await TokenSigner(product: "gateway", key: identity.gatewayKey)
        let token = try await signer.serviceToken(for: "documents")
        return try await daemon.send(method, "/internal/subjects/\(id)\(query)", token: token, body: nil)
    }

    /// Waits for what happens soon, and fails where it doesn't.
    static func eventually(_ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(300)
        while try await !condition() {
            guard ContinuousClock.now < deadline else { throw NeverCameTrue() }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    struct NeverCameTrue: Error {}
}

extension DocumentsFixture {
    /// What chat asks.
    ///
    /// - Parameter person: in whose name; nil for itself.
    func chat(for person: String?, _ method: String, _ path: String, _ conversation: String) async throws
        -> TestResponse
    {
        let principal = person.map { Principal(subject: $0, name: "Persona de ejemplo", roles: [.student]) }
        let token = try await identity.serviceToken(for: "documents", actingFor: principal)
        guard method == "POST" else {
            return try await daemon.send(method, "/internal/\(path)/\(conversation)", token: token, body: nil)
        }
        let json = "{\"conversation_id\": \"\(conversation)\"}"
        return try await daemon.post("/internal/\(path)", json: json, token: token)
    }

    /// What waits for the audit, in its order.
    func auditEntries() async throws -> [AuditEntry] {
        let pending = try await withDatabase { try Outbox.pending(of: EventType.auditRecorded.stream, in: $0) }
        return try pending.map { try WireJSON.decoder().decode(Event<AuditEntry>.self, from: $0.payload).data }
    }
}
