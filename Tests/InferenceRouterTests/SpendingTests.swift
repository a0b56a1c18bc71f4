import DaemonTesting
import Foundation
import InferenceRouter
import SuiteProtocol
import Testing

/// Prices, caps and what was spent, through the whole router.
@Suite(.serialized) struct SpendingTests {
    /// A router whose one endpoint is in `endpoints.yaml` with `terms`.
    private static func run(
        _ terms: String,
        options: [String] = RouterUnderTest.quick,
        settings: [String: String] = [:],
        _ body: @escaping @Sendable (RouterUnderTest) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { (folder: String) async throws -> Void in
            let simulator = try await ModelSimulatorProcess(options: options)
            let file = folder + "/endpoints.yaml"
            let text =
                "endpoints:\n  - { url: '\(simulator.url)', name: priced, capabilities: [medical-chat], \(terms) }\n"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let all = ["MEDGEMMA_ENDPOINTS": "", "EXTERNAL_ENDPOINTS": file].merging(settings) { $1 }
            try await RouterUnderTest.run([simulator], all, body)
        }
    }

    private static func report(_ router: RouterUnderTest, _ query: String = "") async throws -> SpendReport {
        let response = try await router.daemon.get("/spend" + query, token: router.token)
        return try response.decode(SpendReport.self, by: WireJSON.decoder())
    }

    @Test func atTheCapRequestsAreRefusedInTheirOwnDialect() async throws {
        try await Self.run("price: { input: 0, output: 1000000 }, monthly_cap: 20") { router in
            #expect(try await router.chat().status == 200)
            #expect(try await router.chat(stream: true).status == 200)
            let refused = try await router.chat()
            #expect(refused.status == 402)
            #expect(refused.code == "budget_exhausted")
            #expect(refused.body.contains("Se agotó el presupuesto"))
            let ollama = try await router.post("/api/chat", RouterUnderTest.body(stream: false))
            #expect(ollama.status == 402)
            #expect(ollama.body.hasPrefix("{\"error\":\"Se agotó"))

            let view = try #require(try await router.endpoints().first)
            #expect(view.source == .file)
            #expect(view.spend?.requests == 2)
            #expect(view.spend?.outputTokens == 24)
            #expect(view.spend?.amount == 24)
            #expect(view.spend?.monthlyCap == 20)
            #expect(view.spend?.estimated == false)
            #expect(view.tokensPerSecond ?? 0 > 0)
            let report = try await Self.report(router)
            #expect(report.currency == "USD")
            #expect(report.total == 24)
            #expect(report.items.map(\.model) == ["simulated-medgemma"])
            #expect(report.items.map(\.requests) == [2])
            #expect(try await Self.report(router, "?month=2020-01").items.isEmpty)
            let metrics = try await router.daemon.get("/metrics").body
            #expect(metrics.contains(/consulta_router_spend_total\{.*endpoint="priced".*\} 24/))
        }
    }

    @Test func aStreamThatIsLeftIsBookedOnceAndMarked() async throws {
        let slow = ["--first-token-ms", "1", "--tokens-per-second", "50", "--answer-tokens", "1000"]
        try await Self.run("price: { input: 1, output: 1 }", options: slow) { router in
            let asking = Task { _ = try await router.chat("una pregunta de cierta longitud", stream: true) }
            _ = try await router.simulators[0].counters { $0.openStreams == 1 }
            _ = try await router.endpoints { $0[0].latencyMs.p50 == nil && $0[0].inFlight == 1 }
            asking.cancel()
            let view = try #require(try await router.endpoints { $0[0].inFlight == 0 }.first)
            #expect(view.spend?.requests == 1)
            #expect(view.spend?.estimated == true)
            #expect(view.spend?.inputTokens ?? 0 > 10)
            let item = try #require(try await Self.report(router).items.first)
            #expect(item.requests == 1)
            #expect(item.estimated)
        }
    }

    @Test func spendingOutlivesTheDaemon() async throws {
        try await withTemporaryDirectory { (folder: String) async throws -> Void in
            let settings = [
                "INFERENCE_ROUTER_DATABASE_URL": "sqlite:\(folder)/router.sqlite", "ROUTER_CURRENCY": "MXN",
            ]
            let terms = "price: { input: 0, output: 1000000 }, monthly_cap: 20"
            try await Self.run(terms, settings: settings) { (router: RouterUnderTest) async throws -> Void in
                for _ in 0..<2 { #expect(try await router.chat().status == 200) }
            }
            try await Self.run(terms, settings: settings) { (router: RouterUnderTest) async throws -> Void in
                #expect(try await router.endpoints()[0].spend?.amount == 24)
                #expect(try await router.chat().code == "budget_exhausted")
                #expect(try await Self.report(router).currency == "MXN")
            }
        }
    }

    @Test func whoMaySeeSpending() async throws {
        try await Self.run("weight: 1") { router in
            let student = try await router.identity.token(roles: [.student])
            #expect(try await router.daemon.get("/spend", token: student).status == 403)
            let wrong = try await router.daemon.get("/spend?month=november", token: router.token)
            #expect(wrong.status == 400)
            #expect(wrong.body.contains("invalid_month"))
        }
    }

    @Test func clinicalRequestsDoNotReachWhatIsPaidByTheToken() async throws {
        try await Self.run("tier: paid, data_classes: [public, internal]") { router in
            let body = RouterUnderTest.body(model: "medical-chat", stream: false)
            for (said, status) in [(nil, 503), ("clinical", 503), ("internal", 200), ("public", 200), ("odd", 503)] {
                let response = try await router.daemon.post(
                    "/v1/chat/completions",
                    json: body,
                    token: router.token,
                    headers: said.map { ["x-consulta-data-class": $0] } ?? [:]
                )
                #expect(response.status == status, "\(said ?? "none")")
            }
            // A person's own word counts for nothing.
            let admin = try await router.identity.token(roles: [.admin])
            let response = try await router.daemon.post(
                "/v1/chat/completions",
                json: body,
                token: admin,
                headers: ["x-consulta-data-class": "public"]
            )
            #expect(response.status == 503)
        }
    }
}
