import Audit
import Daemon
import Hummingbird
import Identity
import Logging
import Persistence
import SuiteProtocol

/// People, composed: their accounts, groups, sign-ins and API keys.
package struct PeopleFeature: Sendable {
    let users: UserStore
    let sessions: SessionStore
    let groups: GroupStore
    let keys: APIKeyStore
    let hasher: PasswordHasher
    let endings: SessionEndings
    let signIn: SignIn
    let setupLink: SetupLink
    let keyUses: APIKeyUses
    let registration: RegistrationRules
    private let consents: Consents
    private let links: OneTimeLinkStore
    private let throttle: SignInThrottle
    private let verifier: TokenVerifier
    private let revocations: Revocations
    private let logger: Logger

    package static func migrations(_ keyring: Keyring) -> [Migration] {
        UserStore.migrations(keyring) + SessionStore.migrations + [DeviceStore.migration]
            + APIKeyStore.migrations(keyring) + [OneTimeLinkStore.migration, UserGroup.migration]
    }

    init(
        _ environment: DaemonEnvironment,
        registry: PeopleRegistry,
        consents: Consents,
        registration: RegistrationRules,
        passwordCost: ScryptCost,
        throttle: SignInThrottle,
        signer: TokenSigner,
        verifier: TokenVerifier,
        sockets: LiveSockets,
        revocations: Revocations
    ) throws {
        (users, sessions, groups) = (UserStore(registry), SessionStore(registry), GroupStore(registry))
        keys = APIKeyStore(registry)
        links = OneTimeLinkStore(users: users)
        hasher = PasswordHasher(cost: passwordCost)
        setupLink = SetupLink(file: try environment.path("run", "setup-link"))
        logger = environment.logger
        keyUses = APIKeyUses(store: keys, logger: logger)
        (self.throttle, self.verifier, self.revocations) = (throttle, verifier, revocations)
        (self.registration, self.consents) = (registration, consents)
        endings = SessionEndings(
            users: users,
            sessions: sessions,
            verifier: verifier,
            sockets: sockets,
            revocations: revocations
        )
        signIn = SignIn(
            users: users,
            sessions: sessions,
            devices: DeviceStore(database: registry.database),
            links: links,
            hasher: hasher,
            throttle: throttle,
            setupLink: setupLink,
            signer: signer,
            consents: consents,
            endings: endings,
            logger: logger
        )
    }

    var firstStart: FirstStart {
        FirstStart(users: users, hasher: hasher, setupLink: setupLink, logger: logger)
    }

    func addRoutes(open router: Router<DaemonRequestContext>, authenticated: RouterGroup<AuthenticatedContext>) {
        let session = SessionController(signIn: signIn, sessions: sessions, endings: endings, verifier: verifier)
        let account = AccountController(
            users: users,
            sessions: sessions,
            hasher: hasher,
            throttle: throttle,
            endings: endings
        )
        let administration = UserController(users: users, links: links, hasher: hasher, endings: endings)
        let access = UserAccessController(users: users, sessions: sessions, keys: keys, endings: endings)
        let group = GroupController(groups: groups, endings: endings)
        let registering = Registration(rules: registration, users: users, hasher: hasher)
        router.addRoutes(session.routes, atPath: "auth")
        router.addRoutes(RegistrationController(registration: registering).routes, atPath: "auth")
        authenticated.addRoutes(account.routes, atPath: "auth/me")
        authenticated.requiringService()
            .addRoutes(
                PeopleController(groups: groups, users: users, consents: consents).routes,
                atPath: "internal/people"
            )
        let administrators = authenticated.requiring(.administerUsers)
        administrators.addRoutes(administration.routes, atPath: "api/users")
        administrators.addRoutes(access.routes, atPath: "api/users")
        let imports = ImportController(people: PeopleImport(users: users), endings: endings)
        administrators.addRoutes(imports.routes, atPath: "api/users/import")
        administrators.addRoutes(group.administration, atPath: "api/groups")
        authenticated.requiring(.tutorGroups).addRoutes(group.routes, atPath: "api/groups")
        authenticated.requiring(.infer)
            .addRoutes(APIKeyController(keys: keys, revocations: revocations).routes, atPath: "api/keys")
    }
}
