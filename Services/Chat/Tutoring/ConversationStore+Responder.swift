import FoundationEssentials
import Persistence
import SuiteProtocol

/// Who answers in a conversation: a column, read in the transaction that keeps a message.
extension ConversationStore {
    static let tutoringMigration = Migration(
        "tutoring",
        """
        ALTER TABLE conversations ADD COLUMN responder TEXT NOT NULL DEFAULT 'assistant';
        ALTER TABLE conversations ADD COLUMN tutor BLOB;
        ALTER TABLE conversations ADD COLUMN tone TEXT;
        ALTER TABLE conversations ADD COLUMN course BLOB;
        ALTER TABLE conversations ADD COLUMN mood BLOB;
        ALTER TABLE conversations ADD COLUMN episode_since INTEGER;
        """
    )

    /// Has a tutor answer, or the assistant again. What a model writes at that moment ends; doing it again changes nothing.
    ///
    /// - Parameter card: is left for a student who waited for a tutor in vain.
    func hand(
        _ id: String,
        to responder: Responder,
        _ tutor: Tutor?,
        leaving card: HelpCard? = nil
    ) async throws -> TakenConversation {
        try await database.write { db in
            let head = try anyHead(id, in: db)
            if responder == .tutor {
                guard let tutor else { throw TutoringError.tutorMissing }
                if let other = try head.row.tutor(keyring), other.id != tutor.id { throw TutoringError.takenByAnother }
            }
            let sealed = try responder == .tutor ? tutor.map { try EncryptedText(json: $0, for: id, by: keyring) } : nil
            let now = Date()
            try db.execute(
                """
                UPDATE conversations SET responder = \(responder), tutor = \(sealed), updated_at = \(now)
                WHERE id = \(id)
                """
            )
            if responder == .tutor { try stopWriting(in: id, db: db) }
            if let card, responder == .assistant, head.row.responder == .tutor {
                let message = newID(at: now)
                try insert(
                    message,
                    .assistant,
                    card.text,
                    .complete,
                    facts: try EncryptedText(json: MessageFacts(help: card), for: message, by: keyring),
                    in: id,
                    at: try newestMessages(of: id, in: db).first.map { $0.position + 1 } ?? 0,
                    date: now,
                    generation: nil,
                    db: db
                )
                try index([(message, card.text)], of: id, owner: head.owner, in: db)
            }
            return try anyHead(id, in: db).taken(keyring, in: db)
        }
    }

    /// Keeps what a tutor writes into a conversation that they have taken over.
    func write(_ text: String, by tutor: Tutor, in id: String) async throws -> (TakenConversation, TakenMessage) {
        try await database.write { db in
            let head = try anyHead(id, in: db)
            guard let holder = try head.row.tutor(keyring), holder.id == tutor.id else {
                throw TutoringError.notTakenOver
            }
            let now = Date()
            let message = newID(at: now)
            try insert(
                message,
                .tutor,
                text,
                .complete,
                facts: try EncryptedText(json: MessageFacts(tutor: holder), for: message, by: keyring),
                in: id,
                at: try newestMessages(of: id, in: db).first.map { $0.position + 1 } ?? 0,
                date: now,
                generation: nil,
                db: db
            )
            try db.execute("UPDATE conversations SET updated_at = \(now) WHERE id = \(id)")
            try index([(message, text)], of: id, owner: head.owner, in: db)
            guard
                let row = try db.first("SELECT * FROM messages WHERE id = \(message)", as: MessageRow.self)
            else { throw ConversationError.messageNotFound }
            return (try head.taken(keyring, in: db), try TakenMessage(row, keyring))
        }
    }

    /// A conversation of accompaniment, whoever's it is, for analysis; locked until the transaction ends.
    private func anyHead(_ id: String, in db: Connection) throws -> OwnedConversationRow {
        try db.execute("UPDATE conversations SET responder = responder WHERE id = \(id)")
        let head = try db.first(
            "SELECT * FROM conversations WHERE id = \(id) AND deleted_at IS NULL",
            as: OwnedConversationRow.self
        )
        guard let head else { throw ConversationError.notFound }
        guard assistants[head.row.assistant]?.isCompanion == true else { throw TutoringError.noTutoring }
        return head
    }
}

/// A conversation with whose it is.
struct OwnedConversationRow: RowDecodable {
    let row: ConversationRow
    let owner: String

    init(row: Row) throws {
        self.row = try ConversationRow(row: row)
        owner = try row.get("owner")
    }

    func taken(_ keyring: Keyring, in db: Connection) throws -> TakenConversation {
        let last: String? = try db.value(
            "SELECT id AS value FROM messages WHERE conversation_id = \(row.id) ORDER BY position DESC LIMIT 1"
        )
        return TakenConversation(
            conversationID: row.id,
            owner: owner,
            assistant: row.assistant,
            responder: row.responder,
            tutor: try row.tutor(keyring),
            lastMessageID: last
        )
    }
}
