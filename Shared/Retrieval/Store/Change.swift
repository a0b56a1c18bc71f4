import Foundation
import Persistence

/// What replicas on one PostgreSQL tell each other: which chunks came, went, or are found by other words or vectors.
enum Change: String {
    case passages, renewed, vectors

    /// The notice that a change was committed.
    static let channel = "passages"
    /// A replica that was away for longer loads everything.
    static let kept: TimeInterval = 3_600

    /// On SQLite there is one process only.
    func append(added: [Int64], removed: [Int64] = [], to db: Connection) throws {
        guard db.dialect == .postgres, !(added.isEmpty && removed.isEmpty) else { return }
        let now = Date()
        try db.execute(
            """
            INSERT INTO passage_changes (kind, added, removed, created_at)
            VALUES (\(self), \(IDRuns.text(added)), \(IDRuns.text(removed)), \(now))
            """
        )
        let gone: Int64? = try db.value(
            """
            WITH gone AS (
                DELETE FROM passage_changes WHERE created_at < \(now.addingTimeInterval(-Self.kept)) RETURNING revision
            )
            SELECT MAX(revision) AS value FROM gone
            """
        )
        if let gone {
            try db.execute("UPDATE passage_numbers SET value = \(gone) WHERE name = 'forgotten_changes'")
        }
        try db.notify(Self.channel)
    }
}

/// A change as its row has it.
struct ChangeRow: RowDecodable, Sendable {
    let revision: Int64
    let kind: Change
    let added: [Int64]
    let removed: [Int64]

    init(row: Row) throws {
        revision = try row.get("revision")
        kind = try row.get("kind")
        added = IDRuns.ids(try row.get("added"))
        removed = IDRuns.ids(try row.get("removed"))
    }
}
