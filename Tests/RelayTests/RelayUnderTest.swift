import Logging
import NIOCore
import NIOPosix
import Relay
import ServiceLifecycle

/// A relay that listens on a port of its own, and what it has recorded.
final class RelayUnderTest: Sendable {
    let port: Int
    let group: ServiceGroup
    let journal: Journal

    private init(port: Int, group: ServiceGroup, journal: Journal) {
        self.port = port
        self.group = group
        self.journal = journal
    }

    func connect(receiveBuffer: Int? = nil) async throws -> TestConnection {
        try await TestConnection.connect(port: port, receiveBuffer: receiveBuffer)
    }

    /// Sends one request on a new connection and reads the answer.
    func ask(_ request: String) async throws -> Message {
        let client = try await connect()
        try await client.send(request)
        let message = try await client.receiveMessage()
        try await client.close()
        return message
    }

    /// Runs a relay with any source while `body` runs.
    static func run(
        on eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        settings: FrontSettings = FrontSettings(),
        journal: Journal = Journal(),
        source: @escaping @Sendable (RelayLoop) -> any ExchangeSource,
        _ body: (RelayUnderTest) async throws -> Void
    ) async throws {
        var logger = Logger(label: "relay")
        logger.logLevel = .error
        let (bound, continuation) = AsyncStream<Int>.makeStream()
        let server = RelayServer(
            address: .tcp(host: "127.0.0.1", port: 0),
            group: eventLoops,
            settings: settings,
            logger: logger,
            onBound: { continuation.yield($0.port ?? 0) },
            makeSource: source
        )
        let group = ServiceGroup(services: [server], logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let port = await bound.first { _ in true } ?? 0
            try await body(RelayUnderTest(port: port, group: group, journal: journal))
            tasks.cancelAll()
            try? await tasks.waitForAll()
        }
    }

    /// Runs a relay that forwards everything to one upstream.
    static func run(
        to address: RelayAddress,
        on eventLoops: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        settings: FrontSettings = FrontSettings(),
        limits: PoolLimits = PoolLimits(),
        prefix: String = "",
        replacement: String = "",
        route change: (inout ForwardingRoute.Settings) -> Void = { _ in },
        decide: @escaping TestPolicy.Decide = { route, _, _ in .forward(ForwardingPlan(route)) },
        _ body: (RelayUnderTest) async throws -> Void
    ) async throws {
        var routeSettings = ForwardingRoute.Settings()
        change(&routeSettings)
        let route = ForwardingRoute(
            name: "test",
            upstream: Upstream(name: "upstream", address: address, limits: limits),
            prefix: prefix,
            replacement: replacement,
            settings: routeSettings
        )
        let journal = Journal()
        try await run(
            on: eventLoops,
            settings: settings,
            journal: journal,
            source: { loop in ForwardingSource(TestPolicy(route, loop, journal, decide)) },
            body
        )
    }
}
