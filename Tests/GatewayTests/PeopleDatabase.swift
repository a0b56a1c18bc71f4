import Audit
import DaemonTesting
import Foundation
import Gateway
import Persistence
import SuiteProtocol

/// The stores of people on a database of their own.
struct PeopleDatabase: Sendable {
    let registry: PeopleRegistry
    let database: Database
    var users: UserStore { UserStore(registry) }
    var sessions: SessionStore { SessionStore(registry) }
    var keys: APIKeyStore { APIKeyStore(registry) }
    var groups: GroupStore { GroupStore(registry) }
    var links: OneTimeLinkStore { OneTimeLinkStore(users: users) }

    static let origin = AuditOrigin(actor: "gateway")

    static func keyring() throws -> Keyring {
        try Keyring(secret: dataKeys())
    }

    /// As `DATA_KEYS` has them: replicas share theirs.
    static func dataKeys() -> String {
        let bytes = Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        return "0000000000000001:\(bytes)\nindex:\(bytes)"
    }

    static func run<Value>(
        _ engine: TestDatabase,
        _ body: (PeopleDatabase) async throws -> Value
    ) async throws -> Value {
        let keyring = try keyring()
        let migrations = PeopleFeature.migrations(keyring) + [ErasureStore.migration, Outbox.migration]
        return try await engine.withDatabase(migrations: migrations) { database in
            let trail = AuditTrail(daemon: "gateway", keyring: keyring)
            let registry = PeopleRegistry(database: database, keyring: keyring, trail: trail)
            return try await body(PeopleDatabase(registry: registry, database: database))
        }
    }

    /// Somebody with a password.
    func person(_ username: String, _ roles: Set<Role> = [.student], name: String? = nil, email: String? = nil)
        async throws -> User
    {
        let new = try NewUser(username: Username(username), name: name ?? username, email: email, roles: roles)
        return try await users.create(new, hash: "x", by: Self.origin).user
    }

    /// What the audit was told, oldest first.
    func recorded() async throws -> [AuditEntry] {
        try await database.read { db in
            try Outbox.pending(in: db).map {
                try WireJSON.decoder().decode(Event<AuditEntry>.self, from: $0.payload).data
            }
        }
    }
}
