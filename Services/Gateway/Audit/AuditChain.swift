import Audit
import Foundation
import Persistence
import SuiteProtocol

/// The chain of audit entries, in the gateway's database: one after the other, whoever appends.
package final class AuditChain: Sendable {
    /// Fires after lines were added here. For one reader: whoever signs the end.
    let appended: AsyncStream<Void>

    let database: Database
    private let tell: AsyncStream<Void>.Continuation

    package init(database: Database) {
        self.database = database
        (appended, tell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    package static let migrations = [Outbox.migration, AuditSchema.migration]

    /// Adds those that aren't there yet, and returns how many these were.
    ///
    /// - Parameter isOwn: they come from this daemon's own outbox, and leave it.
    @discardableResult
    package func append(_ entries: [AuditEntry], isOwn: Bool = false) async throws -> Int {
        let count = try await database.write { db in
            try Self.takeTurn(db)
            if isOwn { try Outbox.remove(ids: entries.map(\.id), from: db) }
            return try Self.append(entries, in: db)
        }
        if count > 0 { tell.yield() }
        return count
    }

    /// Tells that the end may have moved.
    func stir() { tell.yield() }

    /// One replica at a time. The first statement of its transaction: PostgreSQL's snapshot is taken after it, and so
    /// holds what the replica before has committed.
    private static func takeTurn(_ db: Connection) throws {
        if db.dialect == .postgres { try db.execute("LOCK TABLE audit_turn IN EXCLUSIVE MODE") }
    }

    private static func append(_ entries: [AuditEntry], in db: Connection) throws -> Int {
        let ids = entries.map(\.id)
        let known = try db.rows("SELECT id FROM audit_entries WHERE id IN (\(ids))")
        var seen = Set(try known.map { try $0.get("id", as: String.self) })
        let last = try db.first(
            "SELECT sequence, hash FROM audit_entries ORDER BY sequence DESC LIMIT 1",
            as: AuditEnd.self
        )
        var end = last ?? AuditEnd(sequence: 0, hash: AuditRecord.genesis)
        let start = end.sequence
        for entry in entries where seen.insert(entry.id).inserted {
            let record = AuditRecord(entry, sequence: end.sequence + 1, after: end.hash)
            try insert(record, in: db)
            if let reason = entry.reason {
                try db.execute("INSERT INTO audit_reasons (entry, sealed) VALUES (\(entry.id), \(reason.sealed))")
            }
            end = AuditEnd(sequence: record.sequence, hash: record.hash)
        }
        return Int(end.sequence - start)
    }

    private static func insert(_ record: AuditRecord, in db: Connection) throws {
        try db.execute(
            """
            INSERT INTO audit_entries (\(AuditRecord.columns))
            VALUES (\(record.sequence), \(record.id), \(record.milliseconds), \(record.actor), \(record.action),
                \(record.subject), \(record.objectKind), \(record.objectID), \(record.network),
                \(record.reasonDigest), \(record.result), \(record.daemon), \(record.requestID), \(record.version),
                \(record.hash))
            """
        )
    }
}

/// The last line of the chain.
struct AuditEnd: RowDecodable, Sendable, Equatable {
    let sequence: Int64
    let hash: Data

    init(sequence: Int64, hash: Data) {
        self.sequence = sequence
        self.hash = hash
    }

    init(row: Row) throws {
        sequence = try row.get("sequence")
        hash = try row.get("hash")
    }
}
