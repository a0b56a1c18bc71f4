import Daemon
import Hummingbird
import Identity
import SuiteProtocol

/// What accompanies students, composed.
struct TutoringFeature: Sendable {
    let store: ConversationStore
    let reading: MessageReading
    let generations: GenerationRunner
    let notices: ConversationNotices
    let support: SupportDirectory
    /// Whether analysis is told of what happens.
    let isHeard: Bool
    let maxMessageCharacters: Int

    func addRoutes(to router: Router<DaemonRequestContext>, verifier: TokenVerifier) {
        let known = router.authenticated(by: verifier)
        known.group("api").addRoutes(HelpController(support: support, store: store, isHeard: isHeard).routes)
        known.requiring(.converse)
            .addRoutes(
                CompanionController(store: store, reading: reading, notices: notices).routes,
                atPath: "api/conversations"
            )
        known.requiring(caller: "analysis")
            .addRoutes(
                TutorController(
                    store: store,
                    generations: generations,
                    notices: notices,
                    support: support,
                    maxCharacters: maxMessageCharacters
                ).routes,
                atPath: "internal"
            )
    }
}
