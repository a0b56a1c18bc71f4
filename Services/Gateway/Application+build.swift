import Audit
import Configuration
import Daemon
import Hummingbird
import Identity
import Logging
import Messaging
import NIOCore
import Persistence
import Relay
import ServiceLifecycle

/// The gateway, composed from its settings.
///
/// - Parameters:
///   - passwordCost: what hashing a password costs.
///   - front: how long clients may take, and how much they may send.
///   - throttle: what slows down guessing.
///   - onListening: called once with the address that people connect to.
package func buildApplication(
    config: ConfigReader,
    passwordCost: ScryptCost = .standard,
    front: FrontSettings = FrontSettings(),
    throttle: SignInThrottle = SignInThrottle(),
    onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in }
) async throws -> DaemonProcess {
    let environment = try DaemonEnvironment(product: RouteTable.own, defaultPort: 8080, config: config)
    return try await buildGateway(
        environment,
        passwordCost: passwordCost,
        front: front,
        throttle: throttle,
        onListening: onListening
    ).process
}

/// What a gateway consists of, for those who look into it.
package struct GatewayComposition {
    package let process: DaemonProcess
    /// The gateway's own endpoints.
    package let router: Router<DaemonRequestContext>
}

package func buildGateway(
    _ environment: DaemonEnvironment,
    passwordCost: ScryptCost = .standard,
    front: FrontSettings = FrontSettings(),
    throttle: SignInThrottle = SignInThrottle(),
    onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in }
) async throws -> GatewayComposition {
    let (logger, metrics) = (environment.logger, environment.metrics)
    let settings = try Settings(environment)
    let socket = try OwnSocket(environment)
    try await socket.makeRoom()

    // Routes and pages
    let routeFile = RouteFile(path: settings.routeFile) { try environment.url(of: $0, defaultPort: $1) }
    let routes = try CurrentRoutes(
        routeFile.load(),
        upstreams: Upstreams(socket: socket.path),
        addedResponseFields: SecurityHeaders.standard
    )
    let pages = try PageStore(folder: settings.webFolder)
    let openAPI = try environment.openAPI(in: "Gateway")

    // People and their sessions
    let redis = try Redis(url: settings.redisURL, logger: logger, metrics: metrics)
    let keyring = try Keyring(environment)
    let database = try await Database(
        url: settings.databaseURL,
        schema: RouteTable.own,
        migrations: PeopleFeature.migrations(keyring) + SingleSignOnFeature.migrations + AuditFeature.migrations
            + PrivacyFeature.migrations,
        logger: logger,
        metrics: metrics
    )
    let trail = AuditTrail(daemon: RouteTable.own, keyring: keyring)
    let registry = PeopleRegistry(database: database, keyring: keyring, trail: trail)
    let signingKey = try SigningKey.load(environment)
    let signer = await TokenSigner(product: RouteTable.own, key: signingKey)
    let keys = try PublicKeyDirectory(environment)
    _ = try keys.current()
    let audit = try await AuditFeature(
        environment,
        database: database,
        redis: redis,
        trail: trail,
        keyring: keyring,
        key: signingKey,
        keys: keys,
        retentionDays: settings.auditRetentionDays,
        names: registry.names
    )
    let verifier = TokenVerifier(product: RouteTable.own, keys: keys)
    let sockets = LiveSockets()
    let revocations = Revocations(redis: redis, verifier: verifier, logger: logger)
    let consents = try await Consents(
        PurposeFile(home: environment.home, shipped: settings.purposeFile),
        registry: registry,
        revocations: revocations
    )
    let people = try PeopleFeature(
        environment,
        registry: registry,
        consents: consents,
        registration: settings.registration,
        passwordCost: passwordCost,
        throttle: throttle,
        signer: signer,
        verifier: verifier,
        sockets: sockets,
        revocations: revocations
    )
    try await people.endings.recall()
    let firstStart = people.firstStart
    let needsSetup = try await firstStart.prepare(settings.administrator)

    // The gateway's own endpoints
    environment.health.register("database", required: true, fault: database.healthy)
    if redis.isConfigured { environment.health.register("redis", fault: redis.healthy) }
    metrics.collect { [GaugeReading("gateway_websockets_open", Double(sockets.count))] }
    let client = HTTPClientService()
    let health = SuiteHealth(environment, routes: routes, signer: signer, client: client.client)
    let live = LiveController(verifier: verifier, sessions: people.sessions, sockets: sockets)
    let singleSignOn = SingleSignOnFeature(
        settings.singleSignOn,
        people: people,
        keyring: keyring,
        client: client.client,
        logger: logger
    )
    let privacy = PrivacyFeature(
        environment,
        consents: consents,
        people: people,
        registry: registry,
        log: audit.log,
        daemons: DaemonSubjects(routes: routes, signer: signer, client: client.client),
        institution: settings.institution
    )
    let endpoints = OwnEndpoints(
        people: people,
        singleSignOn: singleSignOn.controller,
        audit: audit.controller,
        site: SiteController(
            institution: settings.institution,
            language: settings.language,
            routes: routes,
            users: people.users,
            keys: keys,
            registration: settings.registration,
            singleSignOn: singleSignOn.name
        ),
        health: HealthController(health: health, verifier: verifier),
        live: live,
        docs: DocsController(
            answers: DocsAnswers(
                documents: APIDocuments(own: openAPI, routes: routes, client: client.client),
                routes: routes
            )
        ),
        privacy: privacy,
        pages: PageController(pages: pages)
    )
    let router = environment.makeRouter(openAPI: nil, reportsHealth: false)
    endpoints.add(to: router, verifier: verifier)
    let started = Milestone()
    let own = Application(
        router: router,
        configuration: ApplicationConfiguration(address: .unixDomainSocket(path: socket.path), serverName: nil),
        onServerRunning: { _ in
            socket.protect()
            started.reach()
        },
        logger: logger
    )

    let front = try FrontFeature(
        environment,
        settings,
        front,
        routes: routes,
        verifier: verifier,
        keys: KeyExchange(store: people.keys, consents: consents, signer: signer, verifier: verifier),
        keyUses: people.keyUses,
        visitors: Visitors(keyring: keyring, signer: signer),
        live: live,
        pages: pages,
        isShared: redis.isConfigured,
        own: started
    ) { scheme, address in
        let port = address.port ?? environment.port
        if needsSetup { firstStart.announce(scheme: scheme, host: environment.host, port: port) }
        onListening(address)
    }

    let services: [any Service] =
        [
            redis,
            database,
            people.hasher,
            people.keyUses,
            client,
            RevocationFeed(redis: redis, verifier: verifier),
            LiveNotices(redis: redis, sockets: sockets, logger: logger),
            SharedLimits(front.limits, redis: redis),
            RouteReloader(file: routeFile, routes: routes, pages: pages, tls: front.tls, logger: logger),
            own,
            front.service,
            LiveShutdown(sockets: sockets),
        ]
        + audit.services + privacy.services + front.reloading
    return GatewayComposition(process: DaemonProcess(services, logger: logger), router: router)
}
