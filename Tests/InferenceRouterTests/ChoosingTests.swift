import Foundation
import InferenceRouter
import NIOCore
import Testing

struct SmoothWeightedRoundRobinTests {
    @Test func spreadsAsNginxDoes() {
        var rotation = SmoothWeightedRoundRobin(weights: [5, 1, 1])
        #expect((0..<7).map { _ in rotation.next(among: 0b111) } == [0, 0, 1, 0, 2, 0, 0])
    }

    @Test func passesOverThoseThatAreNotFree() {
        var rotation = SmoothWeightedRoundRobin(weights: [1, 1, 1])
        let picks = (0..<40).compactMap { _ in rotation.next(among: 0b101) }
        #expect(picks.filter { $0 == 0 }.count == 20)
        #expect(picks.filter { $0 == 2 }.count == 20)
        #expect(rotation.next(among: 0) == nil)
    }

    /// Over one round of the weights' sum, each member gets exactly its weight, and never lags far behind.
    @Test(arguments: 0..<50)
    func isExactOverARound(seed: Int) {
        var generator = Seeded(UInt64(seed))
        let weights = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
            Int.random(in: 1...9, using: &generator)
        }
        let total = weights.reduce(0, +)
        var rotation = SmoothWeightedRoundRobin(weights: weights)
        var counts = Array(repeating: 0, count: weights.count)
        for turn in 1...(total * 3) {
            let pick = rotation.next(among: .max)
            counts[pick ?? 0] += 1
            for (weight, count) in zip(weights, counts) {
                let due = Double(turn) * Double(weight) / Double(total)
                #expect(abs(Double(count) - due) < Double(weights.count))
            }
            if turn == total { #expect(counts == weights) }
        }
        #expect(counts == weights.map { $0 * 3 })
    }
}

struct BackoffTests {
    private let backoff = Backoff(RetrySettings())

    @Test(arguments: [(1, 25), (2, 75), (3, 175), (4, 250), (60, 250)])
    func anotherEndpointIsTriedWithinTheBound(retry: Int, bound: Int) {
        var generator = Seeded(UInt64(retry))
        let pauses = (0..<500).map { _ in backoff.another(retry: retry, using: &generator) }
        #expect(pauses.allSatisfy { $0 >= .zero && $0 <= .milliseconds(Int64(bound)) })
        // Full jitter: the whole range is used.
        #expect(pauses.contains { $0 < .milliseconds(Int64(bound / 4)) })
        #expect(pauses.contains { $0 > .milliseconds(Int64(bound * 3 / 4)) })
    }

    @Test(arguments: [(1, 500), (2, 1_000), (4, 4_000), (5, 5_000), (80, 5_000)])
    func theSameEndpointIsGivenTime(retry: Int, middle: Int) {
        var generator = Seeded(3)
        for _ in 0..<200 {
            let pause = Double(backoff.same(retry: retry, using: &generator).nanoseconds) / 1e6
            #expect((Double(middle) * 0.8...Double(middle) * 1.2).contains(pause))
        }
    }
}

struct RetryBudgetTests {
    @Test func allowsThreeAndThenAFifthOfTheRequests() {
        var budget = RetryBudget(least: 3, share: 0.2)
        for _ in 0..<3 { budget.begin() }
        #expect(!budget.hasRoom)
        budget.active = 19
        #expect(!budget.hasRoom)
        budget.active = 20
        #expect(budget.hasRoom)
        budget.begin()
        #expect(!budget.hasRoom)
        budget.end()
        #expect(budget.hasRoom)
    }
}

struct FairQueueTests {
    @Test func takesUsersInTurnAndEachUsersRequestsInOrder() {
        var queue = FairQueue<String>()
        for (id, name) in ["a1", "a2", "a3", "b1", "c1", "b2"].enumerated() {
            queue.append(name, id: UInt64(id), user: String(name.prefix(1)))
        }
        var served: [String] = []
        for _ in 0..<6 {
            var taken = false
            queue.serve { _, name in
                guard !taken else { return false }
                taken = true
                served.append(name)
                return true
            }
        }
        #expect(served == ["a1", "b1", "c1", "a2", "b2", "a3"])
        #expect(queue.count == 0)
    }

    @Test func oneThatLeavesIsNotServed() {
        var queue = FairQueue<Int>()
        queue.append(1, id: 1, user: "a")
        queue.append(2, id: 2, user: "a")
        let left = [queue.remove(id: 1, user: "a"), queue.remove(id: 1, user: "a")]
        #expect(left == [true, false])
        var served: [Int] = []
        queue.serve { _, element in
            served.append(element)
            return true
        }
        #expect(served == [2])
    }

    @Test func oneThatMustWaitDoesNotHoldUpOthersOfTheSameUser() {
        var queue = FairQueue<Int>()
        for element in 1...4 { queue.append(element, id: UInt64(element), user: "a") }
        var served: [Int] = []
        queue.serve { _, element in
            guard element % 2 == 0 else { return false }
            served.append(element)
            return true
        }
        #expect(served == [2, 4])
        #expect(queue.count == 2)
    }
}

struct HeaderDeadlineTests {
    @Test func waitsLongUntilEnoughIsKnown() {
        var deadlines = HeaderDeadlines(TimeoutSettings())
        for _ in 0..<19 { deadlines.record(.seconds(8), .small, isStream: true) }
        #expect(deadlines.limit(.small, isStream: true, isCold: false) == .seconds(120))
        deadlines.record(.seconds(8), .small, isStream: true)
        #expect(deadlines.limit(.small, isStream: true, isCold: false) == .seconds(24))
        // Another kind of prompt has its own time.
        #expect(deadlines.limit(.large, isStream: true, isCold: false) == .seconds(120))
    }

    @Test func staysWithinItsBounds() {
        var deadlines = HeaderDeadlines(TimeoutSettings())
        for _ in 0..<30 { deadlines.record(.milliseconds(50), .small, isStream: true) }
        for _ in 0..<30 { deadlines.record(.seconds(400), .medium, isStream: true) }
        for _ in 0..<30 { deadlines.record(.milliseconds(50), .small, isStream: false) }
        #expect(deadlines.limit(.small, isStream: true, isCold: false) == .seconds(10))
        #expect(deadlines.limit(.medium, isStream: true, isCold: false) == .seconds(600))
        #expect(deadlines.limit(.small, isStream: true, isCold: true) == .seconds(600))
        #expect(deadlines.limit(.small, isStream: false, isCold: false) == .seconds(120))
    }

    @Test func percentilesAreThoseOfTheLastSamples() {
        var window = LatencyWindow()
        #expect(window.percentile(0.5) == nil)
        for value in 1...1_000 { window.record(.milliseconds(Int64(value))) }
        #expect(window.percentile(0.5) == .milliseconds(936))
        #expect(window.percentile(1) == .milliseconds(1_000))
        #expect(window.p95() == .milliseconds(994))
    }
}

struct ParkTimeTests {
    private let now = Date(timeIntervalSince1970: 784_111_777)

    private func read(_ fields: [String: String]) -> TimeAmount? {
        ParkTime.read({ fields[$0] }, now: now)
    }

    @Test(arguments: [
        (["retry-after": "2"], 2_000), (["retry-after": "1.5"], 1_500), (["retry-after-ms": "250"], 250),
        (["retry-after-ms": "40", "retry-after": "9"], 40),
        (["retry-after": "Sun, 06 Nov 1994 08:50:07 GMT"], 30_000),
        (["retry-after": "Sun, 06 Nov 1994 08:00:00 GMT"], 0), (["retry-after": "-5"], 0),
        (["x-ratelimit-reset-requests": "1s", "x-ratelimit-reset-tokens": "6m0s"], 360_000),
        (["x-ratelimit-reset-requests": "20ms"], 20), (["x-ratelimit-reset": "10"], 10_000),
    ])
    func understands(fields: [String: String], milliseconds: Int) {
        #expect(read(fields) == .milliseconds(Int64(milliseconds)))
    }

    @Test func understandsAMomentInUnixTime() {
        let field = ["x-ratelimit-reset": "1800000010"]
        #expect(ParkTime.read({ field[$0] }, now: Date(timeIntervalSince1970: 1_800_000_000)) == .seconds(10))
    }

    @Test(arguments: ["", "soon", "nan", "inf", "Sun, 99 Foo 1994 08:50:07 GMT"])
    func ignoresNonsense(text: String) {
        #expect(read(["retry-after": text]) == nil)
        #expect(read(["x-ratelimit-reset-tokens": "5x"]) == nil)
    }
}
