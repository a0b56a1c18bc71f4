import Foundation
import Persistence

/// Counts the changes of all offices, so that each has a number and a time of its own, whichever replica made it.
struct OfficeRevision: Sendable, RowDecodable {
    let number: Int
    let at: Date

    init(row: Row) throws {
        number = try row.get("number")
        at = try row.get("at")
    }

    static func current(in db: Connection) throws -> Int {
        try db.value("SELECT number AS value FROM office_revision") ?? 0
    }

    /// For the change that this transaction makes. Never earlier than the one before, however the clocks go.
    static func next(at now: Date, in db: Connection) throws -> OfficeRevision {
        let revision: OfficeRevision? = try db.first(
            """
            UPDATE office_revision SET number = number + 1, at = CASE WHEN at < \(now) THEN \(now) ELSE at + 1 END
            RETURNING number, at
            """
        )
        guard let revision else { throw RowError.missing(column: "number") }
        return revision
    }
}
