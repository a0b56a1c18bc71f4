import Daemon
import Hummingbird
import Identity
import SuiteProtocol

/// What the gateway answers itself, put together.
struct OwnEndpoints: Sendable {
    let sessions: SessionController
    let users: UserController
    let keys: APIKeyController
    let audit: AuditController
    let site: SiteController
    let health: HealthController
    let live: LiveController
    let docs: DocsController
    let pages: PageController

    func add(to router: Router<DaemonRequestContext>, verifier: TokenVerifier) {
        router.addRoutes(health.routes)
        router.addRoutes(site.collection)
        router.addRoutes(docs.collection)
        router.addRoutes(sessions.routes, atPath: "auth")
        let authenticated = router.authenticated(by: verifier)
        authenticated.addRoutes(sessions.ownRoutes, atPath: "auth")
        authenticated.addRoutes(live.routes)
        authenticated.requiring(.administerUsers).addRoutes(users.routes, atPath: "api/users")
        authenticated.requiring(.infer).addRoutes(keys.routes, atPath: "api/keys")
        authenticated.requiring(.readAudit).addRoutes(audit.routes, atPath: "api/audit")
        // Last: it takes whatever is left.
        router.addRoutes(pages.routes)
    }
}
