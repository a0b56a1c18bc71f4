import DaemonTesting
import Persistence
import Testing

@Suite(.timeLimit(.minutes(1)))
struct NoticeTests {
    @Test func sqliteHasNobodyToListenTo() async throws {
        try await TestDatabase.sqlite.withDatabase(migrations: []) { database in
            #expect(try database.notices(of: "news") == nil)
            try await database.write { try $0.notify("news") }
        }
    }

    @Test(.enabled(if: TestDatabase.server != nil)) func commitsAreHeardByOthersOnTheirChannel() async throws {
        try await TestDatabase.postgresql.withPlace { place in
            try await place.withDatabase(migrations: []) { writer in
                try await place.withDatabase(migrations: []) { listener in
                    var notices = try #require(try listener.notices(of: "news")).makeAsyncIterator()
                    // That it listens.
                    _ = await notices.next()
                    // What is rolled back and what is told on another channel is not heard.
                    struct Stop: Error {}
                    await #expect(throws: Stop.self) {
                        try await writer.write { db in
                            try db.notify("news")
                            throw Stop()
                        }
                    }
                    try await writer.write { try $0.notify("weather") }
                    for number in 1...3 {
                        try await writer.write { db in
                            try db.execute("CREATE TABLE \(identifier: "t\(number)") (id INTEGER)")
                            try db.notify("news")
                        }
                        _ = await notices.next()
                        let isThere = try await listener.read { db in
                            try !db.rows("SELECT 1 FROM pg_tables WHERE tablename = \("t\(number)")").isEmpty
                        }
                        #expect(isThere)
                    }
                }
            }
        }
    }

    @Test(.enabled(if: TestDatabase.server != nil)) func aListenerThatIsCutOffListensAgainAndSaysSo() async throws {
        try await TestDatabase.postgresql.withDatabase(migrations: []) { database in
            var notices = try #require(try database.notices(of: "news")).makeAsyncIterator()
            _ = await notices.next()
            let name = try await database.read { db in
                try db.value("SELECT 'LISTEN \"' || current_schema() || '.news\"' AS value", as: String.self)
            }
            let cut = try await database.read { db in
                try db.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = \(name)").count
            }
            #expect(cut == 1)
            _ = await notices.next()
            try await database.write { try $0.notify("news") }
            _ = await notices.next()
        }
    }
}
