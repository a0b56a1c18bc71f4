import DaemonTesting
import Foundation
import Persistence
import Testing

@Suite struct TransactionTests {
    private static let schema = [
        Migration(
            "people",
            """
            CREATE TABLE people (id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, age INTEGER CHECK (age >= 0));
            CREATE TABLE visits (person TEXT NOT NULL REFERENCES people (id), room TEXT, UNIQUE (person, room));
            CREATE TABLE counters (name TEXT PRIMARY KEY, figure INTEGER NOT NULL);
            INSERT INTO counters (name, figure) VALUES ('a', 0);
            """
        )
    ]

    private struct Refusal: Error {}

    private static func count(_ database: Database) async throws -> Int? {
        try await database.read { try $0.value("SELECT COUNT(*) AS value FROM people") }
    }

    @Test(arguments: TestDatabase.engines) func aThrowUndoesTheWholeClosure(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            await #expect(throws: Refusal.self) {
                try await database.write { db in
                    try db.execute("INSERT INTO people (id, email) VALUES (\("1"), \("a@b"))")
                    throw Refusal()
                }
            }
            let count = try await Self.count(database)
            #expect(count == 0)
        }
    }

    @Test(arguments: TestDatabase.engines) func changesAreCounted(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            let counts = try await database.write { db in
                [
                    try db.execute("INSERT INTO people (id, email) VALUES ('1', 'a'), ('2', 'b')"),
                    try db.execute("UPDATE people SET age = \(4)"),
                    try db.execute("UPDATE people SET age = \(5) WHERE id = \("x")"),
                    try db.execute("CREATE TABLE others (id TEXT)"),
                    try db.execute("DELETE FROM people WHERE id = \("2")"),
                ]
            }
            #expect(counts == [2, 2, 0, 0, 1])
        }
    }

    @Test(arguments: TestDatabase.engines) func returningGivesTheChangedRows(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            let age = try await database.write { db in
                try db.value(
                    "INSERT INTO people (id, email, age) VALUES ('1', 'a', \(41)) RETURNING age + 1 AS value",
                    as: Int.self
                )
            }
            #expect(age == 42)
        }
    }

    @Test(arguments: TestDatabase.engines) func aReadCanNotWrite(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            await #expect(throws: DatabaseError.readOnly) {
                try await database.read { try $0.execute("DELETE FROM people") }
            }
        }
    }

    @Test(
        arguments: TestDatabase.engines,
        [
            ("INSERT INTO people (id, email) VALUES ('2', 'a@b')", ConstraintViolation.Kind.unique, "people.email"),
            ("INSERT INTO people (id, email) VALUES ('1', 'c@d')", .unique, "people.id"),
            ("INSERT INTO people (id, email) VALUES ('2', NULL)", .notNull, "people.email"),
            ("INSERT INTO visits (person, room) VALUES ('1', 'x')", .unique, "visits.person, visits.room"),
        ] as [(SQL, ConstraintViolation.Kind, String)]
    )
    func aBrokenRuleIsNamedAlike(
        engine: TestDatabase,
        attempt: (statement: SQL, kind: ConstraintViolation.Kind, name: String)
    ) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            try await database.write { db in
                try db.execute("INSERT INTO people (id, email) VALUES ('1', 'a@b')")
                try db.execute("INSERT INTO visits (person, room) VALUES ('1', 'x')")
            }
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { try $0.execute(attempt.statement) }
            }
            let violation = try #require(error?.violation)
            #expect(violation.kind == attempt.kind)
            #expect(violation.name == attempt.name)
            #expect(error?.isUniqueViolation == (attempt.kind == .unique))
        }
    }

    @Test(arguments: TestDatabase.engines) func foreignKeysAndChecksHold(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            let orphan = await #expect(throws: DatabaseError.self) {
                try await database.write { try $0.execute("INSERT INTO visits (person) VALUES ('nobody')") }
            }
            #expect(orphan?.violation?.kind == .foreignKey)
            let unborn = await #expect(throws: DatabaseError.self) {
                try await database.write { try $0.execute("INSERT INTO people (id, email, age) VALUES ('1', 'a', -1)") }
            }
            #expect(unborn?.violation?.kind == .check)
        }
    }

    @Test(arguments: TestDatabase.engines) func aSwallowedFailureStillUndoesAll(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.write { db in
                    try db.execute("INSERT INTO people (id, email) VALUES ('1', 'a')")
                    _ = try? db.execute("INSERT INTO people (id, email) VALUES ('1', 'b')")
                }
            }
            #expect(error?.isUniqueViolation == true)
            let count = try await Self.count(database)
            #expect(count == 0)
            await #expect(throws: DatabaseError.transactionFailed) {
                try await database.write { db in
                    _ = try? db.execute("INSERT INTO nowhere VALUES (1)")
                    try db.execute("INSERT INTO people (id, email) VALUES ('1', 'a')")
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func wrongSQLSaysSo(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: Self.schema) { database in
            let error = await #expect(throws: DatabaseError.self) {
                try await database.read { try $0.rows("SELEC 1") }
            }
            guard case .statement(_, let message) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(message.contains("SELEC"))
        }
    }

    /// Each adds one to what it read: a lost update would leave less.
    @Test(arguments: TestDatabase.engines) func collidingWritersLoseNothing(engine: TestDatabase) async throws {
        try await engine.withPlace { place in
            let first = try await place.open(migrations: Self.schema)
            let second = try await place.open(migrations: Self.schema)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<20 {
                    let database = writer.isMultiple(of: 2) ? first : second
                    group.addTask {
                        try await database.write { db in
                            let figure = try db.value("SELECT figure AS value FROM counters", as: Int.self) ?? 0
                            try db.execute("UPDATE counters SET figure = \(figure + 1)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let total = try await first.read { try $0.value("SELECT figure AS value FROM counters", as: Int.self) }
            #expect(total == 20)
            await first.close()
            await second.close()
        }
    }
}

extension DatabaseError {
    var violation: ConstraintViolation? {
        if case .constraint(let violation) = self { violation } else { nil }
    }
}
