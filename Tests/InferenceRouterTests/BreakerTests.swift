import InferenceRouter
import NIOCore
import Testing

struct BreakerTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)

    private func admitted(_ breaker: inout Breaker, at now: NIODeadline) throws -> Breaker.Admission {
        let admission = breaker.admit(at: now)
        return try #require(admission)
    }

    private func record(_ breaker: inout Breaker, _ outcome: Outcome, at now: NIODeadline) throws {
        let admission = try admitted(&breaker, at: now)
        breaker.record(outcome, of: admission, at: now, chance: 0)
    }

    private func openBreaker(_ settings: BreakerSettings = BreakerSettings()) throws -> Breaker {
        var breaker = Breaker(settings)
        for _ in 0..<settings.consecutiveFailures { try record(&breaker, .failure, at: start) }
        try #require(breaker.phase == .open)
        return breaker
    }

    @Test func opensOnFiveFailuresInARowAndNotBefore() throws {
        var breaker = Breaker(BreakerSettings())
        for _ in 0..<4 { try record(&breaker, .failure, at: start) }
        #expect(breaker.phase == .closed)
        try record(&breaker, .success, at: start)
        for _ in 0..<4 { try record(&breaker, .failure, at: start) }
        #expect(breaker.phase == .closed)
        try record(&breaker, .failure, at: start)
        #expect(breaker.phase == .open)
        #expect(breaker.admit(at: start) == nil)
    }

    @Test func opensWhenMoreThanHalfOfTenFailWithinTheWindow() throws {
        var breaker = Breaker(BreakerSettings())
        for index in 0..<11 {
            #expect(breaker.phase == .closed)
            try record(&breaker, index % 2 == 0 ? .failure : .success, at: start + .seconds(Int64(index)))
        }
        #expect(breaker.phase == .open)
    }

    @Test func forgetsFailuresOlderThanTheWindow() throws {
        var breaker = Breaker(BreakerSettings())
        for index in 0..<40 {
            try record(&breaker, index % 2 == 0 ? .failure : .success, at: start + .seconds(Int64(index) * 7))
        }
        #expect(breaker.phase == .closed)
    }

    @Test func opensOnOneRefusedConnection() throws {
        var breaker = Breaker(BreakerSettings())
        try record(&breaker, .refused, at: start)
        #expect(breaker.phase == .open)
    }

    @Test func neutralOutcomesNeverOpenIt() throws {
        var breaker = Breaker(BreakerSettings())
        for _ in 0..<100 { try record(&breaker, .neutral, at: start) }
        #expect(breaker.phase == .closed)
    }

    @Test func letsOneProbeThroughHalfOpenAndClosesAfterTwoSuccesses() throws {
        var breaker = try openBreaker()
        let later = start + .seconds(30)
        #expect(breaker.availability(at: later - .nanoseconds(1)) == .at(later))
        let first = try admitted(&breaker, at: later)
        #expect(first.isProbe)
        #expect(breaker.phase == .halfOpen)
        #expect(breaker.admit(at: later) == nil)
        breaker.record(.success, of: first, at: later, chance: 0)
        #expect(breaker.phase == .halfOpen)
        try record(&breaker, .success, at: later)
        #expect(breaker.phase == .closed)
    }

    @Test func aNeutralProbeReleasesItsPlace() throws {
        var breaker = try openBreaker()
        let later = start + .seconds(30)
        try record(&breaker, .neutral, at: later)
        #expect(breaker.phase == .halfOpen)
        #expect(breaker.admit(at: later)?.isProbe == true)
    }

    @Test func aStaleProbeIsReplacedAndItsLateReportIsVoid() throws {
        var breaker = try openBreaker()
        let later = start + .seconds(30)
        let lost = try admitted(&breaker, at: later)
        #expect(breaker.availability(at: later) == .at(later + .seconds(30)))
        let second = try admitted(&breaker, at: later + .seconds(30))
        breaker.record(.failure, of: lost, at: later + .seconds(31), chance: 0)
        #expect(breaker.phase == .halfOpen)
        breaker.record(.failure, of: second, at: later + .seconds(31), chance: 0)
        #expect(breaker.phase == .open)
    }

    @Test func reportsFromBeforeItOpenedAreVoid() throws {
        var breaker = Breaker(BreakerSettings())
        let early = try admitted(&breaker, at: start)
        try record(&breaker, .refused, at: start)
        let probe = try admitted(&breaker, at: start + .seconds(31))
        breaker.record(.success, of: early, at: start + .seconds(31), chance: 0)
        breaker.record(.success, of: early, at: start + .seconds(31), chance: 0)
        #expect(breaker.phase == .halfOpen)
        breaker.record(.success, of: probe, at: start + .seconds(31), chance: 0)
        #expect(breaker.phase == .halfOpen)
    }

    @Test func staysOpenLongerEachTimeUpToItsLimit() throws {
        var breaker = try openBreaker()
        var now = start
        for ejection in 1...12 {
            let wait = TimeAmount.seconds(Int64(min(30 * ejection, 300)))
            #expect(breaker.availability(at: now) == .at(now + wait))
            now = now + wait
            try record(&breaker, .failure, at: now)
        }
    }

    @Test func jitterAddsUpToATenth() throws {
        var breaker = Breaker(BreakerSettings())
        let admission = try admitted(&breaker, at: start)
        breaker.record(.refused, of: admission, at: start, chance: 1)
        #expect(breaker.availability(at: start) == .at(start + .seconds(33)))
    }

    @Test func beginsAnewAfterAGoodTime() throws {
        var breaker = try openBreaker()
        try record(&breaker, .success, at: start + .seconds(30))
        try record(&breaker, .success, at: start + .seconds(30))
        let muchLater = start + .seconds(331)
        try record(&breaker, .refused, at: muchLater)
        #expect(breaker.availability(at: muchLater) == .at(muchLater + .seconds(30)))
    }

    @Test func anEndpointSeenBackIsProbedAtOnce() throws {
        var breaker = try openBreaker()
        breaker.endWait()
        #expect(breaker.admit(at: start)?.isProbe == true)
    }

    /// Whatever happens, in whatever order: half-open admits at most one request at a time.
    @Test func neverAdmitsTwoProbesAtOnce() {
        var generator = Seeded(7)
        var breaker = Breaker(BreakerSettings())
        var now = start
        var open: [Breaker.Admission] = []
        var probes: [(admission: Breaker.Admission, at: NIODeadline)] = []
        for _ in 0..<20_000 {
            now = now + .milliseconds(Int64.random(in: 0..<2_000, using: &generator))
            if Bool.random(using: &generator), let admission = breaker.admit(at: now) {
                open.append(admission)
                if admission.isProbe {
                    #expect(probes.allSatisfy { $0.at + .seconds(30) <= now })
                    probes = [(admission, now)]
                }
            } else if let index = open.indices.randomElement(using: &generator) {
                let admission = open.remove(at: index)
                let outcome = [Outcome.success, .failure, .neutral, .refused].randomElement(using: &generator)
                breaker.record(outcome ?? .neutral, of: admission, at: now, chance: 0.5)
                probes.removeAll { $0.admission == admission }
            }
        }
    }
}

/// Chance that repeats itself (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
