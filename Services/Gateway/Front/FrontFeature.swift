import Daemon
import Identity
import Logging
import NIOCore
import Relay
import ServiceLifecycle

/// The front, composed: where people connect, and what is decided of a request before anybody answers it.
struct FrontFeature: Sendable {
    let limits: FrontLimits
    /// nil where people don't come by TLS.
    let tls: FrontTLS?
    let service: FrontService

    /// - Parameters:
    ///   - own: once it is reached, the gateway's own endpoints answer.
    ///   - onBound: called once, with the scheme and the address that people connect to.
    init(
        _ environment: DaemonEnvironment,
        _ settings: Settings,
        _ connections: FrontSettings,
        routes: CurrentRoutes,
        verifier: TokenVerifier,
        keys: KeyExchange,
        keyUses: APIKeyUses,
        visitors: Visitors,
        live: LiveController,
        pages: PageStore,
        isShared: Bool,
        own: Milestone,
        onBound: @escaping @Sendable (_ scheme: String, _ address: SocketAddress) -> Void
    ) throws {
        let logger = environment.logger
        let origins = OriginPolicy(allowed: settings.corsOrigins)
        limits = FrontLimits(settings, isShared: isShared)
        let parts = FrontParts(
            routes: routes,
            verifier: verifier,
            keys: keys,
            keyUses: keyUses,
            visitors: visitors,
            origins: origins,
            answers: FrontAnswers(origins: origins),
            limits: limits,
            live: live,
            pages: FrontPages(pages: pages),
            trustedProxies: TrustedProxies(settings.trustedProxies),
            accessLog: logger.logLevel <= .info ? AccessLog(daemon: RouteTable.own) : nil,
            metrics: environment.metrics
        )
        var connections = connections
        connections.trustedProxies = parts.trustedProxies
        try connections.secure(settings.tls, logger)
        tls = connections.tls
        let relay = RelayServer(
            address: .tcp(host: environment.host, port: environment.port),
            settings: connections,
            logger: logger,
            onBound: { [scheme = connections.scheme] address in onBound(scheme, address) },
            makeSource: { loop in ForwardingSource(FrontPolicy(parts, on: loop.eventLoop)) }
        )
        service = FrontService(relay: relay, own: own, accessLog: parts.accessLog)
    }

    /// What reads the certificate again.
    var reloading: [any Service] {
        if let tls { [tls] } else { [] }
    }
}
