import Daemon
import Hummingbird
import Identity
import Persistence
import SuiteProtocol

/// Unanswered questions, composed.
struct UnansweredFeature: Sendable {
    static let migrations = UnansweredStore.migrations
    static let sealedColumns = UnansweredStore.sealedColumns

    private let store: UnansweredStore
    private let places: Places
    private let maxCharacters: Int
    /// After a question was asked.
    private let retentionDays: Int

    /// - Parameter maxCharacters: of a question.
    init(database: Database, topics: TopicStore, places: Places, maxCharacters: Int, retentionDays: Int) {
        store = UnansweredStore(database: database, keyring: topics.keepers.keyring, topics: topics)
        self.places = places
        self.maxCharacters = maxCharacters
        self.retentionDays = retentionDays
    }

    func addRoutes(to router: Router<DaemonRequestContext>, verifier: TokenVerifier) {
        let people = router.authenticated(by: verifier)
        people.requiring(.keepOffices)
            .addRoutes(UnansweredController(questions: store).routes, atPath: "api/municipios/unanswered")
        let intake = UnansweredIntakeController(questions: store, places: places, maxCharacters: maxCharacters)
        people.requiring(caller: "chat").addRoutes(intake.routes, atPath: "internal/unanswered")
    }

    var subjects: any SubjectPart { UnansweredSubjects(store: store, retentionDays: retentionDays) }

    var retentionRules: [Retention.Rule] {
        [
            Retention.Rule("unanswered questions", days: retentionDays) {
                try await store.removeOld(before: $0, limit: $1)
            }
        ]
    }
}
