import Emotions
import Foundation
import Persistence

/// What writers see of how their own messages were read, and say of it. Danger isn't theirs to correct.
extension AnalysisStore {
    /// Messages of a conversation that are seen at once.
    private static let mostOfConversation = 200

    /// Oldest first; the last ones of a long conversation.
    func readings(in conversationID: String, of student: String) async throws -> [OwnAnalysis] {
        try await database.read { db in
            let newestFirst = try db.all(
                """
                SELECT * FROM analyses
                WHERE conversation_id = \(conversationID) AND student = \(student) AND emotion IS NOT NULL
                ORDER BY created_at DESC, message_id DESC LIMIT \(Self.mostOfConversation)
                """,
                as: OwnAnalysis.self
            )
            return newestFirst.reversed()
        }
    }

    func reading(of messageID: String, by student: String) async throws -> OwnAnalysis {
        try await database.read { try Self.reading(of: messageID, by: student, in: $0) }
    }

    /// Keeps the writer's word, or forgets it. What was read stays beside it as it was, and nothing learns from it.
    func correct(_ messageID: String, to label: Emotion?, by student: String, at now: Date) async throws -> OwnAnalysis
    {
        let correctedAt = label == nil ? nil : now
        return try await database.write { db in
            try db.execute(
                """
                UPDATE analyses SET correction = \(label), corrected_at = \(correctedAt)
                WHERE message_id = \(messageID) AND student = \(student) AND emotion IS NOT NULL
                """
            )
            return try Self.reading(of: messageID, by: student, in: db)
        }
    }

    private static func reading(of messageID: String, by student: String, in db: Connection) throws -> OwnAnalysis {
        let found = try db.first(
            """
            SELECT * FROM analyses
            WHERE message_id = \(messageID) AND student = \(student) AND emotion IS NOT NULL
            """,
            as: OwnAnalysis.self
        )
        guard let found else { throw AnalysisError.notFound }
        return found
    }
}
