import DaemonTesting
import Foundation
import Persistence
import Testing

@Suite struct OutboxTests {
    private struct Refusal: Error {}

    private static func append(_ ids: [String], stream: String = "s", at date: Date = Date(), to db: Connection) throws
    {
        for id in ids {
            try Outbox.append("chat.message.created", id: id, stream: stream, payload: Data([1, 0]), at: date, to: db)
        }
    }

    @Test(arguments: TestDatabase.engines) func eventsWaitInOrderUntilAcknowledged(engine: TestDatabase) async throws {
        let at = Date(timeIntervalSince1970: 1_700_000_000)
        try await engine.withDatabase(migrations: [Outbox.migration]) { database in
            try await database.write { try Self.append(["c", "a", "b"], at: at, to: $0) }
            let pending = try await database.read { try Outbox.pending(in: $0) }
            #expect(pending.map(\.id) == ["c", "a", "b"])
            #expect(pending.allSatisfy { $0.type == "chat.message.created" && $0.stream == "s" })
            #expect(pending.allSatisfy { $0.payload == Data([1, 0]) && $0.createdAt == at })
            let page = try await database.read { [pending] in
                try Outbox.pending(after: pending[0].sequence, limit: 1, in: $0)
            }
            #expect(page.map(\.id) == ["a"])
            let (removed, left) = try await database.write { db in
                (try Outbox.remove(ids: ["c", "a", "gone"], from: db), try Outbox.count(in: db))
            }
            #expect(removed == 2)
            #expect(left == 1)
        }
    }

    @Test(arguments: TestDatabase.engines) func anEventSharesItsFactsFate(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: [Outbox.migration]) { database in
            await #expect(throws: Refusal.self) {
                try await database.write { db in
                    try Self.append(["a"], to: db)
                    throw Refusal()
                }
            }
            let count = try await database.read { try Outbox.count(in: $0) }
            #expect(count == 0)
        }
    }

    @Test(arguments: TestDatabase.engines) func theRelayHearsOfACommit(engine: TestDatabase) async throws {
        try await engine.withDatabase(migrations: [Outbox.migration]) { database in
            _ = try? await database.write { db in
                try Self.append(["undone"], to: db)
                throw Refusal()
            }
            try await database.write { try Self.append(["a"], to: $0) }
            try await database.write { try Outbox.remember(group: "analysis", of: "s", in: $0) }
            try await database.write { try Self.append(["b"], to: $0) }
            await database.close()
            var wakes = 0
            for await _ in database.outboxCommits { wakes += 1 }
            #expect(wakes == 1)
        }
    }

    @Test(arguments: TestDatabase.engines) func onlyWhatNobodyEverReadIsDropped(engine: TestDatabase) async throws {
        let now = Date()
        let old = now.addingTimeInterval(-8 * 24 * 3600)
        try await engine.withDatabase(migrations: [Outbox.migration]) { database in
            let (dropped, left, groups) = try await database.write { db in
                try Self.append(["old"], stream: "unread", at: old, to: db)
                try Self.append(["new"], stream: "unread", at: now, to: db)
                try Self.append(["waiting"], stream: "read", at: old, to: db)
                for _ in 0..<2 { try Outbox.remember(group: "analysis", of: "read", in: db) }
                let limit = now.addingTimeInterval(-Double(Outbox.retention.components.seconds))
                return (
                    try Outbox.dropUnread(olderThan: limit, from: db),
                    try Outbox.pending(in: db).map(\.id),
                    try Outbox.groups(of: "read", in: db)
                )
            }
            #expect(dropped == 1)
            #expect(left == ["new", "waiting"])
            #expect(groups == ["analysis"])
        }
    }
}
