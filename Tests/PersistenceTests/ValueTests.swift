import DaemonTesting
import Foundation
import Persistence
import Testing

@Suite struct ValueTests {
    private static let schema = [
        Migration(
            "samples",
            """
            CREATE TABLE samples (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                title TEXT, size INTEGER, score REAL, done BOOLEAN, body BLOB, at INTEGER
            )
            """
        )
    ]

    private enum Status: String {
        case open, closed
    }

    @Test(arguments: TestDatabase.engines) func everyTypeComesBackAsItWent(engine: TestDatabase) async throws {
        let at = Date(timeIntervalSince1970: 1_753_000_000.123)
        let body = Data([0, 1, 0xFF, 0x5C, 0x27])
        try await engine.withDatabase(migrations: Self.schema) { database in
            let row = try await database.write { db in
                try db.execute(
                    """
                    INSERT INTO samples (title, size, score, done, body, at)
                    VALUES (\("¿Qué' tal? 😀"), \(Int64.max), \(-0.1), \(true), \(body), \(at))
                    """
                )
                return try db.rows("SELECT * FROM samples").first
            }
            let sample = try #require(row)
            #expect(try sample.get("title") == "¿Qué' tal? 😀")
            #expect(try sample.get("size") == Int64.max)
            #expect(try sample.get("score") == -0.1)
            #expect(try sample.get("done") == true)
            #expect(try sample.get("body") == body)
            #expect(try sample.get("at") == at)
        }
    }

    @Test(arguments: TestDatabase.engines) func extremesComeBackAsTheyWent(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            let rows = try await database.write { db in
                for (size, score) in [(Int64.min, Double.greatestFiniteMagnitude), (0, 2.5e-308), (-1, -.infinity)] {
                    try db.execute(
                        "INSERT INTO samples (title, size, score, body) VALUES (\(""), \(size), \(score), \(Data()))"
                    )
                }
                return try db.rows("SELECT title, size, score, body FROM samples ORDER BY id")
            }
            let sizes = try rows.map { try $0.get("size", as: Int64.self) }
            let scores = try rows.map { try $0.get("score", as: Double.self) }
            #expect(sizes == [.min, 0, -1])
            #expect(scores == [.greatestFiniteMagnitude, 2.5e-308, -.infinity])
            #expect(try rows.allSatisfy { try $0.get("title") == "" && $0.get("body") == Data() })
        }
    }

    @Test(arguments: TestDatabase.engines) func nullsOfEveryTypeAreNil(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            let row = try await database.write { db in
                try db.execute(
                    """
                    INSERT INTO samples (title, size, score, done, body, at)
                    VALUES (\(String?.none), \(Int?.none), \(Double?.none), \(Bool?.none), \(Data?.none), \(Date?.none))
                    """
                )
                let none = String?.none
                return try db.rows("SELECT * FROM samples WHERE \(none) IS NULL").first
            }
            let sample = try #require(row)
            #expect(try sample.get("title", as: String?.self) == nil)
            #expect(try sample.get("size", as: Int?.self) == nil)
            #expect(try sample.get("score", as: Double?.self) == nil)
            #expect(try sample.get("done", as: Bool?.self) == nil)
            #expect(try sample.get("body", as: Data?.self) == nil)
            #expect(try sample.get("at", as: Date?.self) == nil)
        }
    }

    @Test(arguments: TestDatabase.engines) func statementsComposeAndListsAreSets(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            let titles = try await database.write { db in
                for status in [Status.open, .closed] {
                    try db.execute("INSERT INTO samples (title, size) VALUES (\(status), \(7))")
                }
                let newest: SQL = "ORDER BY id DESC LIMIT \(10)"
                func titles(_ condition: SQL) throws -> [Status] {
                    try db.rows("SELECT title FROM samples WHERE size = \(7) AND \(condition) \(newest)")
                        .map { try $0.get("title", as: Status.self) }
                }
                return [
                    try titles("title IN (\([Status.open, .closed]))"),
                    try titles("title IN (\([Status.closed]))"),
                    try titles("title IN (\([String]()))"),
                    try titles("title NOT IN (\([String]()))"),
                    try titles("size IN (\([Int]()))"),
                ]
            }
            #expect(titles == [[.closed, .open], [.closed], [], [.closed, .open], []])
        }
    }

    @Test(arguments: TestDatabase.engines) func aggregatesAndCountsDecodeAlike(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            let row = try await database.write { db in
                for size in [9_999, 10_000, 123_456_789] {
                    try db.execute("INSERT INTO samples (size) VALUES (\(size))")
                }
                return try db.rows(
                    """
                    SELECT COUNT(*) AS count, SUM(size) AS sum, -SUM(size) AS debt, AVG(size * 1.0) AS mean
                    FROM samples
                    """
                ).first
            }
            let figures = try #require(row)
            #expect(try figures.get("count") == 3)
            #expect(try figures.get("sum") == 123_476_788)
            #expect(try figures.get("debt") == -123_476_788)
            #expect(abs(try figures.get("mean", as: Double.self) - 41_158_929.333) < 0.001)
        }
    }

    @Test(arguments: TestDatabase.engines) func aWrongColumnIsNamed(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            let row = try await database.write { db in
                try db.execute("INSERT INTO samples (title) VALUES (\("half-open"))")
                return try db.rows("SELECT * FROM samples").first
            }
            let sample = try #require(row)
            #expect(throws: RowError.missing(column: "name")) { try sample.get("name", as: String.self) }
            #expect(throws: RowError.null(column: "size")) { try sample.get("size", as: Int.self) }
            #expect(throws: RowError.mismatch(column: "title", expected: "Int", found: "text")) {
                try sample.get("title", as: Int.self)
            }
            #expect(throws: RowError.mismatch(column: "title", expected: "Status", found: "text")) {
                try sample.get("title", as: Status.self)
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func whatOneEngineCanNotKeepBothRefuse(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            await #expect(throws: DatabaseError.unstorable("text with U+0000")) {
                try await database.write { try $0.execute("INSERT INTO samples (title) VALUES (\("a\0b"))") }
            }
            await #expect(throws: DatabaseError.unstorable("not a number")) {
                try await database.write { try $0.execute("INSERT INTO samples (score) VALUES (\(Double.nan))") }
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func textIsNeverRead(asSQL engine: TestDatabase) async throws {
        let hostile = "'); DROP TABLE samples; --"
        try await engine.withDatabase(migrations: Self.schema) { database in
            let title = try await database.write { db in
                try db.execute("INSERT INTO samples (title) VALUES (\(hostile))")
                return try db.value("SELECT title AS value FROM samples WHERE title = \(hostile)", as: String.self)
            }
            #expect(title == hostile)
        }
    }
}
