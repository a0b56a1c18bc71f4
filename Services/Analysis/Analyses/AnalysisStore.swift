import Daemon
import Foundation
import Persistence
import Risk
import SuiteProtocol

/// Which messages are still to be read, and what the others were read as.
struct AnalysisStore: Sendable {
    let database: Database

    /// As long as whoever took messages has them for themselves.
    private static let lease = 30.0
    private static let batch = 32
    /// In seconds.
    private static let patience = 60.0
    /// In seconds: a chat that comes back is asked soon.
    private static let longestWait = 15.0

    /// Notes what chat told of; again without effect, also where it has been read already.
    func expect(_ messages: [MessageCreated], at now: Date) async throws {
        try await database.write { db in
            for message in messages {
                let known: Int? = try db.value(
                    "SELECT COUNT(*) AS value FROM analyses WHERE message_id = \(message.messageID)"
                )
                guard known == 0 else { continue }
                try db.execute(
                    """
                    INSERT INTO waiting_messages (message_id, conversation_id, student, created_at, attempts, due_at)
                    VALUES (\(message.messageID), \(message.conversationID), \(message.ownerID), \(message.createdAt),
                        \(0), \(now))
                    ON CONFLICT DO NOTHING
                    """
                )
            }
        }
    }

    /// Messages that are due, new ones first, so that what can't be read holds up nothing; they are nobody else's until the
    /// lease ends.
    func take(at now: Date) async throws -> [ToldMessage] {
        let isAnyDue = try await database.read { db in
            try !db.rows("SELECT message_id FROM waiting_messages WHERE due_at <= \(now) LIMIT 1").isEmpty
        }
        guard isAnyDue else { return [] }
        return try await database.write { db in
            let due = try db.all(
                """
                SELECT * FROM waiting_messages WHERE due_at <= \(now) ORDER BY attempts, message_id LIMIT \(Self.batch)
                """,
                as: ToldMessage.self
            )
            let ids = due.map(\.id)
            try db.execute(
                """
                UPDATE waiting_messages SET attempts = attempts + 1, due_at = \(now.addingTimeInterval(Self.lease))
                WHERE message_id IN (\(ids))
                """
            )
            return due
        }
    }

    /// Gives messages back that couldn't be read now.
    func postpone(_ messages: some Sequence<ToldMessage> & Sendable, at now: Date) async throws {
        try await database.write { db in
            for message in messages {
                let wait = min(Self.longestWait, Double(1 << min(message.attempts, 4)))
                try db.execute(
                    "UPDATE waiting_messages SET due_at = \(now.addingTimeInterval(wait)) WHERE message_id = \(message.id)"
                )
            }
        }
    }

    /// Of a message that isn't there any more, or that nobody may read.
    func drop(_ message: ToldMessage) async throws {
        try await database.write { try $0.execute("DELETE FROM waiting_messages WHERE message_id = \(message.id)") }
    }

    /// Keeps what a message was read as. False where it doesn't wait any more, as it was read or erased meanwhile: then
    /// nothing may follow from it.
    ///
    /// In the transaction of what follows from it, so that each message counts once.
    func keep(_ reading: KeptReading, of message: ToldMessage, at now: Date, in db: Connection) throws -> Bool {
        let waited = try db.execute("DELETE FROM waiting_messages WHERE message_id = \(message.id)")
        guard waited == 1 else { return false }
        return try db.execute(
            """
            INSERT INTO analyses (message_id, conversation_id, student, created_at, analyzed_at, emotion, certain,
                probabilities, style, tier, category)
            VALUES (\(message.id), \(message.conversationID), \(message.student), \(message.createdAt), \(now),
                \(reading.emotion), \(reading.certain), \(reading.probabilities), \(reading.style), \(reading.tier),
                \(reading.category))
            ON CONFLICT DO NOTHING
            """
        ) == 1
    }

    /// How grave the last messages of a conversation were, oldest first.
    static func course(of conversationID: String, in db: Connection) throws -> Course {
        let rows = try db.rows(
            """
            SELECT tier, category FROM analyses WHERE conversation_id = \(conversationID) AND tier IS NOT NULL
            ORDER BY created_at DESC, message_id DESC LIMIT \(Course.longest)
            """
        )
        return Course(
            try rows.reversed().map { row in
                max(try row.get("tier"), try row.get("category", as: String?.self) == nil ? 0 : 3)
            }
        )
    }

    /// Messages that wait for long are no fault of ours, but nobody should wonder why alerts are late.
    func health(at now: Date) async -> DependencyHealth {
        let late = now.addingTimeInterval(-Self.patience)
        let count = try? await database.read { db -> Int in
            try db.value("SELECT COUNT(*) AS value FROM waiting_messages WHERE created_at < \(late)") ?? 0
        }
        guard let count, count > 0 else { return DependencyHealth(.ok) }
        return DependencyHealth(.degraded, "\(count) messages wait to be read")
    }

    func removeOld(before date: Date, limit: Int) async throws -> Int {
        try await database.write { db in
            try db.execute(
                """
                DELETE FROM analyses WHERE message_id IN
                (SELECT message_id FROM analyses WHERE created_at < \(date) ORDER BY created_at LIMIT \(limit))
                """
            )
        }
    }
}

/// What is kept of a reading: figures, without a word of the text. Nil for what the person doesn't consent to.
struct KeptReading: Sendable {
    var emotion: String?
    var certain: Bool?
    /// JSON, by the names of emotions.
    var probabilities: String?
    var style: String?
    var tier: Int?
    var category: RiskCategory?
}
