import Logging
import NIOCore
import ServiceLifecycle

/// Keeps looking at every endpoint, the first time at once.
final class Prober: Service {
    private let endpoints: [Endpoint]
    private let balancer: Balancer
    private let probe: EndpointProbe
    private let logger: Logger

    init(_ endpoints: [Endpoint], balancer: Balancer, probe: EndpointProbe, logger: Logger) {
        self.endpoints = endpoints
        self.balancer = balancer
        self.probe = probe
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                for endpoint in self.endpoints { group.addTask { await self.watch(endpoint) } }
                await group.waitForAll()
            }
        }
        if endpoints.isEmpty { try? await gracefulShutdown() }
        try await probe.shutdown()
    }

    /// Looks now, whatever the schedule says.
    func look(at endpoint: Endpoint) async {
        let finding = await probe.look(at: endpoint)
        guard !Task.isCancelled else { return }
        balancer.probed(endpoint.id, finding)
    }

    func endpoint(_ id: String) -> Endpoint? {
        endpoints.first { $0.id == id }
    }

    /// Returns once every endpoint has been looked at, at the latest when the limit has passed.
    func firstRound(within limit: Duration) async {
        let end = ContinuousClock.now + limit
        while balancer.read({ $0.isStarting }), ContinuousClock.now < end {
            guard (try? await Task.sleep(for: .milliseconds(10))) != nil else { return }
        }
    }

    private func watch(_ endpoint: Endpoint) async {
        await look(at: endpoint)
        while !Task.isCancelled {
            let pause = balancer.read { fleet in
                fleet.records.first { $0.endpoint.id == endpoint.id }?.schedule
                    .pause(isLocal: endpoint.address.isLocal)
            }
            // Several routers shouldn't ask in step.
            let spread = Double.random(in: 0.9...1.1)
            let nanoseconds = Double((pause ?? .seconds(5)).nanoseconds) * spread
            guard (try? await Task.sleep(for: .nanoseconds(Int64(nanoseconds)))) != nil else { return }
            await look(at: endpoint)
        }
    }
}
