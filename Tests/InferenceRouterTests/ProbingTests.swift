import DaemonTesting
import Foundation
import InferenceRouter
import Testing

/// What probes find, and who waits for them.
@Suite(.serialized) struct ProbingTests {
    @Test func aProbeThatIsTurnedAwayWaits() async throws {
        try await RouterUnderTest.run { router in
            try await router.simulators[0].give("429;retry-after=30", path: "/health")
            let endpoints = try await router.endpoints { $0[0].state == .limited }
            #expect(endpoints[0].breaker == .closed)
        }
    }

    @Test func healthWaitsForTheFirstProbesButNotForEver() async throws {
        let simulator = try await ModelSimulatorProcess(options: RouterUnderTest.quick)
        try await simulator.give("slow-headers=60000", path: "/")
        let settings = [
            "MEDGEMMA_ENDPOINTS": simulator.url, "ROUTER_PROBE_WAIT_S": "0.2", "ROUTER_PROBE_TIMEOUT_S": "20",
        ]
        try await RouterUnderTest.run([simulator], settings) { router in
            let began = ContinuousClock.now
            let health = try await router.daemon.get("/health")
            #expect(ContinuousClock.now - began < .seconds(3))
            #expect(health.status == 200)
            #expect(health.body.contains("\"degraded\""))
            #expect(try await router.endpoints()[0].state == .starting)
        }
    }
}
