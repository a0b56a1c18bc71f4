import DaemonTesting
import Foundation
import InferenceRouter
import Testing

/// What is tried again and what never is.
@Suite(.serialized) struct RetryRuleTests {
    @Test(arguments: ["408", "429;retry-after-ms=20", "500", "502", "503", "504", "529", "reset"])
    func whatMayPassIsTriedAgain(fault: String) async throws {
        try await RouterUnderTest.run { router in
            try await router.simulators[0].give(fault, count: 1)
            let answer = try await router.chat()
            #expect(answer.status == 200)
            #expect(answer.attempts == 2)
            let failures = try await router.endpoints()[0].failures
            #expect(failures == (fault == "408" || fault.hasPrefix("429") ? 0 : 1))
        }
    }

    @Test(arguments: [400, 401, 403, 404, 409, 413, 422])
    func whatTheClientCausedIsNot(status: Int) async throws {
        try await RouterUnderTest.run(simulators: 2) { router in
            for simulator in router.simulators { try await simulator.give("\(status)") }
            let answer = try await router.chat()
            // Of our key the client is told that it is ours.
            let isOurs = status == 401 || status == 403
            #expect(answer.status == (isOurs ? 502 : status))
            if isOurs { #expect(answer.code == "endpoint_misconfigured") }
            #expect(answer.attempts == 1)
            let seen = try await router.simulators.asyncSum {
                try await $0.counters().requests(to: "/v1/chat/completions")
            }
            #expect(seen == 1)
            for endpoint in try await router.endpoints() {
                #expect(endpoint.failures == 0)
                #expect(endpoint.breaker == .closed)
            }
        }
    }

    /// However an endpoint says it, it is left alone, and another is asked at once.
    @Test(arguments: [
        "429;retry-after=30", "429;retry-after-ms=30000", "429;retry-after=Fri, 01 Jan 2100 00:00:00 GMT",
        "429;x-ratelimit-reset-requests=30s", "429;x-ratelimit-reset-tokens=1m30s", "503;retry-after=30",
        "529;retry-after=30",
    ])
    func anEndpointThatNamesATimeIsLeftAlone(fault: String) async throws {
        try await RouterUnderTest.run(simulators: 2) { router in
            try await router.simulators[0].give(fault, count: 1)
            let began = ContinuousClock.now
            for _ in 0..<6 { #expect(try await router.chat().status == 200) }
            #expect(ContinuousClock.now - began < .seconds(5))
            #expect(try await router.simulators[0].counters().requests(to: "/v1/chat/completions") == 1)
            #expect(try await router.endpoints()[0].state == .limited)
        }
    }

    /// More failures at once than may be retried at once: nobody is turned away for it.
    @Test func aRetryOverTheBudgetWaitsForItsTurn() async throws {
        let settings = [
            "ROUTER_RETRY_BUDGET": "1", "ROUTER_RETRY_SHARE": "0", "ROUTER_BREAKER_FAILURES": "1000",
            "ROUTER_BREAKER_WINDOW_REQUESTS": "1000", "ROUTER_ATTEMPTS": "10",
        ]
        try await RouterUnderTest.run(settings: settings) { router in
            try await router.simulators[0].give("500", count: 12)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 { group.addTask { try await router.chat().status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses == Array(repeating: 200, count: 12))
            #expect(try await router.metric("consulta_router_retry_budget_exhausted_total") > 0)
        }
    }

    /// A stream's head is no success: what breaks off after it counts as the failure that it is.
    @Test func aStreamIsJudgedByItsEnd() async throws {
        try await RouterUnderTest.run(settings: ["ROUTER_BREAKER_OPEN_S": "30", "ROUTER_BREAKER_OPEN_MAX_S": "30"]) {
            router in
            try await router.simulators[0].give("cut=3")
            for _ in 0..<5 {
                let answer = try await router.chat(stream: true)
                #expect(answer.status == 200)
                #expect(answer.code == "upstream_interrupted")
            }
            _ = try await router.endpoints { $0[0].breaker == .open }
        }
    }

    @Test func aStreamMayLastLongerThanAnAnswerGivenAsAWhole() async throws {
        let options = ["--first-token-ms", "5", "--tokens-per-second", "20", "--answer-tokens", "20"]
        try await RouterUnderTest.run(options: options, settings: ["ROUTER_TOTAL_S": "0.3"]) { router in
            let stream = try await router.chat(stream: true)
            #expect(stream.isDone)
            let whole = try await router.chat()
            #expect(whole.code == "upstream_timeout")
        }
    }
}

extension Array where Element: Sendable {
    fileprivate func asyncSum(_ value: (Element) async throws -> Int) async throws -> Int {
        var sum = 0
        for element in self { sum += try await value(element) }
        return sum
    }
}
