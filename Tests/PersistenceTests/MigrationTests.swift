import DaemonTesting
import Foundation
import Persistence
import Testing

@Suite struct MigrationTests {
    private static let first = Migration(
        "1-notes",
        "CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, body BLOB)"
    )
    private static let second = Migration(
        "2-title",
        """
        ALTER TABLE notes ADD COLUMN title TEXT NOT NULL DEFAULT 'REAL INTEGER'; -- a BLOB it isn't
        /* REAL
        words */ ALTER TABLE notes ADD COLUMN "INTEGER" REAL;
        INSERT INTO notes (title) VALUES ('it''s; INTEGER');
        """
    )

    @Test(arguments: TestDatabase.engines) func eachIsAppliedOnce(engine: TestDatabase) async throws {
        try await engine.withPlace { place in
            try await place.withDatabase(migrations: [Self.first]) { _ in }
            for _ in 0..<2 {
                try await place.withDatabase(migrations: [Self.first, Self.second]) { database in
                    let titles = try await database.read { try $0.rows("SELECT title, \"INTEGER\" FROM notes") }
                    #expect(try titles.map { try $0.get("title", as: String.self) } == ["it's; INTEGER"])
                }
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func anAlteredOneStopsTheDaemon(engine: TestDatabase) async throws {
        try await engine.withPlace { place in
            try await place.withDatabase(migrations: [Self.first]) { _ in }
            let altered = Migration("1-notes", "CREATE TABLE notes (id TEXT)")
            await #expect(throws: MigrationError.altered(id: "1-notes")) {
                try await place.open(migrations: [altered])
            }
            #expect("\(MigrationError.altered(id: "1-notes"))".contains("1-notes"))
        }
    }

    @Test(arguments: TestDatabase.engines) func anOlderVersionRefusesANewerSchema(engine: TestDatabase) async throws {
        try await engine.withPlace { place in
            try await place.withDatabase(migrations: [Self.first, Self.second]) { _ in }
            await #expect(throws: MigrationError.newerSchema(id: "2-title")) {
                try await place.open(migrations: [Self.first])
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func aFailedOneLeavesNothing(engine: TestDatabase) async throws {
        let broken = Migration("2-broken", "CREATE TABLE halves (id TEXT); INSERT INTO nowhere VALUES (1);")
        try await engine.withPlace { place in
            let error = await #expect(throws: MigrationError.self) {
                try await place.open(migrations: [Self.first, broken])
            }
            #expect("\(try #require(error))".contains("2-broken"))
            try await place.withDatabase(migrations: [Self.first]) { database in
                await #expect(throws: DatabaseError.self) {
                    try await database.read { try $0.rows("SELECT * FROM halves") }
                }
            }
        }
    }

    @Test func twoOfOneNameAreRefused() async throws {
        try await TestDatabase.sqlite.withPlace { place in
            await #expect(throws: MigrationError.repeated(id: "1-notes")) {
                try await place.open(migrations: [Self.first, Self.first])
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func replicasMayBootAtOnce(engine: TestDatabase) async throws {
        try await engine.withPlace { place in
            let replicas = try await withThrowingTaskGroup(of: Database.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await place.open(migrations: [Self.first, Self.second, Outbox.migration]) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for replica in replicas {
                let notes = try await replica.read { try $0.value("SELECT COUNT(*) AS value FROM notes", as: Int.self) }
                #expect(notes == 1)
                await replica.close()
            }
        }
    }
}
