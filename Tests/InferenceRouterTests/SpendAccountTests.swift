import Daemon
import Foundation
import InferenceRouter
import NIOCore
import SuiteProtocol
import Testing

/// Who may still be asked, when money is counted.
struct SpendAccountTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
    private let ask = Ask(name: "general-chat", user: "u")

    /// One endpoint; a token of an answer costs one unit.
    private func fleet(cap: Double?) throws -> Fleet {
        var declaration = EndpointDeclaration(
            id: "e",
            address: try EndpointAddress("http://127.0.0.1:9000"),
            capabilities: [.generalChat: 0]
        )
        declaration.price = Price(input: .zero, output: Amount(micros: 1_000_000_000_000))
        declaration.monthlyCap = cap.flatMap(Amount.init(_:))
        let figures = RouterFigures(PrometheusMetrics())
        let catalogue = try ModelFile(path: "Services/InferenceRouter/models.yaml").load()
        var fleet = Fleet([try Endpoint(declaration)], Fleet.Settings(), catalogue: catalogue) {
            figures.deployment(endpoint: $0, model: $1)
        }
        fleet.begin(try #require(SpendMonth("2026-11")))
        let listing = ProbeFinding.Listing(kind: .openAI, models: ["m"])
        fleet.probed("e", .alive(listing), at: start, date: Date())
        return fleet
    }

    private func end(_ choice: Choice, _ fleet: inout Fleet, _ consumption: Consumption?) throws {
        guard case .granted(let grant) = choice else { throw NotGranted(choice: "\(choice)") }
        var report = AttemptReport(.success)
        report.consumption = consumption
        fleet.giveBack(grant, report, at: start, chance: 0)
    }

    private struct NotGranted: Error { let choice: String }

    private func used(_ tokens: Int) -> Consumption { Consumption(TokenUsage(output: tokens)) }

    @Test func atTheCapNobodyIsAsked() throws {
        var fleet = try fleet(cap: 100)
        try end(fleet.choose(ask, at: start), &fleet, used(60))
        try end(fleet.choose(ask, at: start), &fleet, used(60))
        guard case .budgetExhausted = fleet.choose(ask, at: start) else {
            Issue.record("120 of 100 are spent")
            return
        }
        #expect(!fleet.hasAnother(for: ask, at: start))
        // Another month, another budget.
        fleet.begin(try #require(SpendMonth("2026-12")))
        try end(fleet.choose(ask, at: start), &fleet, used(1))
    }

    @Test func whatIsInFlightHoldsMoneyBackAndOthersWaitForIt() throws {
        var fleet = try fleet(cap: 100)
        let first = fleet.choose(ask, at: start)
        guard case .wait(until: nil) = fleet.choose(ask, at: start) else {
            Issue.record("the first may take all of it")
            return
        }
        try end(first, &fleet, used(10))
        // The estimate is free again, and a failed attempt costs nothing.
        try end(fleet.choose(ask, at: start), &fleet, nil)
        #expect(fleet.views(at: start)[0].spend?.amount == 10)
    }

    /// However many ask at once, the cap is passed by no more than what one of them used beyond its estimate.
    @Test(arguments: 1...20) func theCapHoldsUnderAnyOrder(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        var fleet = try fleet(cap: 5_000)
        var inFlight: [Choice] = []
        var most = 0.0
        for _ in 0..<500 {
            let choice = fleet.choose(ask, at: start)
            if case .granted = choice { inFlight.append(choice) }
            let leaves = Bool.random(using: &generator) || inFlight.count > 20
            if leaves, !inFlight.isEmpty {
                let index = Int.random(in: inFlight.indices, using: &generator)
                let tokens = Int.random(in: 0...900, using: &generator)
                try end(inFlight.remove(at: index), &fleet, used(tokens))
            }
            most = max(most, fleet.views(at: start)[0].spend?.amount ?? 0)
        }
        // Twenty in flight at 900 tokens would be 18,000: estimates held most of them back.
        #expect(most <= 5_000 + 900 * Double(inFlight.count + 12))
        while let last = inFlight.popLast() { try end(last, &fleet, used(900)) }
        let total = fleet.views(at: start)[0].spend?.amount ?? 0
        #expect(fleet.takeUnwritten().reduce(0) { $0 + $1.tally.amount.value } == total)
    }

    @Test func anEstimateIsMarkedAsOne() throws {
        var fleet = try fleet(cap: nil)
        try end(fleet.choose(ask, at: start), &fleet, Consumption(estimating: 10, 9))
        let spend = try #require(fleet.views(at: start)[0].spend)
        #expect(spend.estimated)
        #expect(spend.inputTokens == 3)
        #expect(spend.outputTokens == 3)
    }

    @Test func whatAnEndpointThatGoesHasCostIsKept() throws {
        var fleet = try fleet(cap: nil)
        let choice = fleet.choose(ask, at: start)
        fleet.remove("e")
        try end(choice, &fleet, used(7))
        let entries = fleet.takeUnwritten()
        #expect(entries.map(\.endpoint) == ["e"])
        #expect(entries.map(\.tally.outputTokens) == [7])
        #expect(fleet.takeUnwritten().isEmpty)
    }

    @Test(arguments: ["2026-13", "2026-1", "26-01", "2026-01-01", "", "2026", "abcd-ef"])
    func whatIsNoMonthIsRefused(text: String) {
        #expect(SpendMonth(text) == nil)
    }

    @Test func monthsAreThoseOfUTC() {
        #expect(SpendMonth(Date(timeIntervalSince1970: 1_796_083_199)).text == "2026-11")
        #expect(SpendMonth(Date(timeIntervalSince1970: 1_796_083_200)).text == "2026-12")
    }
}

/// SplitMix64.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

struct SpeedWindowTests {
    @Test func tellsHowFastAnswersCameLately() {
        let start = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
        var window = SpeedWindow()
        #expect(window.tokensPerSecond(at: start) == nil)
        window.record(tokens: 100, in: .seconds(2), at: start)
        window.record(tokens: 50, in: .seconds(3), at: start + .minutes(4))
        #expect(window.tokensPerSecond(at: start + .minutes(4)) == 30)
        #expect(window.tokensPerSecond(at: start + .minutes(6)) == 16.7)
        #expect(window.tokensPerSecond(at: start + .minutes(10)) == nil)
    }
}
