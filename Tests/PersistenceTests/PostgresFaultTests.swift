import DaemonTesting
import Foundation
import Persistence
import Synchronization
import Testing

@Suite(.enabled(if: TestDatabase.server != nil)) struct PostgresFaultTests {
    private static let schema = [Migration("notes", "CREATE TABLE notes (id TEXT PRIMARY KEY)")]

    private static var oneConnection: DatabaseLimits {
        var limits = DatabaseLimits()
        limits.connections = 1
        return limits
    }

    @Test func aConnectionThatDiedIdleIsReplacedUnnoticed() async throws {
        let metrics = RecordedMetrics()
        try await TestDatabase.postgresql.withPlace { place in
            let administrator = try await place.open(migrations: Self.schema)
            try await place.withDatabase(migrations: Self.schema, limits: Self.oneConnection, metrics: metrics) {
                database in
                let pid = try await database.read { try $0.value("SELECT pg_backend_pid() AS value", as: Int.self) }
                // Waits up to five seconds until the backend is gone.
                let gone = try await administrator.write {
                    try $0.value("SELECT pg_terminate_backend(CAST(\(pid) AS INTEGER), 5000) AS value", as: Bool.self)
                }
                #expect(gone == true)
                try await database.write { try $0.execute("INSERT INTO notes (id) VALUES ('1')") }
                let other = try await database.read { try $0.value("SELECT pg_backend_pid() AS value", as: Int.self) }
                #expect(other != pid)
            }
            await administrator.close()
        }
        #expect(metrics.total("consulta_database_reconnects_total") == 1)
    }

    @Test func aConnectionWhoseServerHangsIsReplacedUnnoticed() async throws {
        var limits = Self.oneConnection
        limits.answering = .milliseconds(500)
        try await TestDatabase.postgresql.withDatabase(migrations: Self.schema, limits: limits) { database in
            let pid = try await database.read { try $0.value("SELECT pg_backend_pid() AS value", as: Int.self) }
            let hung = pid_t(try #require(pid))
            try #require(kill(hung, SIGSTOP) == 0)
            defer { kill(hung, SIGCONT) }
            try await database.write { try $0.execute("INSERT INTO notes (id) VALUES ('1')") }
            let other = try await database.read { try $0.value("SELECT pg_backend_pid() AS value", as: Int.self) }
            #expect(other != pid)
        }
    }

    @Test func aConnectionThatDiesBeforeTheCommitRunsTheClosureAgain() async throws {
        let attempts = Mutex(0)
        try await TestDatabase.postgresql.withDatabase(migrations: Self.schema) { database in
            try await database.write { db in
                try db.execute("INSERT INTO notes (id) VALUES ('1')")
                let attempt = attempts.withLock {
                    $0 += 1
                    return $0
                }
                if attempt == 1 { _ = try db.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
            }
            let count = try await database.read { try $0.value("SELECT COUNT(*) AS value FROM notes", as: Int.self) }
            #expect(count == 1)
        }
        #expect(attempts.withLock { $0 } == 2)
    }

    @Test func aCommitInDoubtIsNotRepeated() async throws {
        let deadly = Migration(
            "deadly",
            """
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER die AFTER INSERT ON notes DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION die();
            """
        )
        let attempts = Mutex(0)
        try await TestDatabase.postgresql.withDatabase(migrations: Self.schema + [deadly]) { database in
            await #expect(throws: DatabaseError.commitInDoubt) {
                try await database.write { db in
                    attempts.withLock { $0 += 1 }
                    try db.execute("INSERT INTO notes (id) VALUES ('1')")
                }
            }
            let health = await database.healthy()
            #expect(health == nil)
        }
        #expect(attempts.withLock { $0 } == 1)
    }

    @Test func transactionsThatAlwaysCollideGiveUp() async throws {
        var limits = DatabaseLimits()
        limits.attempts = 3
        let attempts = Mutex(0)
        let metrics = RecordedMetrics()
        try await TestDatabase.postgresql.withPlace { place in
            try await place.withDatabase(migrations: Self.schema, limits: limits, metrics: metrics) { database in
                await #expect(throws: DatabaseError.conflict) {
                    try await database.write { db in
                        attempts.withLock { $0 += 1 }
                        try db.execute("DO 'BEGIN RAISE EXCEPTION USING ERRCODE = ''40001''; END'")
                    }
                }
            }
        }
        #expect(attempts.withLock { $0 } == 3)
        #expect(metrics.total("consulta_database_retries_total") == 2)
    }

    /// What was acknowledged stands, what failed doesn't, and only a commit in doubt may be either.
    @Test func connectionsKilledUnderLoadLoseNothing() async throws {
        try await TestDatabase.postgresql.withPlace { place in
            let administrator = try await place.open(migrations: Self.schema)
            let database = try await place.open(migrations: Self.schema)
            let (done, doubtful) = try await withThrowingTaskGroup(of: (done: Int, doubtful: Int).self) { group in
                for writer in 0..<4 {
                    group.addTask { try await Self.insert(50, by: writer, into: database) }
                }
                for _ in 0..<10 {
                    try await administrator.write {
                        _ = try $0.rows(
                            """
                            SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity
                            WHERE application_name = LEFT(\("consulta \(place.schema)"), 63)
                                AND pid <> pg_backend_pid()
                            """
                        )
                    }
                }
                return try await group.reduce(into: (0, 0)) { $0 = ($0.0 + $1.done, $0.1 + $1.doubtful) }
            }
            let stored = try await administrator.read {
                try $0.value("SELECT COUNT(*) AS value FROM notes", as: Int.self) ?? 0
            }
            #expect((done...done + doubtful).contains(stored))
            #expect(done > 0)
            await database.close()
            await administrator.close()
        }
    }

    private static func insert(_ count: Int, by writer: Int, into database: Database) async throws -> (Int, Int) {
        var (done, doubtful) = (0, 0)
        for number in 0..<count {
            do {
                try await database.write { try $0.execute("INSERT INTO notes (id) VALUES (\("\(writer)-\(number)"))") }
                done += 1
            } catch DatabaseError.commitInDoubt {
                doubtful += 1
            } catch DatabaseError.unavailable {
                continue
            }
        }
        return (done, doubtful)
    }

    /// Each reads what the other writes: run one after the other, only one could find the table empty.
    @Test func writersSeeEachOtherAsIfInTurn() async throws {
        try await TestDatabase.postgresql.withDatabase(migrations: Self.schema) { database in
            let firsts = try await withThrowingTaskGroup(of: Bool.self) { group in
                for writer in 0..<8 {
                    group.addTask {
                        try await database.write { db in
                            let isFirst = try db.rows("SELECT id FROM notes").isEmpty
                            try db.execute("INSERT INTO notes (id) VALUES (\("\(writer)"))")
                            return isFirst
                        }
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(firsts == 1)
        }
    }

    @Test func connectionsAreOpenedAsTheyAreNeeded() async throws {
        try await TestDatabase.postgresql.withPlace { place in
            try await place.withDatabase(migrations: []) { database in
                let name = "consulta \(place.schema)"
                let count = try await database.read {
                    try $0.value(
                        "SELECT COUNT(*) AS value FROM pg_stat_activity WHERE application_name = LEFT(\(name), 63)",
                        as: Int.self
                    )
                }
                // One, and a second where that of the migrations was still in use.
                #expect((1...2).contains(count ?? 0))
            }
        }
    }

    @Test func timesOfTheServerDecodeAsDates() async throws {
        try await TestDatabase.postgresql.withDatabase(migrations: []) { database in
            let row = try await database.read { db in
                try db.rows(
                    "SELECT TIMESTAMPTZ '2024-02-29 12:00:00.25+01' AS at, SMALLINT '-7' AS small, 1.5 AS exact"
                )
                .first
            }
            let values = try #require(row)
            #expect(try values.get("at") == Date(timeIntervalSince1970: 1_709_204_400.25))
            #expect(try values.get("small") == -7)
            #expect(try values.get("exact") == 1.5)
        }
    }

    @Test func aColumnOfAnUnknownTypeAsksForACast() async throws {
        try await TestDatabase.postgresql.withDatabase(migrations: []) { database in
            await #expect(throws: DatabaseError.statement(code: "0A000", message: "cast the column of type 1186")) {
                try await database.read { try $0.rows("SELECT INTERVAL '1 day' AS pause") }
            }
        }
    }
}
