import Daemon
import DaemonTesting
import Dispatch
import Foundation
import InferenceRouter
import Logging
import NIOCore
import Persistence
import SuiteProtocol
import Synchronization
import Testing

/// What was used, on its way to the database.
struct SpendLedgerTests {
    /// A replica: a fleet of one endpoint, where a token of an answer costs one unit.
    private struct Replica {
        let balancer: Balancer
        let ledger: SpendLedger

        init(_ database: Database, cap: Double? = nil, now: @escaping @Sendable () -> Date) throws {
            var declaration = EndpointDeclaration(
                id: "e",
                address: try EndpointAddress("http://127.0.0.1:9000"),
                capabilities: [.generalChat: 0]
            )
            declaration.price = Price(input: .zero, output: Amount(micros: 1_000_000_000_000))
            declaration.monthlyCap = cap.flatMap(Amount.init(_:))
            let figures = RouterFigures(PrometheusMetrics())
            let catalogue = try ModelFile(path: "Services/InferenceRouter/models.yaml").load()
            let fleet = Fleet([try Endpoint(declaration)], Fleet.Settings(), catalogue: catalogue) {
                figures.deployment(endpoint: $0, model: $1)
            }
            balancer = Balancer(fleet, queueLimit: 1, figures: figures) { _, _ in }
            balancer.probed("e", .alive(ProbeFinding.Listing(kind: .openAI, models: ["m"])))
            ledger = SpendLedger(
                store: SpendStore(database: database),
                balancer: balancer,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
                now: now
            )
        }

        func use(_ tokens: Int) throws {
            let ask = Ask(name: "general-chat", user: "u")
            guard case .decided(.granted(let grant)) = balancer.acquire(ask, orLater: { _ in }) else {
                throw Refused()
            }
            var report = AttemptReport(.success)
            report.consumption = Consumption(TokenUsage(output: tokens))
            balancer.giveBack(grant, report)
        }

        struct Refused: Error {}

        var amount: Double { balancer.read { $0.views(at: .now())[0].spend?.amount ?? -1 } }
    }

    private static let november = Date(timeIntervalSince1970: 1_796_083_199)

    private static func written(_ database: Database, _ month: String) async throws -> [Double] {
        let month = try #require(SpendMonth(month))
        return try await SpendStore(database: database).entries(month).map(\.tally.amount.value)
    }

    @Test(arguments: TestDatabase.engines) func aBatchCountsOnce(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: [SpendStore.migration]) { database in
            let store = SpendStore(database: database)
            let month = try #require(SpendMonth("2026-11"))
            let tally = SpendTally(Consumption(TokenUsage(input: 1, output: 2)), amount: Amount(micros: 5_000_000))
            let entry = SpendEntry(endpoint: "e", model: "m", tally: tally)
            for id in ["1", "1", "2"] {
                try await store.write(SpendBatch(id: id, month: month, entries: [entry]), at: Date())
            }
            #expect(try await store.sums(month) == ["e": tally + tally])
        }
    }

    @Test(arguments: TestDatabase.engines) func replicasKnowWhatTheOthersSpent(engine: TestDatabase) async throws {
        try await engine.withPlace { place in
            try await place.withDatabase(migrations: [SpendStore.migration]) { first in
                try await place.withDatabase(migrations: [SpendStore.migration]) { second in
                    let one = try Replica(first, cap: 100) { Self.november }
                    let other = try Replica(second, cap: 100) { Self.november }
                    try one.use(40)
                    try other.use(70)
                    #expect(one.amount == 40)
                    try await one.ledger.flush()
                    try await other.ledger.flush()
                    #expect(other.amount == 110)
                    #expect(throws: Replica.Refused.self) { try other.use(1) }
                    // Nothing of its own to write: with a cap it looks all the same.
                    try await one.ledger.flush()
                    #expect(one.amount == 110)
                    #expect(throws: Replica.Refused.self) { try one.use(1) }
                }
            }
        }
    }

    @Test func aNewMonthBeginsAtNothing() async throws {
        try await TestDatabase.sqlite.withDatabase(migrations: [SpendStore.migration]) { database in
            let clock = TestClock(Self.november)
            let replica = try Replica(database, cap: 10) { clock.now }
            try replica.use(30)
            clock.now = Self.november.addingTimeInterval(1)
            try await replica.ledger.flush()
            #expect(replica.amount == 0)
            try replica.use(4)
            try await replica.ledger.flush()
            #expect(try await Self.written(database, "2026-11") == [30])
            #expect(try await Self.written(database, "2026-12") == [4])
        }
    }

    /// The time, as a test sets it.
    private final class TestClock: Sendable {
        private let date: Mutex<Date>

        init(_ date: Date) { self.date = Mutex(date) }

        var now: Date {
            get { date.withLock { $0 } }
            set { date.withLock { $0 = newValue } }
        }
    }

    /// Requests go on against what is known, and all of it is written once the database is back.
    @Test func nothingIsLostWhileTheDatabaseIsAway() async throws {
        var limits = DatabaseLimits()
        limits.statement = .milliseconds(300)
        try await TestDatabase.sqlite.withPlace { place in
            try await place.withDatabase(migrations: [SpendStore.migration], limits: limits) { database in
                try await place.withDatabase(migrations: [SpendStore.migration]) { holder in
                    let replica = try Replica(database, cap: 100) { Self.november }
                    try replica.use(10)
                    try await replica.ledger.flush()
                    let (held, release) = (Moment(), Moment())
                    async let holding: Void = holder.write { db in
                        try db.execute("DELETE FROM spend_batches WHERE id = 'none'")
                        held.reach()
                        release.wait()
                    }
                    await held.reached()
                    try replica.use(20)
                    for _ in 0..<2 {
                        await #expect(throws: DatabaseError.self) { try await replica.ledger.flush() }
                        try replica.use(30)
                    }
                    #expect(replica.amount == 90)
                    try replica.use(30)
                    #expect(throws: Replica.Refused.self) { try replica.use(1) }
                    release.reach()
                    try await holding
                    for _ in 0..<2 { try await replica.ledger.flush() }
                    #expect(replica.amount == 120)
                    #expect(try await Self.written(database, "2026-11") == [120])
                }
            }
        }
    }

    /// A moment that one thread reaches and others wait for.
    private final class Moment: Sendable {
        private let semaphore = DispatchSemaphore(value: 0)

        func reach() { semaphore.signal() }
        func wait() { semaphore.wait() }
        func reached() async {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    self.semaphore.wait()
                    continuation.resume()
                }
            }
        }
    }
}
