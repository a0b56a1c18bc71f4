import CoreMetrics
import Daemon
import DaemonTesting
import Foundation
import InferenceRouter
import NIOCore
import Testing

/// One token, asked of models that have been silent for long.
@Suite(.serialized) struct CanaryTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private let pause = TimeAmount.seconds(300)

    private func fleet(_ url: String = "http://127.0.0.1:9000") throws -> Fleet {
        let endpoint = try Endpoint(
            EndpointDeclaration(id: "e", address: EndpointAddress(url), capabilities: [.generalChat: 0])
        )
        let figures = RouterFigures(PrometheusMetrics())
        let catalogue = try ModelFile(path: "Services/InferenceRouter/models.yaml").load()
        return Fleet([endpoint], Fleet.Settings(), catalogue: catalogue) { figures.deployment(endpoint: $0, model: $1) }
    }

    private func found(_ fleet: inout Fleet, _ models: [String], loaded: Set<String>?, at now: NIODeadline) {
        let listing = ProbeFinding.Listing(kind: .ollama, models: models, loaded: loaded)
        fleet.probed("e", .alive(listing), at: now, date: Date())
    }

    private func canaries(_ fleet: inout Fleet, at now: NIODeadline) -> [String] {
        fleet.canaries(after: pause, at: now).map { grant in
            var report = AttemptReport(.success)
            report.isCanary = true
            fleet.giveBack(grant, report, at: now, chance: 0)
            return grant.model
        }
    }

    @Test func onlyModelsInMemoryAreAsked() throws {
        var fleet = try fleet()
        found(&fleet, ["a:1", "b:1"], loaded: ["b:1"], at: start)
        #expect(canaries(&fleet, at: start) == ["b:1"])
        found(&fleet, ["a:1", "b:1"], loaded: ["a:1", "b:1"], at: start)
        #expect(canaries(&fleet, at: start) == ["a:1"])
    }

    @Test func anAnswerWithinTheTimeIsEnough() throws {
        var fleet = try fleet()
        found(&fleet, ["a:1"], loaded: ["a:1"], at: start)
        guard case .granted(let grant) = fleet.choose(Ask(name: "a:1", user: "u"), at: start) else {
            Issue.record("nobody took the request")
            return
        }
        fleet.giveBack(grant, AttemptReport(.success), at: start, chance: 0)
        #expect(canaries(&fleet, at: start + pause - .nanoseconds(1)) == [])
        #expect(canaries(&fleet, at: start + pause) == ["a:1"])
        #expect(canaries(&fleet, at: start + pause) == [])
    }

    @Test func anEndpointThatDoesNotTellIsAskedForWhatAnsweredOnce() throws {
        var fleet = try fleet()
        found(&fleet, ["a", "b"], loaded: nil, at: start)
        #expect(canaries(&fleet, at: start) == [])
        guard case .granted(let grant) = fleet.choose(Ask(name: "b", user: "u"), at: start) else {
            Issue.record("nobody took the request")
            return
        }
        fleet.giveBack(grant, AttemptReport(.success), at: start, chance: 0)
        #expect(canaries(&fleet, at: start + pause) == ["b"])
    }

    @Test func whatIsFarAwayIsNeverAsked() throws {
        var fleet = try fleet("https://models.example.com")
        found(&fleet, ["a:1"], loaded: ["a:1"], at: start)
        #expect(canaries(&fleet, at: start) == [])
    }

    /// The probes are content; the engine behind them is dead.
    @Test func itsFailuresOpenTheBreaker() async throws {
        let settings = ["ROUTER_CANARY_S": "0.05", "ROUTER_BREAKER_OPEN_S": "30", "ROUTER_BREAKER_OPEN_MAX_S": "30"]
        try await ollama(settings) { router in
            try await router.simulators[0].give("500")
            let endpoints = try await router.endpoints { $0[0].breaker == .open }
            #expect(endpoints[0].state == .up)
            #expect(endpoints[0].requests == 0)
            #expect(endpoints[0].lastError == "canary: status 500")
        }
    }

    @Test func itAsksForOneToken() async throws {
        try await ollama(["ROUTER_CANARY_S": "0.05"]) { router in
            let counters = try await router.simulators[0].counters(within: .seconds(5)) {
                $0.requests(to: "/v1/chat/completions") >= 2
            }
            #expect(counters.requests(to: "/v1/chat/completions") >= 2)
            let seen = try await router.lastSeen()
            #expect(seen.keys == ["max_tokens", "messages", "model"])
            #expect(seen.model == "gemma2:9b")
            #expect(try await router.metric("consulta_router_attempts_total{outcome=\"success\"}") == 0)
        }
    }

    @Test func whatIsNotInMemoryIsNotLoadedForIt() async throws {
        try await ollama(["ROUTER_CANARY_S": "0.05"], options: ["--load-ms", "1"]) { router in
            // The next probes pass meanwhile: a canary would have come between them.
            let counters = try await router.simulators[0].counters(within: .seconds(5)) {
                $0.requests(to: "/api/ps") >= 5
            }
            #expect(counters.requests(to: "/api/ps") >= 5)
            #expect(counters.requests(to: "/v1/chat/completions") == 0)
        }
    }

    @Test func itCanBeTurnedOff() async throws {
        try await ollama(["ROUTER_CANARY_S": "0"]) { router in
            let counters = try await router.simulators[0].counters(within: .seconds(5)) {
                $0.requests(to: "/api/ps") >= 5
            }
            #expect(counters.requests(to: "/v1/chat/completions") == 0)
        }
    }

    private func ollama(
        _ settings: [String: String],
        options: [String] = [],
        _ body: @escaping @Sendable (RouterUnderTest) async throws -> Void
    ) async throws {
        let simulator = try await ModelSimulatorProcess(
            models: ["gemma2:9b"],
            options: RouterUnderTest.quick + ["--flavour", "ollama"] + options
        )
        let endpoints = ["MEDGEMMA_ENDPOINTS": "", "OLLAMA_ENDPOINTS": simulator.url]
        try await RouterUnderTest.run([simulator], endpoints.merging(settings) { $1 }, body)
    }
}
