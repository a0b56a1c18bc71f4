import DaemonTesting
import Dispatch
import Foundation
import Persistence
import Testing

/// Waiting, time limits and shutting down, on both engines where both have them.
@Suite struct PoolTests {
    private static var oneConnection: DatabaseLimits {
        var limits = DatabaseLimits()
        limits.connections = 1
        limits.waiting = .milliseconds(150)
        return limits
    }

    private static func endless(_ engine: TestDatabase) -> SQL {
        switch engine {
        case .postgresql: "SELECT 1 AS value FROM pg_sleep(60)"
        case .sqlite: "WITH RECURSIVE n (value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n) SELECT COUNT(*) FROM n"
        }
    }

    @Test(arguments: TestDatabase.engines) func aStatementThatTakesTooLongIsStopped(engine: TestDatabase) async throws {
        var limits = DatabaseLimits()
        limits.statement = .milliseconds(200)
        try await engine.withDatabase(migrations: [], limits: limits) { database in
            let endless = Self.endless(engine)
            await #expect(throws: DatabaseError.statementTimeout) { try await database.read { try $0.rows(endless) } }
            let health = await database.healthy()
            #expect(health == nil)
        }
    }

    @Test(.enabled(if: TestDatabase.server != nil)) func whoWaitsTooLongIsTold() async throws {
        try await TestDatabase.postgresql.withDatabase(migrations: [], limits: Self.oneConnection) { database in
            try await Self.whileOccupied(database) {
                await #expect(throws: DatabaseError.noFreeConnection) {
                    try await database.read { try $0.rows("SELECT 1") }
                }
            }
            let health = await database.healthy()
            #expect(health == nil)
        }
    }

    @Test(.enabled(if: TestDatabase.server != nil)) func whoWaitsMayBeCancelled() async throws {
        var limits = Self.oneConnection
        limits.waiting = .seconds(60)
        let metrics = RecordedMetrics()
        try await TestDatabase.postgresql.withPlace { [limits] place in
            try await place.withDatabase(migrations: [], limits: limits, metrics: metrics) { database in
                try await Self.whileOccupied(database) {
                    let waiter = Task {
                        try await database.write { try $0.execute("CREATE TABLE never (id TEXT)") }
                    }
                    while metrics.recorded("consulta_database_waiting").last != 1 { await Task.yield() }
                    waiter.cancel()
                    await #expect(throws: CancellationError.self) { try await waiter.value }
                }
                let isAbsent = try await database.read {
                    try $0.value("SELECT to_regclass('never') IS NULL AS value", as: Bool.self)
                }
                #expect(isAbsent == true)
            }
        }
    }

    @Test func aFileLockedByAnotherProcessIsNamed() async throws {
        try await TestDatabase.sqlite.withPlace { place in
            let first = try await place.open(migrations: [])
            let second = try await place.open(migrations: [], limits: Self.oneConnection)
            try await Self.whileOccupied(first) {
                await #expect(throws: DatabaseError.locked) {
                    try await second.write { try $0.execute("CREATE TABLE t (id TEXT)") }
                }
            }
            await first.close()
            await second.close()
        }
    }

    @Test(arguments: TestDatabase.engines) func aClosedDatabaseRefuses(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: []) { database in
            await database.close()
            await #expect(throws: DatabaseError.unavailable("closed")) {
                try await database.read { try $0.rows("SELECT 1") }
            }
            let health = await database.healthy()
            #expect(health?.contains("closed") == true)
        }
    }

    @Test(arguments: TestDatabase.engines) func figuresAreRecorded(engine: TestDatabase) async throws {
        struct Refusal: Error {}
        let metrics = RecordedMetrics()
        try await engine.withPlace { place in
            try await place.withDatabase(migrations: [], metrics: metrics) { database in
                _ = try await database.read { try $0.rows("SELECT 1") }
                _ = try? await database.write { try $0.rows("SELEC 1") }
                _ = try? await database.write { _ in throw Refusal() }
            }
        }
        let query = "consulta_database_query_seconds"
        #expect(metrics.recorded("\(query) operation=read outcome=ok").count == 1)
        #expect(metrics.recorded("\(query) operation=write outcome=error").count == 1)
        #expect(metrics.recorded("\(query) operation=write outcome=rolled_back").count == 1)
        #expect(metrics.recorded("consulta_database_connections_in_use").max() == 1)
        #expect(metrics.recorded("consulta_database_connections_in_use").last == 0)
        #expect(metrics.recorded("consulta_database_waiting").last == 0)
    }

    @Test func aDaemonUsesItsOwnURLThenTheSharedOneThenAFile() {
        let own = Database.url(for: "chat", own: "postgres://own", shared: "postgres://shared", home: "/srv")
        let shared = Database.url(for: "chat", own: nil, shared: "postgres://shared", home: "/srv")
        let file = Database.url(for: "chat", own: nil, shared: nil, home: "/srv")
        #expect([own, shared, file] == ["postgres://own", "postgres://shared", "sqlite:/srv/data/chat.sqlite"])
    }

    /// Runs `body` while a write closure of the database is held open.
    private static func whileOccupied(_ database: Database, _ body: () async throws -> Void) async throws {
        let (occupied, isOccupied) = AsyncStream<Void>.makeStream()
        let release = DispatchSemaphore(value: 0)
        async let holder: Void = database.write { _ in
            isOccupied.finish()
            release.wait()
        }
        for await _ in occupied {}
        do {
            try await body()
        } catch {
            release.signal()
            throw error
        }
        release.signal()
        try await holder
    }
}
