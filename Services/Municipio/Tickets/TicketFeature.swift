import Audit
import Daemon
import Hummingbird
import Identity
import Messaging
import Persistence

/// Tickets, composed.
struct TicketFeature: Sendable {
    static let migrations = TicketStore.migrations
    static let sealedColumns = TicketStore.sealedColumns

    let store: TicketStore
    private let notices: TicketNotices

    init(database: Database, names: KeeperNames, trail: AuditTrail, places: Places, redis: Redis) {
        store = TicketStore(database: database, names: names, trail: trail, places: places)
        notices = TicketNotices(redis: redis)
    }

    func addRoutes(to router: Router<DaemonRequestContext>, verifier: TokenVerifier) {
        let people = router.authenticated(by: verifier)
        people.requiring(.keepOffices)
            .addRoutes(TicketController(tickets: store).routes, atPath: "api/municipios/tickets")
        people.requiring(caller: "chat")
            .addRoutes(
                CitizenTicketController(tickets: store, places: store.places, notices: notices).routes,
                atPath: "internal/tickets"
            )
    }

    /// - Parameter days: after a ticket's last change.
    func retentionRules(days: Int) -> [Retention.Rule] {
        [Retention.Rule("tickets", days: days) { try await store.removeUnused(since: $0, limit: $1) }]
    }
}
