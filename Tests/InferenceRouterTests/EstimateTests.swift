import DaemonTesting
import Foundation
import InferenceRouter
import SuiteProtocol
import Testing

/// What calls would cost and where they would go, through the whole router.
@Suite(.serialized) struct EstimateTests {
    private static func run(
        _ lines: [String],
        _ body: @escaping @Sendable (RouterUnderTest) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { (folder: String) async throws -> Void in
            var simulators: [ModelSimulatorProcess] = []
            var text = "endpoints:\n"
            for line in lines {
                let simulator = try await ModelSimulatorProcess(options: RouterUnderTest.quick)
                simulators.append(simulator)
                text += "  - { url: '\(simulator.url)', capabilities: [general-chat], \(line) }\n"
            }
            let file = folder + "/endpoints.yaml"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let settings = ["MEDGEMMA_ENDPOINTS": "", "EXTERNAL_ENDPOINTS": file]
            try await RouterUnderTest.run(simulators, settings, body)
        }
    }

    private static func estimate(_ router: RouterUnderTest, calls: Int, _ model: String = "general-chat") async throws
        -> CallEstimate
    {
        let json = """
            {"model": "\(model)", "data_class": "internal", "calls": \(calls), "prompt_bytes": 4000, "output_tokens": 100}
            """
        let response = try await router.daemon.post("/internal/estimates", json: json, token: router.token)
        #expect(response.status == 200)
        return try response.decode(CallEstimate.self, by: WireJSON.decoder())
    }

    private static let paid = "tier: paid, data_classes: [public, internal], price: { input: 1, output: 10 }"

    @Test func countsTokensAndMoneyOfWhatWouldBeAsked() async throws {
        try await Self.run(["name: far, \(Self.paid), monthly_cap: 1"]) { router in
            let estimate = try await Self.estimate(router, calls: 100)
            #expect(estimate.inputTokens == 100_000)
            #expect(estimate.outputTokens == 10_000)
            #expect(abs(estimate.cost - 0.2) < 1e-9)
            #expect(estimate.leavesInstitution)
            #expect(estimate.allowed)
            #expect(estimate.endpoints.map(\.name) == ["far"])
            #expect(estimate.endpoints.first?.left == 1)
            #expect(estimate.currency == "USD")
        }
    }

    @Test func moreThanIsLeftIsNotAllowed() async throws {
        try await Self.run(["name: far, \(Self.paid), monthly_cap: 0.1"]) { router in
            #expect(try await Self.estimate(router, calls: 50).allowed)
            let over = try await Self.estimate(router, calls: 51)
            #expect(!over.allowed)
            #expect(over.endpoints.count == 1)
        }
    }

    @Test func ownModelsComeFirstAndOthersAreNamed() async throws {
        try await Self.run(["name: far, \(Self.paid)", "name: near"]) { router in
            let estimate = try await Self.estimate(router, calls: 10)
            #expect(estimate.endpoints.map(\.name) == ["near", "far"])
            #expect(estimate.endpoints.map(\.isFirst) == [true, false])
            #expect(estimate.cost == 0)
            #expect(estimate.most > 0)
            #expect(!estimate.leavesInstitution)
            #expect(estimate.mayLeaveInstitution)
        }
    }

    @Test func whatNobodyServesCostsNothing() async throws {
        try await Self.run(["name: near"]) { router in
            let estimate = try await Self.estimate(router, calls: 10, "no-such-model")
            #expect(estimate.endpoints.isEmpty)
            #expect(estimate.cost == 0)
            #expect(estimate.allowed)
        }
    }

    @Test func peopleMayNotAsk() async throws {
        try await Self.run(["name: near"]) { router in
            let admin = try await router.identity.token(roles: [.admin])
            let json = #"{"model": "general-chat", "calls": 1, "prompt_bytes": 1, "output_tokens": 1}"#
            #expect(try await router.daemon.post("/internal/estimates", json: json, token: admin).status == 403)
            let odd = #"{"model": "general-chat", "calls": -1, "prompt_bytes": 1, "output_tokens": 1}"#
            #expect(try await router.daemon.post("/internal/estimates", json: odd, token: router.token).status == 400)
        }
    }
}
