import Daemon
import Hummingbird
import Identity
import SuiteProtocol

/// What the gateway answers itself, put together.
struct OwnEndpoints: Sendable {
    let people: PeopleFeature
    let singleSignOn: SingleSignOnController
    let audit: AuditController
    let site: SiteController
    let health: HealthController
    let live: LiveController
    let docs: DocsController
    let privacy: PrivacyFeature
    let pages: PageController

    func add(to router: Router<DaemonRequestContext>, verifier: TokenVerifier) {
        router.addRoutes(health.routes)
        router.addRoutes(site.collection)
        router.addRoutes(docs.collection)
        router.addRoutes(singleSignOn.routes, atPath: "auth/oidc")
        let authenticated = router.authenticated(by: verifier)
        people.addRoutes(open: router, authenticated: authenticated)
        authenticated.addRoutes(live.routes)
        authenticated.requiring(.readAudit).addRoutes(audit.routes, atPath: "api/audit")
        privacy.add(to: authenticated)
        // Last: it takes whatever is left.
        router.addRoutes(pages.routes)
    }
}
