import Audit
import Daemon
import Hummingbird
import Identity
import Persistence
import SuiteProtocol

/// Approved answers, composed.
struct TopicFeature: Sendable {
    static let migrations = TopicStore.migrations
    static let sealedColumns = TopicStore.sealedColumns

    let store: TopicStore
    let search: TopicSearch

    /// An empty store begins with the examples.
    init(database: Database, keepers: KeeperNames, trail: AuditTrail) async throws {
        store = TopicStore(database: database, keepers: keepers, trail: trail)
        search = TopicSearch(store)
        try await store.ship(ExampleTopics.all)
    }

    var subjects: any SubjectPart { TopicSubjects(store: store) }

    func addRoutes(to router: Router<DaemonRequestContext>, verifier: TokenVerifier) {
        let controller = TopicController(topics: store, verifier: verifier)
        router.addRoutes(controller.reading, atPath: "api/municipios/topics")
        router.authenticated(by: verifier).requiring(.keepOffices)
            .addRoutes(controller.keeping, atPath: "api/municipios/topics")
    }
}
