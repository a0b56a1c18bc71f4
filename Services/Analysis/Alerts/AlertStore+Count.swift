import Hummingbird
import Persistence

/// How many alerts wait for somebody.
struct WaitingAlerts: ResponseEncodable, Sendable {
    let waiting: Int
}

extension AlertStore {
    /// Those meant for somebody that nobody has taken on, and what was passed on to them. Nobody's words are read for it.
    func waiting(for tender: Tender) async throws -> WaitingAlerts {
        try await database.read { db in
            let count: Int? = try db.value(
                """
                SELECT COUNT(*) AS value FROM alerts
                WHERE (state = \(Alert.State.open) AND \(Self.meant(for: tender)))
                    OR (state = \(Alert.State.referred) AND handled_by = \(tender.id))
                """
            )
            return WaitingAlerts(waiting: count ?? 0)
        }
    }
}
