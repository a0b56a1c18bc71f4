import DaemonTesting
import Foundation
import Persistence
import Testing

/// What was deleted leaves the files too.
@Suite struct ExpungeTests {
    private static let schema = [
        Migration("notes", "CREATE TABLE notes (id TEXT PRIMARY KEY, text TEXT NOT NULL);"), Outbox.migration,
    ]
    private static let secret = "colibrí de medianoche"

    @Test(arguments: TestDatabase.engines) func nothingOfADeletedRowIsInTheFiles(engine: TestDatabase) async throws {
        try await engine.withPlace { place in
            try await place.withDatabase(migrations: Self.schema) { database in
                for number in 0..<400 {
                    try await database.write { db in
                        let text = number % 7 == 0 ? "\(Self.secret) \(number)" : "otra nota \(number)"
                        try db.execute("INSERT INTO notes (id, text) VALUES (\("n\(number)"), \(text))")
                    }
                }
                _ = try await database.write { try $0.execute("ANALYZE notes") }
                #expect(try Disk.holds(Self.secret, below: place.files()))
                try await database.write { db in
                    try db.execute("DELETE FROM notes WHERE text LIKE \(Self.secret + "%")")
                }
                try await database.expunge()
                #expect(try !Disk.holds(Self.secret, below: place.files()))
                let left = try await database.read { try $0.value("SELECT COUNT(*) AS value FROM notes", as: Int.self) }
                #expect(left == 342)
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func theDatabaseServesOnAfterwards(engine: TestDatabase) async throws {
        var limits = DatabaseLimits()
        for rewriting: Int64 in [0, limits.rewriting] {
            limits.rewriting = rewriting
            try await engine.withDatabase(migrations: Self.schema, limits: limits) { database in
                try await database.write { try $0.execute("INSERT INTO notes (id, text) VALUES ('a', 'b')") }
                try await database.expunge()
                try await database.write { try $0.execute("INSERT INTO notes (id, text) VALUES ('c', 'd')") }
                let count = try await database.read {
                    try $0.value("SELECT COUNT(*) AS value FROM notes", as: Int.self)
                }
                #expect(count == 2)
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func findsTheWaitingEventsThatNameSomebody(engine: TestDatabase) async throws
    {
        try await engine.withDatabase(migrations: Self.schema) { database in
            try await database.write { db in
                for number in 0..<1200 {
                    let name = number % 600 == 0 ? "ana" : "luis"
                    try Outbox.append(
                        "said",
                        id: "e\(number)",
                        stream: number < 600 ? "one" : "two",
                        payload: Data("{\"owner\":\"\(name)\"}".utf8),
                        to: db
                    )
                }
            }
            #expect(try await database.waitingEvents(naming: "ana", in: ["one", "two"]) == ["e0", "e600"])
            #expect(try await database.waitingEvents(naming: "ana", in: ["two"]) == ["e600"])
        }
    }
}
