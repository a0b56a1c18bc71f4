import InferenceRouter
import NIOCore
import Testing

/// Random lives of a breaker, on a clock of their own.
struct BreakerInvariantTests {
    private struct Probe {
        let admission: Breaker.Admission
        let began: NIODeadline
    }

    /// Opens by the two rules, the second counted over a plain list instead of buckets that roll.
    private struct Expected {
        private var consecutive = 0
        private var outcomes: [(at: NIODeadline, failed: Bool)] = []

        private static func bucket(_ time: NIODeadline) -> UInt64 { time.uptimeNanoseconds / 3_000_000_000 }

        mutating func opens(_ outcome: Outcome, at now: NIODeadline) -> Bool {
            switch outcome {
            case .neutral: return false
            case .refused: return true
            case .success, .failure: break
            }
            let failed = outcome == .failure
            consecutive = failed ? consecutive + 1 : 0
            outcomes.append((now, failed))
            let recent = outcomes.filter { Self.bucket($0.at) + 10 > Self.bucket(now) }
            let failures = recent.count { $0.failed }
            return failed && (consecutive >= 5 || recent.count >= 10 && failures * 2 > recent.count)
        }
    }

    private func admitted(_ breaker: inout Breaker, at now: NIODeadline) throws -> Breaker.Admission {
        let admission = breaker.admit(at: now)
        return try #require(admission)
    }

    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    @Test(arguments: 0..<200) func opensExactlyByItsTwoRules(seed: Int) throws {
        var generator = Seeded(UInt64(seed))
        var breaker = Breaker(BreakerSettings())
        var expected = Expected()
        var now = start
        let failing = Double.random(in: 0.1...0.7, using: &generator)
        for step in 0..<400 {
            now = now + .milliseconds(Int64.random(in: 0..<2_500, using: &generator))
            let outcome: Outcome =
                switch Double.random(in: 0..<1, using: &generator) {
                case ..<failing: .failure
                case ..<(failing + 0.1): .neutral
                default: .success
                }
            let admission = try admitted(&breaker, at: now)
            breaker.record(outcome, of: admission, at: now, chance: 0)
            let opens = expected.opens(outcome, at: now)
            try #require((breaker.phase == .open) == opens, "seed \(seed), step \(step)")
            if opens { return }
        }
    }

    @Test(arguments: 0..<200) func isOpenForItsTimeAndATenthAtMost(seed: Int) throws {
        var generator = Seeded(UInt64(seed))
        var breaker = Breaker(BreakerSettings())
        var now = start
        for ejection in 1...Int.random(in: 1...15, using: &generator) {
            let admission = try admitted(&breaker, at: now)
            breaker.record(.refused, of: admission, at: now, chance: Double.random(in: 0..<1, using: &generator))
            let least = TimeAmount.seconds(Int64(min(30 * ejection, 300)))
            guard case .at(let end) = breaker.availability(at: now) else {
                Issue.record("seed \(seed): not open")
                return
            }
            #expect(now + least <= end, "seed \(seed)")
            #expect(
                end.uptimeNanoseconds <= (now + least).uptimeNanoseconds + UInt64(least.nanoseconds / 10),
                "seed \(seed)"
            )
            let early = breaker.admit(at: end - .nanoseconds(1))
            #expect(early == nil, "seed \(seed)")
            now = end
        }
    }

    /// Half-open admits one request at a time; thirty seconds after it was let through, and not before, another.
    @Test(arguments: 0..<200) func oneProbeAtATime(seed: Int) throws {
        var generator = Seeded(UInt64(seed))
        var breaker = Breaker(BreakerSettings())
        var now = start
        var admitted: [Breaker.Admission] = []
        var probe: Probe?
        for _ in 0..<600 {
            now = now + .milliseconds(Int64.random(in: 0..<8_000, using: &generator))
            if Bool.random(using: &generator) {
                let before = breaker.phase
                guard let admission = breaker.admit(at: now) else { continue }
                admitted.append(admission)
                guard admission.isProbe else {
                    #expect(before == .closed, "seed \(seed)")
                    continue
                }
                if let probe { #expect(probe.began + .seconds(30) <= now, "seed \(seed)") }
                probe = Probe(admission: admission, began: now)
            } else if let index = admitted.indices.randomElement(using: &generator) {
                let admission = admitted.remove(at: index)
                let outcomes: [Outcome] = [.success, .failure, .neutral, .refused]
                let outcome = outcomes.randomElement(using: &generator) ?? .neutral
                let before = (breaker.phase, breaker.availability(at: now))
                breaker.record(outcome, of: admission, at: now, chance: 0.5)
                if before.0 == .halfOpen {
                    if admission == probe?.admission {
                        if outcome == .neutral {
                            #expect(
                                breaker.availability(at: now) == .now,
                                "seed \(seed): a neutral probe frees its place"
                            )
                        }
                        probe = nil
                    } else {
                        // Late, stale or from before it opened: void.
                        #expect(breaker.phase == before.0, "seed \(seed)")
                        #expect(breaker.availability(at: now) == before.1, "seed \(seed)")
                    }
                }
                if breaker.phase != .halfOpen { probe = nil }
            }
        }
    }

    @Test(arguments: 0..<100) func twoSuccessesOfProbesCloseItAndNothingElse(seed: Int) throws {
        var generator = Seeded(UInt64(seed))
        var breaker = Breaker(BreakerSettings())
        var now = start
        let first = try admitted(&breaker, at: now)
        breaker.record(.refused, of: first, at: now, chance: 0)
        var successes = 0
        for _ in 0..<60 {
            now = now + .seconds(400)
            let admission = try admitted(&breaker, at: now)
            let outcomes: [Outcome] = [.success, .success, .neutral, .failure]
            let outcome = outcomes.randomElement(using: &generator) ?? .neutral
            if breaker.phase == .halfOpen {
                breaker.record(outcome, of: admission, at: now, chance: 0)
                successes = outcome == .success ? successes + 1 : outcome == .neutral ? successes : 0
                #expect((breaker.phase == .closed) == (successes >= 2), "seed \(seed)")
            }
            if breaker.phase == .closed { return }
        }
    }
}
