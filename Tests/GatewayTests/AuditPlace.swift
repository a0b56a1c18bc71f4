import Audit
import DaemonTesting
import Foundation
import Gateway
import Identity
import Logging
import Persistence
import SuiteProtocol

/// An audit in a database of its own, with a folder of signed heads, for as long as a test's body runs.
struct AuditPlace: Sendable {
    let database: Database
    let chain: AuditChain
    let heads: AuditHeads
    let signer: AuditHeadSigner
    let keyring: Keyring
    let folder: String

    static func run(
        on engine: TestDatabase,
        _ body: (AuditPlace) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { home in
            try await engine.withDatabase(migrations: AuditChain.migrations) { database in
                let key = SigningKey(product: "gateway")
                let folder = home + "/audit-heads"
                try await body(
                    AuditPlace(
                        database: database,
                        chain: AuditChain(database: database),
                        heads: AuditHeads(folder: folder, keys: FixedPublicKeys([key])),
                        signer: await AuditHeadSigner(folder: folder, key: key),
                        keyring: try Keyring(directory: home + "/keys"),
                        folder: folder
                    )
                )
            }
        }
    }

    var verifier: AuditVerifier { AuditVerifier(database: database, heads: heads, keyring: keyring) }

    /// Entries of one person after the other, a second apart.
    func fill(_ count: Int, from date: Date = Date(timeIntervalSince1970: 1_700_000_000)) async throws {
        let entries = (0..<count).map { number in
            AuditEntry(
                at: date.addingTimeInterval(Double(number)),
                actor: "actor-\(number % 3)",
                action: .conversationExported,
                subject: "subject-\(number % 5)",
                object: AuditObject("conversation", "c\(number)"),
                network: "192.0.2.\(number % 200)",
                daemon: "chat",
                requestID: "r\(number)"
            )
        }
        for start in stride(from: 0, to: count, by: 500) {
            try await chain.append(Array(entries[start..<min(start + 500, count)]))
        }
    }

    /// Signs the end as it is now.
    func sign() async throws {
        let end = try await database.read { db in
            try db.rows("SELECT sequence, hash FROM audit_entries ORDER BY sequence DESC LIMIT 1").map { row in
                (try row.get("sequence", as: Int64.self), try row.get("hash", as: Data.self))
            }.first
        }
        guard let (sequence, hash) = end else { return }
        try await signer.keep(AuditHead(.head, sequence: sequence, hash: hash, at: Date()), isRemembered: true)
    }

    /// As somebody does who may write to the database.
    func tamper(_ statements: SQL...) async throws {
        try await database.write { db in
            let guards: [SQL] =
                switch db.dialect {
                case .sqlite: ["DROP TRIGGER audit_entries_unchanged", "DROP TRIGGER audit_entries_kept"]
                case .postgres: ["ALTER TABLE audit_entries DISABLE TRIGGER USER"]
                }
            for statement in guards + statements { try db.execute(statement) }
        }
    }

    func sequences() async throws -> [Int64] {
        try await database.read { db in
            try db.rows("SELECT sequence FROM audit_entries ORDER BY sequence").map { try $0.get("sequence") }
        }
    }
}
