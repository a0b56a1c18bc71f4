import FoundationEssentials
import Persistence
import SuiteProtocol

/// How a student is, in their own words.
extension ConversationStore {
    /// Words that speak of danger are kept as a message too: whoever reads those has to hear of them.
    ///
    /// - Parameter facts: of the words.
    func keep(mood: String?, _ facts: MessageFacts, of id: String, owner: String) async throws {
        let sealed = try mood.map { try EncryptedText($0, for: id, by: keyring) }
        try await database.write { db in
            try db.execute("UPDATE conversations SET responder = responder WHERE id = \(id)")
            guard let head = try db.first(Self.head(id, owner), as: ConversationRow.self) else {
                throw ConversationError.notFound
            }
            let before = try head.notes(keyring).mood
            try db.execute("UPDATE conversations SET mood = \(sealed) WHERE id = \(id)")
            guard let mood, mood != before, facts.risk?.isSerious == true else { return }
            let now = Date()
            let message = newID(at: now)
            try insert(
                message,
                .user,
                mood,
                .complete,
                facts: try EncryptedText(json: facts, for: message, by: keyring),
                in: id,
                at: try newestMessages(of: id, in: db).first.map { $0.position + 1 } ?? 0,
                date: now,
                generation: nil,
                db: db
            )
            try announce(message, in: id, owner: owner, assistant: head.assistant, date: now, db: db)
            try index([(message, mood)], of: id, owner: owner, in: db)
            try db.execute(
                """
                UPDATE conversations SET updated_at = \(now), episode_since = COALESCE(episode_since, \(now))
                WHERE id = \(id)
                """
            )
        }
    }
}
