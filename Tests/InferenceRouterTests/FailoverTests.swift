import DaemonTesting
import Foundation
import InferenceRouter
import Testing

/// Endpoints that come, go and take turns.
@Suite(.serialized) struct FailoverTests {
    /// Four endpoints and one killed while 50 clients ask.
    @Test(arguments: [("MEDGEMMA_ENDPOINTS", "/v1/chat/completions"), ("OLLAMA_ENDPOINTS", "/api/chat")])
    func aKilledEndpointFailsNoRequestThatHadNoContent(key: String, path: String) async throws {
        let options = ["--first-token-ms", "20", "--tokens-per-second", "500", "--answer-tokens", "20"]
        var simulators: [ModelSimulatorProcess] = []
        for _ in 0..<4 { simulators.append(try await ModelSimulatorProcess(options: options)) }
        let urls = simulators.map(\.url).joined(separator: ",")
        let settings = ["MEDGEMMA_ENDPOINTS": ""].merging([key: urls]) { $1 }
        try await RouterUnderTest.run(simulators, settings) { router in
            let answers = try await withThrowingTaskGroup(of: [Answer].self) { group in
                for index in 0..<50 {
                    group.addTask {
                        var answers: [Answer] = []
                        for _ in 0..<6 {
                            let body = RouterUnderTest.body(model: "simulated-medgemma", stream: index % 2 == 0)
                            answers.append(try await router.post(path, body))
                        }
                        return answers
                    }
                }
                group.addTask {
                    _ = try await router.simulators[3].counters { $0.requests >= 15 }
                    await router.simulators[3].kill()
                    return []
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(answers.count == 300)
            for answer in answers {
                #expect(answer.status == 200)
                // A stream that had brought content when its endpoint died says so.
                if !answer.isWhole {
                    #expect(answer.body.contains("interrumpió"))
                    #expect(answer.body.contains("\"content\":"))
                }
            }
            _ = try await router.endpoints { $0[3].state == .down && $0.allSatisfy { $0.inFlight == 0 } }
        }
    }

    @Test func requestsAreSharedOutEvenly() async throws {
        try await RouterUnderTest.run(simulators: 4) { router in
            for _ in 0..<20 {
                let answer = try await router.chat()
                #expect(answer.status == 200)
            }
            for simulator in router.simulators {
                let counters = try await simulator.counters()
                #expect(counters.requests(to: "/v1/chat/completions") == 5)
            }
        }
    }

    @Test func anEndpointThatAppearsLaterIsFound() async throws {
        let simulator = try await ModelSimulatorProcess()
        let port = simulator.port
        await simulator.stop()
        let settings = ["MEDGEMMA_ENDPOINTS": "http://127.0.0.1:\(port)/v1"]
        try await RouterUnderTest.run([], settings) { router in
            #expect(try await router.daemon.get("/health").body.contains("\"degraded\""))
            #expect(try await router.endpoints().map(\.state) == [.down])
            #expect(try await router.chat().code == "no_endpoint")
            let later = try await ModelSimulatorProcess(port: port, options: RouterUnderTest.quick)
            let up = try await router.endpoints { $0[0].state == .up }
            #expect(up[0].simulated)
            #expect(up[0].models == ["simulated-medgemma"])
            #expect(try await router.chat().status == 200)
            await later.kill()
            _ = try await router.endpoints { $0[0].state == .down }
            // Listed once, nobody alive now.
            #expect(try await router.chat(model: "simulated-medgemma").status == 503)
        }
    }

    @Test func worksWithNoEndpointAtAll() async throws {
        try await RouterUnderTest.run([], ["MEDGEMMA_ENDPOINTS": ""]) { router in
            let health = try await router.daemon.get("/health")
            #expect(health.status == 200)
            #expect(health.body.contains("\"degraded\""))
            #expect(try await router.endpoints().isEmpty)
            let none = try await router.chat()
            #expect(none.status == 503)
            #expect(none.code == "no_endpoint")
            let unknown = try await router.chat(model: "gpt-unknown")
            #expect(unknown.status == 404)
            #expect(unknown.code == "model_not_found")
        }
    }

    @Test func aSecondTierTakesWhatTheFirstCannot() async throws {
        let first = try await ModelSimulatorProcess(options: RouterUnderTest.quick)
        let second = try await ModelSimulatorProcess(
            models: ["nomic-embed-text:v1", "simulated-llama:8b"],
            options: RouterUnderTest.quick
        )
        let settings = ["MEDGEMMA_ENDPOINTS": first.url, "OLLAMA_ENDPOINTS": second.url]
        try await RouterUnderTest.run([first, second], settings) { router in
            for _ in 0..<3 { #expect(try await router.chat().endpoint == "medgemma-1") }
            #expect(try await router.chat(model: "general-chat").endpoint == "ollama-1")
            let kinds = try await router.endpoints().map(\.kind)
            #expect(kinds == [.openAI, .ollama])
            await first.kill()
            let answer = try await router.chat()
            #expect(answer.status == 200)
            #expect(answer.endpoint == "ollama-1")
            let seen = try await second.seenRequests().last { $0.method == "POST" }
            #expect(seen?.model == "simulated-llama:8b")
        }
    }

    @Test func aParkedEndpointIsLeftAloneAndSaysSo() async throws {
        try await RouterUnderTest.run(simulators: 2) { router in
            try await router.simulators[0].give("429;retry-after=30", count: 1)
            for _ in 0..<6 { #expect(try await router.chat().status == 200) }
            #expect(try await router.simulators[0].counters().byPath["/v1/chat/completions"] == 1)
            let endpoints = try await router.endpoints()
            #expect(endpoints[0].state == .limited)
            #expect(endpoints[0].breaker == .closed)
        }
    }

    @Test func anOpenBreakerIsWaitedForAndProbed() async throws {
        let settings = ["ROUTER_ATTEMPTS": "1", "ROUTER_BREAKER_FAILURES": "2"]
        try await RouterUnderTest.run(settings: settings) { router in
            try await router.simulators[0].give("500", count: 2)
            for _ in 0..<2 { #expect(try await router.chat().status == 500) }
            #expect(try await router.endpoints()[0].breaker == .open)
            // All open: the request waits for the next to open, and is its probe.
            #expect(try await router.chat().status == 200)
            #expect(try await router.endpoints()[0].breaker == .halfOpen)
            #expect(try await router.chat().status == 200)
            #expect(try await router.endpoints()[0].breaker == .closed)
        }
    }

    @Test func aKeyThatIsRefusedIsTheConfigurationsFault() async throws {
        let simulator = try await ModelSimulatorProcess(options: ["--api-key", "secret", "--flavour", "openai"])
        try await RouterUnderTest.run([simulator], ["MEDGEMMA_ENDPOINTS": simulator.url]) { router in
            let endpoints = try await router.endpoints { $0[0].state == .misconfigured }
            #expect(endpoints[0].lastError == "status 401")
            #expect(try await router.chat().status == 503)
        }
    }
}
