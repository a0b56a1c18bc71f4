import FoundationEssentials
import Persistence
import SuiteProtocol

extension ConversationStore {
    /// A conversation without messages.
    ///
    /// - Parameter title: until the first question gives it another.
    /// - Returns: its id.
    func begin(titled title: String, assistant: String, owner: String) async throws -> String {
        let now = Date()
        let id = newID(at: now)
        let sealed = try EncryptedText(title, for: id, by: keyring)
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO conversations (id, owner, assistant, title, created_at, updated_at)
                VALUES (\(id), \(owner), \(assistant), \(sealed), \(now), \(now))
                """
            )
        }
        return id
    }

    /// One that began without a question is called by its first.
    func retitle(_ id: String, after question: String, in db: Connection) throws {
        let title = try EncryptedText(Self.title(for: question), for: id, by: keyring)
        try db.execute("UPDATE conversations SET title = \(title) WHERE id = \(id)")
    }
}
