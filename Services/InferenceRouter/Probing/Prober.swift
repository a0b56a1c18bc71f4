import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// Keeps looking at every endpoint, the first time at once.
final class Prober: Service {
    private let current: Mutex<[String: Endpoint]>
    private let balancer: Balancer
    private let probe: EndpointProbe
    private let logger: Logger
    private let added: AsyncStream<Endpoint>
    private let continuation: AsyncStream<Endpoint>.Continuation

    init(_ endpoints: [Endpoint], balancer: Balancer, probe: EndpointProbe, logger: Logger) {
        current = Mutex([:])
        self.balancer = balancer
        self.probe = probe
        self.logger = logger
        (added, continuation) = AsyncStream.makeStream()
        for endpoint in endpoints { watch(endpoint) }
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for await endpoint in self.added { group.addTask { await self.keepLooking(at: endpoint) } }
            }
        }
    }

    /// One more endpoint, or one that takes the place of another with its id.
    func watch(_ endpoint: Endpoint) {
        current.withLock { $0[endpoint.id] = endpoint }
        continuation.yield(endpoint)
    }

    func forget(_ id: String) {
        current.withLock { $0[id] = nil }
    }

    /// Looks now, whatever the schedule says.
    func look(at endpoint: Endpoint) async {
        let finding = await probe.look(at: endpoint)
        guard !Task.isCancelled else { return }
        balancer.probed(endpoint.id, finding)
    }

    /// What an endpoint says that need not be one of ours.
    func check(_ endpoint: Endpoint) async -> ProbeFinding {
        await probe.look(at: endpoint)
    }

    func endpoint(_ id: String) -> Endpoint? {
        current.withLock { $0[id] }
    }

    /// Returns once every endpoint has been looked at, at the latest when the limit has passed.
    func firstRound(within limit: Duration) async {
        let end = ContinuousClock.now + limit
        while balancer.read({ $0.isStarting }), ContinuousClock.now < end {
            guard (try? await Task.sleep(for: .milliseconds(10))) != nil else { return }
        }
    }

    private func keepLooking(at endpoint: Endpoint) async {
        await look(at: endpoint)
        while !Task.isCancelled {
            let pause = balancer.read { fleet in
                fleet.index(of: endpoint.id).map { fleet.records[$0].schedule.pause(isLocal: endpoint.address.isLocal) }
            }
            // Several routers shouldn't ask in step.
            let spread = Double.random(in: 0.9...1.1)
            let nanoseconds = Double((pause ?? .seconds(5)).nanoseconds) * spread
            guard (try? await Task.sleep(for: .nanoseconds(Int64(nanoseconds)))) != nil else { return }
            guard self.endpoint(endpoint.id) === endpoint else { return }
            await look(at: endpoint)
        }
    }
}
