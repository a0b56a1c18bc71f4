import Foundation
import Persistence
import SuiteProtocol

extension InterventionStore {
    /// One's own, newest first.
    ///
    /// - Parameter followUp: a day; only those that somebody meant to look at again by then.
    func list(
        state: Intervention.State?,
        followUp: String?,
        after cursor: String?,
        limit: Int,
        for tender: Tender
    ) async throws -> InterventionList {
        var condition: SQL = "tutor = \(tender.id) AND state <> 'failed'"
        if let state { condition = "\(condition) AND state = \(state)" }
        if let followUp { condition = "\(condition) AND follow_up_on <= \(followUp)" }
        if let cursor { condition = "\(condition) AND id < \(cursor)" }
        return try await database.read { [condition] db in
            let rows = try db.all(
                "SELECT * FROM interventions WHERE \(condition) ORDER BY id DESC LIMIT \(limit + 1)",
                as: InterventionRow.self
            )
            let page = rows.prefix(limit)
            let people = Set(page.map(\.student) + page.compactMap(\.tutor))
            let names = try names.names(of: people, in: db)
            return InterventionList(
                items: page.map { Intervention($0, names) },
                next: rows.count > limit ? page.last?.id : nil
            )
        }
    }

    func removeOld(before date: Date, limit: Int) async throws -> Int {
        try await database.write { db in
            try db.execute(
                """
                DELETE FROM interventions WHERE id IN
                (SELECT id FROM interventions WHERE ended_at < \(date) ORDER BY ended_at LIMIT \(limit))
                """
            )
        }
    }
}
