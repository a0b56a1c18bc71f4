import Audit
import Daemon
import Hummingbird
import Identity
import Messaging
import Persistence
import SuiteProtocol

/// Tickets, composed.
struct TicketFeature: Sendable {
    static let migrations = TicketStore.migrations
    static let sealedColumns = TicketStore.sealedColumns

    private let store: TicketStore
    private let notices: TicketNotices
    /// After a ticket's last change.
    private let retentionDays: Int

    init(
        database: Database,
        keepers: KeeperNames,
        trail: AuditTrail,
        places: Places,
        redis: Redis,
        retentionDays: Int
    ) {
        self.retentionDays = retentionDays
        store = TicketStore(database: database, keepers: keepers, trail: trail, places: places)
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

    var subjects: any SubjectPart { TicketSubjects(store: store, retentionDays: retentionDays) }

    var retentionRules: [Retention.Rule] {
        [Retention.Rule("tickets", days: retentionDays) { try await store.removeUnused(since: $0, limit: $1) }]
    }
}
