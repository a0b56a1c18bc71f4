import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity

/// What a page must know before anybody has signed in, and what verifiers need: public, without secrets.
struct SiteController: Sendable {
    let institution: String
    let language: Language
    let routes: CurrentRoutes
    let users: UserStore
    let keys: PublicKeyDirectory
    let registration: RegistrationRules
    /// What stands on the provider's button.
    let singleSignOn: String?

    var collection: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self)
            .get("api/config", use: site)
            .get(".well-known/jwks.json", use: keySet)
    }

    struct Site: Codable, ResponseEncodable {
        let institution: String
        let language: Language
        /// Products whose pages can be shown.
        let installed: [String]
        let version: String
        let setupNeeded: Bool
        let registration: Registering
        let singleSignOn: Provider?

        /// Who may open an account for themselves.
        struct Registering: Codable {
            let open: Bool
            let domains: [String]
        }

        struct Provider: Codable {
            let name: String
        }
    }

    @Sendable private func site(_ request: Request, context: DaemonRequestContext) async throws -> Site {
        Site(
            institution: institution,
            language: language,
            installed: [RouteTable.own] + routes.table.installed.map(\.product),
            version: suiteVersion,
            setupNeeded: try await users.isEmpty(),
            registration: Site.Registering(open: registration.isOpen, domains: registration.domains.names.sorted()),
            singleSignOn: singleSignOn.map(Site.Provider.init)
        )
    }

    /// RFC 7517. Keys of daemons that start later appear by themselves.
    @Sendable private func keySet(_ request: Request, context: DaemonRequestContext) throws -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "application/jwk-set+json", .cacheControl: "public, max-age=60"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(keys.current())))
        )
    }
}
