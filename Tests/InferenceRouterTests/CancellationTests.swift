import DaemonTesting
import Foundation
import InferenceRouter
import Testing

/// A client that leaves takes its request with it, in every phase.
@Suite(.serialized) struct CancellationTests {
    /// Asks, waits until the simulator has the request, leaves, and measures until the simulator notices.
    private func leaveAndMeasure(
        _ router: RouterUnderTest,
        stream: Bool,
        when ready: @escaping @Sendable (ModelSimulatorProcess.Counters) -> Bool
    ) async throws -> Double {
        let simulator = router.simulators[0]
        let before = try await simulator.counters().cancelled
        let asking = Task { _ = try await router.chat(stream: stream) }
        _ = try await simulator.counters(when: ready)
        let left = Date().timeIntervalSince1970 * 1_000
        asking.cancel()
        let counters = try await simulator.counters { $0.cancelled > before }
        try #require(counters.cancelled == before + 1)
        _ = try await router.endpoints { $0[0].inFlight == 0 }
        return try #require(counters.cancelledAt.last) - left
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    @Test(arguments: [false, true])
    func beforeTheAnswerBegins(stream: Bool) async throws {
        let settings = ["ROUTER_HEADER_S": "30"]
        try await RouterUnderTest.run(options: ["--first-token-ms", "20000"], settings: settings) { router in
            var delays: [Double] = []
            for _ in 0..<5 { delays.append(try await leaveAndMeasure(router, stream: stream) { $0.active == 1 }) }
            #expect(median(delays) <= 100)
            #expect(try await router.endpoints()[0].failures == 0)
        }
    }

    @Test func inTheMiddleOfAStream() async throws {
        let options = ["--first-token-ms", "1", "--tokens-per-second", "20", "--answer-tokens", "1000"]
        try await RouterUnderTest.run(options: options) { router in
            var delays: [Double] = []
            for _ in 0..<5 { delays.append(try await leaveAndMeasure(router, stream: true) { $0.openStreams == 1 }) }
            #expect(median(delays) <= 100)
        }
    }

    @Test func inTheQueue() async throws {
        let options = ["--first-token-ms", "1", "--tokens-per-second", "20", "--answer-tokens", "1000"]
        let settings = ["ROUTER_CONCURRENCY": "1"]
        try await RouterUnderTest.run(options: options, settings: settings) { router in
            let first = Task { _ = try await router.chat(stream: true) }
            _ = try await router.simulators[0].counters { $0.active == 1 }
            let second = Task { _ = try await router.chat(stream: true) }
            try await poll { try await router.metric("consulta_router_queue_depth") == 1 }
            second.cancel()
            try await poll { try await router.metric("consulta_router_queue_depth") == 0 }
            first.cancel()
            _ = try await router.endpoints { $0[0].inFlight == 0 }
            #expect(try await router.simulators[0].counters().requests(to: "/v1/chat/completions") == 1)
        }
    }

    @Test func betweenTwoAttempts() async throws {
        let settings = ["ROUTER_RETRY_SAME_BASE_S": "0.3", "ROUTER_RETRY_SAME_MAX_S": "1", "ROUTER_HEADER_S": "10"]
        try await RouterUnderTest.run(settings: settings) { router in
            try await router.simulators[0].give("500", count: 1)
            let asking = Task { _ = try await router.chat() }
            _ = try await router.endpoints { $0[0].failures == 1 && $0[0].inFlight == 0 }
            asking.cancel()
            // Longer than the pause would have been.
            let answer = try await router.chat("[[speed:first=350]]")
            #expect(answer.status == 200)
            #expect(try await router.simulators[0].counters().requests(to: "/v1/chat/completions") == 2)
        }
    }

    private func poll(_ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(5)
        while try await !condition() {
            try #require(ContinuousClock.now < deadline)
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}

extension ModelSimulatorProcess.Counters {
    func requests(to path: String) -> Int { byPath[path] ?? 0 }
}
