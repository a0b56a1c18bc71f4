import FoundationEssentials
import Persistence

/// What was serious stays so until a person has seen to it.
extension ConversationStore {
    /// Seconds for which it is minded in a person's other conversations, too.
    private static let episodeReach = 7 * 86_400.0

    func isInEpisode(_ conversation: ConversationRow, in db: Connection) throws -> Bool {
        if conversation.isInEpisode { return true }
        let others: Int? = try db.value(
            """
            SELECT COUNT(*) AS value FROM conversations
            WHERE owner = (SELECT owner FROM conversations WHERE id = \(conversation.id))
                AND episode_since > \(Date(timeIntervalSinceNow: -Self.episodeReach))
            """
        )
        return others ?? 0 > 0
    }

    /// A person has seen to what was said: the companion answers as before, in all of the student's conversations, and
    /// whoever asks for a person from here on is heard anew.
    func closeEpisode(of owner: String) async throws {
        try await database.write { db in
            try db.execute(
                """
                UPDATE conversations SET episode_since = NULL WHERE owner = \(owner) AND episode_since IS NOT NULL
                """
            )
            try db.execute("DELETE FROM help_requests WHERE owner = \(owner)")
        }
    }
}
