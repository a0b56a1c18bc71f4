import Audit
import CoreMetrics
import Daemon
import Hummingbird
import Identity
import InferenceClient
import Persistence
import SuiteProtocol

/// The help desk, composed.
struct HelpDeskFeature: Sendable {
    static let migration = HelpDeskStore.migration
    static let sealedColumns = HelpDeskStore.sealedColumns

    let store: HelpDeskStore
    private let desk: HelpDesk
    private let prompts: PromptController
    private let retentionDays: Int

    /// - Parameters:
    ///   - assistant: nil leaves the cards alone, without any model.
    ///   - retentionDays: after the last question of a conversation.
    init(
        database: Database,
        keyring: Keyring,
        trail: AuditTrail,
        assistant: Assistant?,
        reading: MessageReading,
        inference: InferenceClient,
        municipio: MunicipioClient,
        retentionDays: Int,
        metrics: any MetricsFactory
    ) {
        store = HelpDeskStore(database: database, keyring: keyring, trail: trail)
        desk = HelpDesk(
            store: store,
            municipio: municipio,
            reading: reading,
            explanation: HelpDeskExplanation(
                assistant: assistant,
                store: store,
                inference: inference,
                metrics: metrics
            )
        )
        prompts = PromptController(store: store, shipped: assistant?.prompt ?? "")
        self.retentionDays = retentionDays
    }

    func addRoutes(to router: Router<DaemonRequestContext>, verifier: TokenVerifier) {
        let known = router.authenticated(by: verifier)
        known.addRoutes(HelpDeskController(desk: desk).routes)
        known.requiring(.editPrompts).addRoutes(prompts.routes)
    }

    var retentionRules: [Retention.Rule] {
        [Retention.Rule("help desk", days: retentionDays) { try await store.removeUnused(since: $0, limit: $1) }]
    }
}
