import Daemon
import DaemonTesting
import Documents
import Foundation
import Identity
import SuiteProtocol

/// The documents daemon on a socket of its own.
struct DocumentsFixture: Sendable {
    let daemon: RunningDaemon
    let identity: TestIdentity
    let settings: [String: String]

    /// - Parameter now: by which what is kept grows old.
    static func run<Value: Sendable>(
        _ settings: [String: String] = [:],
        on engine: TestDatabase = .sqlite,
        now: @escaping @Sendable () -> Date = { Date() },
        _ body: @escaping @Sendable (DocumentsFixture) async throws -> Value
    ) async throws -> Value {
        try await engine.withDaemonDatabase { databaseURL in
            var variables = settings
            variables["DOCUMENTS_PORT"] = "0"
            variables["DOCUMENTS_OPENAPI"] = Repository.path("Services/Documents/openapi.yaml")
            if let databaseURL { variables["DOCUMENTS_DATABASE_URL"] = databaseURL }
            let settings = variables
            let identity = TestIdentity()
            return try await RunningDaemon.run(
                settings: settings,
                build: { try await buildApplication(config: $0, keys: identity.keys, now: now, onListening: $1) },
                { try await body(DocumentsFixture(daemon: $0, identity: identity, settings: settings)) }
            )
        }
    }
}
