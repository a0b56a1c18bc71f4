import Audit
import Foundation
import Persistence
import SuiteProtocol

/// What the chain says, for people: the newest first, with names as they are now and reasons opened.
package struct AuditLog: Sendable {
    let database: Database
    let keyring: Keyring
    /// The names of those who still have an account.
    let names: @Sendable (Set<String>) async throws -> [String: String]

    package init(
        database: Database,
        keyring: Keyring,
        names: @escaping @Sendable (Set<String>) async throws -> [String: String]
    ) {
        self.database = database
        self.keyring = keyring
        self.names = names
    }

    package func items(_ filter: AuditFilter, after cursor: AuditCursor? = nil, limit: Int) async throws -> [AuditItem]
    {
        let place = cursor?.condition ?? "1 = 1"
        let (records, sealed) = try await database.read { db in
            let records = try db.all(
                """
                SELECT \(AuditRecord.columns) FROM audit_entries WHERE \(filter.condition) AND \(place)
                ORDER BY at DESC, sequence DESC LIMIT \(limit)
                """,
                as: AuditRecord.self
            )
            let given = records.filter { $0.reasonDigest != nil }.map(\.id)
            return (records, given.isEmpty ? [:] : try AuditReasons.sealed(of: given, in: db))
        }
        let people = try await names(Set(records.flatMap { [$0.actor, $0.subject].compactMap(\.self) }))
        return records.map { record in
            AuditItem(record, reason: reason(of: record, sealed), names: people)
        }
    }

    /// What others did with a person's data, for that person.
    package func views(of subject: String, limit: Int = 200) async throws -> [AuditItem] {
        var filter = AuditFilter()
        filter.subject = subject
        filter.isByOthers = true
        return try await items(filter, limit: limit)
    }

    /// nil also where it was erased, or isn't the one that was given: proving the chain tells which.
    private func reason(of record: AuditRecord, _ sealed: [String: Data]) -> String? {
        guard let digest = record.reasonDigest, let text = sealed[record.id] else { return nil }
        return try? SealedReason(digest: digest, sealed: text).text(for: record.id, by: keyring)
    }
}
