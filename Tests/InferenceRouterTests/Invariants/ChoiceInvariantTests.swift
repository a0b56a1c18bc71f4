import InferenceRouter
import NIOCore
import Testing

struct ChoiceInvariantTests {
    /// Retries in flight are never more than three, or a fifth of what was under way when the last began.
    @Test(arguments: 0..<100) func retriesKeepToTheirBudget(seed: Int) {
        var generator = Seeded(UInt64(seed))
        var budget = RetryBudget(least: 3, share: 0.2)
        for _ in 0..<1_000 {
            switch Int.random(in: 0..<6, using: &generator) {
            case 0...1: budget.active += Int.random(in: 1...10, using: &generator)
            case 2: budget.active -= min(budget.active, Int.random(in: 1...10, using: &generator))
            case 3 where budget.retrying > 0: budget.end()
            default:
                let limit = max(3, Int((Double(budget.active) * 0.2).rounded(.down)))
                #expect(budget.hasRoom == (budget.retrying < limit), "seed \(seed)")
                guard budget.hasRoom else { break }
                budget.begin()
                #expect(budget.retrying <= limit, "seed \(seed)")
            }
        }
    }

    /// However the members come and go, only free ones are chosen; and over any window in which all are free, each
    /// gets its share exactly.
    @Test(arguments: 0..<100) func sharesAreExactOverAnyWindow(seed: Int) {
        var generator = Seeded(UInt64(seed))
        let weights = (0..<Int.random(in: 1...10, using: &generator)).map { _ in
            Int.random(in: 1...9, using: &generator)
        }
        let total = weights.reduce(0, +)
        var rotation = SmoothWeightedRoundRobin(weights: weights)
        let picks = (0..<total * 3).compactMap { _ in rotation.next(among: .max) }
        for start in 0...(total * 2) {
            let window = picks[start..<start + total]
            let counts = weights.indices.map { member in window.count { $0 == member } }
            #expect(counts == weights, "seed \(seed), from \(start)")
        }
        for _ in 0..<200 {
            let free = UInt64.random(in: .min ... .max, using: &generator)
            let pick = rotation.next(among: free)
            let isThere = weights.indices.contains { free >> UInt64($0) & 1 == 1 }
            #expect((pick != nil) == isThere, "seed \(seed)")
            if let pick { #expect(free >> UInt64(pick) & 1 == 1, "seed \(seed)") }
        }
    }

    @Test(arguments: 0..<100) func pausesStayWithinTheirBounds(seed: Int) {
        var generator = Seeded(UInt64(seed))
        var settings = RetrySettings()
        settings.anotherBase = .milliseconds(Int64.random(in: 1...1_000, using: &generator))
        settings.anotherLongest = .milliseconds(Int64.random(in: 1...5_000, using: &generator))
        settings.sameBase = .milliseconds(Int64.random(in: 1...1_000, using: &generator))
        settings.sameLongest = .milliseconds(Int64.random(in: 1...10_000, using: &generator))
        let backoff = Backoff(settings)
        for retry in [1, 2, 3, 10, 31, 32, 64, 1_000] {
            let factor = Double(sign: .plus, exponent: min(retry, 60), significand: 1)
            let another = backoff.another(retry: retry, using: &generator)
            let bound = min(
                Double(settings.anotherLongest.nanoseconds),
                Double(settings.anotherBase.nanoseconds) * (factor - 1)
            )
            #expect(another >= .zero && Double(another.nanoseconds) <= bound, "seed \(seed), retry \(retry)")
            let same = Double(backoff.same(retry: retry, using: &generator).nanoseconds)
            let middle = min(
                Double(settings.sameLongest.nanoseconds),
                Double(settings.sameBase.nanoseconds) * factor / 2
            )
            #expect((middle * 0.8 - 1...middle * 1.2 + 1).contains(same), "seed \(seed), retry \(retry)")
        }
    }

    /// Three times the 95th percentile, and never outside of 10 to 600 s.
    @Test(arguments: 0..<100) func headerDeadlinesAreLearned(seed: Int) {
        var generator = Seeded(UInt64(seed))
        var deadlines = HeaderDeadlines(TimeoutSettings())
        var samples: [Int64] = []
        let scale = Double.random(in: 0.01...300, using: &generator)
        for _ in 0..<Int.random(in: 20...128, using: &generator) {
            let seconds = Double.random(in: 0...scale, using: &generator)
            samples.append(Int64(seconds * 1e9))
            deadlines.record(.nanoseconds(Int64(seconds * 1e9)), .small, isStream: true)
        }
        let p95 = samples.sorted()[Int((Double(samples.count) * 0.95).rounded(.up)) - 1]
        let expected = min(max(p95 * 3, 10_000_000_000), 600_000_000_000)
        #expect(deadlines.limit(.small, isStream: true, isCold: false) == .nanoseconds(expected), "seed \(seed)")
    }
}
