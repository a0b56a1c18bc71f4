import AsyncHTTPClient
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

/// The inference-router, composed from its settings.
///
/// - Parameters:
///   - keys: where the public halves of the suite's keys are; by default where `SuitePublicKeys` finds them.
///   - onListening: called once with the address that callers connect to.
package func buildApplication(
    config: ConfigReader,
    keys: (any PublicKeys)? = nil,
    onListening: @escaping @Sendable (SocketAddress) -> Void = { _ in }
) async throws -> DaemonProcess {
    let environment = try DaemonEnvironment(product: "inference-router", defaultPort: 5010, config: config)
    let (logger, metrics) = (environment.logger, environment.metrics)
    let settings = try Settings(config)
    let openAPI = try environment.openAPI(in: "InferenceRouter")

    let client = HTTPClientService { $0.timeout.connect = .seconds(5) }

    // Who asks
    let redis = try Redis(url: settings.redisURL, logger: logger, metrics: metrics)
    let verifier = TokenVerifier(
        product: environment.product,
        keys: try keys ?? SuitePublicKeys(environment, client: client.client)
    )

    // Where models are
    let catalogue = try settings.models(home: environment.home)
    let make = EndpointFactory(
        choosing: settings.choosing,
        destinations: settings.destinations,
        secrets: SecretFolder(home: environment.home),
        logger: logger
    )
    let endpoints = try settings.endpoints(home: environment.home, catalogue, make)
    let figures = RouterFigures(metrics)
    let announcer = EndpointAnnouncer(redis: redis, logger: logger)
    let balancer = Balancer(
        Fleet(endpoints, settings.fleet, catalogue: catalogue) { figures.deployment(endpoint: $0, model: $1) },
        queueLimit: settings.choosing.queueLimit,
        figures: figures,
        onChange: announcer.announce
    )
    let prober = Prober(
        endpoints,
        balancer: balancer,
        probe: EndpointProbe(client: client.client, settings: settings.probes),
        logger: logger
    )
    let database = try await Database(
        url: settings.databaseURL,
        schema: environment.product,
        migrations: [EndpointStore.migration, SpendStore.migration, Outbox.migration, AuditTrail.migration],
        logger: logger,
        metrics: metrics
    )
    let store = EndpointStore(database: database, trail: AuditTrail(daemon: environment.product))
    let registry = EndpointRegistry(store: store, balancer: balancer, prober: prober, make: make, logger: logger)
    try await registry.synchronize()
    let administration = EndpointAdministration(
        store: store,
        registry: registry,
        balancer: balancer,
        make: make,
        capabilities: catalogue.names
    )

    let spending = SpendStore(database: database)
    let ledger = SpendLedger(store: spending, balancer: balancer, logger: logger)
    try await ledger.flush()

    // Our own endpoints
    environment.health.register("database", fault: database.healthy)
    environment.health.register("endpoints", within: settings.probes.firstWait.duration + .seconds(1)) {
        await prober.firstRound(within: settings.probes.firstWait.duration)
        let isServed = balancer.read { !$0.liveNames().isEmpty }
        return isServed ? DependencyHealth(.ok) : DependencyHealth(.degraded, "no model endpoint answers")
    }
    if redis.isConfigured { environment.health.register("redis", fault: redis.healthy) }
    let router = environment.makeRouter(openAPI: openAPI.text)
    let protected = router.authenticated(by: verifier)
    protected.addRoutes(ModelController(balancer: balancer).routes, atPath: "v1/models")
    protected.addRoutes(CatalogueController(catalogue: catalogue, balancer: balancer).routes, atPath: "models")
    protected.addRoutes(OllamaController(balancer: balancer).routes, atPath: "api")
    protected.addRoutes(
        EndpointController(
            balancer: balancer,
            prober: prober,
            administration: administration,
            currency: settings.spending.currency
        ).routes,
        atPath: "endpoints"
    )
    protected.addRoutes(
        SpendController(store: spending, ledger: ledger, currency: settings.spending.currency).routes,
        atPath: "spend"
    )
    protected.addRoutes(QueueController(balancer: balancer).routes, atPath: "queue")
    protected.requiringService().addRoutes(
        EstimateController(balancer: balancer, ledger: ledger, currency: settings.spending.currency).routes,
        atPath: "internal/estimates"
    )
    router.addSubjects(EndpointSubjects(store: store), verifier: verifier)
    let socket = try OwnSocket(environment)
    try await socket.makeRoom()
    let started = Milestone()
    let application = environment.server(router, address: .unixDomainSocket(path: socket.path)) { _ in
        socket.protect()
        started.reach()
    }

    // The front
    let core = InferenceCore(
        settings: settings,
        catalogue: catalogue,
        balancer: balancer,
        verifier: verifier,
        figures: figures,
        accessLog: logger.logLevel <= .info ? AccessLog(daemon: environment.product) : nil
    )
    let behind = Upstream(name: "administration", address: .unix(path: socket.path))
    let relay = RelayServer(
        address: .tcp(host: environment.host, port: environment.port),
        logger: logger,
        onBound: onListening,
        makeSource: { _ in InferenceSource(core, policy: AdministrationPolicy(behind), metrics: metrics) }
    )
    let front = FrontService(relay: relay, own: started, accessLog: core.accessLog)

    let services: [any Service] = [
        client, database, ledger, redis, OutboxRelay(database: database, redis: redis, logger: logger),
        RevocationFeed(redis: redis, verifier: verifier), announcer, prober, registry,
        Canary(balancer: balancer, client: client.client, settings: settings.probes), application, front,
    ]
    return DaemonProcess(services, logger: logger)
}

extension Settings {
    fileprivate var fleet: Fleet.Settings {
        var fleet = Fleet.Settings()
        fleet.breaker = breaker
        fleet.retry = retry
        fleet.timeouts = timeouts
        fleet.probes = probes
        return fleet
    }
}

extension TimeAmount {
    fileprivate var duration: Duration { .nanoseconds(nanoseconds) }
}
