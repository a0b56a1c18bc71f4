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

/// The records of a relay's exchanges.
final class Journal: Sendable {
    private let stream: AsyncStream<ExchangeRecord>
    private let continuation: AsyncStream<ExchangeRecord>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func append(_ record: ExchangeRecord) {
        continuation.yield(record)
    }

    /// The next record, in order of the exchanges' ends.
    func next() async throws -> ExchangeRecord {
        let stream = stream
        return try await within(.seconds(5), "a record") {
            guard let record = await stream.first(where: { _ in true }) else {
                throw TimedOut(description: "journal closed")
            }
            return record
        }
    }
}

final class TestPolicy: ForwardingPolicy {
    typealias Decide = @Sendable (ForwardingRoute, RequestHead, RelayLoop) -> ForwardingDecision

    private let route: ForwardingRoute
    private let loop: RelayLoop
    private let journal: Journal
    private let decide: Decide

    init(_ route: ForwardingRoute, _ loop: RelayLoop, _ journal: Journal, _ decide: @escaping Decide) {
        self.route = route
        self.loop = loop
        self.journal = journal
        self.decide = decide
    }

    func decide(_ head: RequestHead, tags: RequestTags, peer: ClientPeer) -> ForwardingDecision {
        decide(route, head, loop)
    }

    func response(
        to failure: ForwardingFailure,
        route: ForwardingRoute?,
        head: RequestHead,
        tags: RequestTags
    ) -> CannedResponse {
        CannedResponse(status: failure.status, body: ByteBuffer(string: "\(failure)"))
    }

    func refuse(_ refusal: Refusal, peer: ClientPeer) -> CannedResponse {
        CannedResponse(status: refusal.status, body: ByteBuffer(string: refusal.code))
    }

    func finished(_ record: ExchangeRecord) {
        journal.append(record)
    }
}
