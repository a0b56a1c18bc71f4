import FoundationEssentials
import InferenceClient
import Persistence
import SuiteProtocol

/// The life of an answer in the database, which is the truth for every replica.
extension ConversationStore {
    /// Keeps what is written so far. Returns the ids of those that were stopped meanwhile, by whichever replica.
    ///
    /// One that another replica gave up, as the database was away for longer than its patience, lives on; one that has
    /// ended, and so has facts, does not.
    func keep(_ texts: [(start: GenerationStart, text: String)]) async throws -> Set<String> {
        let sealed = try texts.map { entry in
            (entry.start.generationID, try EncryptedText(entry.text, for: entry.start.messageID, by: keyring))
        }
        return try await database.write { db in
            var stopped: Set<String> = []
            for (id, text) in sealed {
                let changed = try db.execute(
                    """
                    UPDATE messages SET text = \(text), touched_at = \(Date()), status = 'streaming'
                    WHERE generation_id = \(id)
                        AND (status = 'streaming' OR status = 'interrupted' AND facts IS NULL)
                    """
                )
                if changed == 0 { stopped.insert(id) }
            }
            return stopped
        }
    }

    /// The end of a generation. A message that was stopped meanwhile stays so, with the text that it reached.
    func finish(_ start: GenerationStart, owner: String, with outcome: GenerationOutcome) async throws {
        let sealed = try EncryptedText(outcome.text, for: start.messageID, by: keyring)
        let facts = try EncryptedText(json: outcome.facts, for: start.messageID, by: keyring)
        try await database.write { db in
            let now = Date()
            let changed = try db.execute(
                """
                UPDATE messages SET text = \(sealed), touched_at = \(now), facts = \(facts), model = \(outcome.model),
                    status = CASE WHEN status = 'stopped' THEN status ELSE \(outcome.status) END,
                    endpoint = \(outcome.endpoint), left_institution = \(outcome.leftInstitution),
                    finish_reason = \(outcome.finishReason),
                    prompt_tokens = \(outcome.usage?.promptTokens),
                    completion_tokens = \(outcome.usage?.completionTokens)
                WHERE generation_id = \(start.generationID)
                """
            )
            guard changed == 1 else { return }
            try db.execute("UPDATE conversations SET updated_at = \(now) WHERE id = \(start.conversationID)")
            try indexTurn(
                question: start.questionID,
                answer: (start.messageID, outcome.text),
                of: start.conversationID,
                owner: owner,
                in: db
            )
        }
    }

    /// Marks a generation of this owner as stopped; the replica that runs it sees that when it next keeps its text.
    func stop(_ generation: String, owner: String) async throws -> Bool {
        try await database.write { db in
            try db.execute(
                """
                UPDATE messages SET status = 'stopped' WHERE generation_id = \(generation) AND status = 'streaming'
                AND conversation_id IN (SELECT id FROM conversations WHERE owner = \(owner))
                """
            ) == 1
        }
    }

    /// What is kept of a generation of this owner, under way on another replica or ended.
    func generation(_ id: String, owner: String) async throws -> KeptGeneration {
        let row = try await database.read { db in
            try db.first(
                """
                SELECT * FROM messages WHERE generation_id = \(id)
                AND conversation_id IN (SELECT id FROM conversations WHERE owner = \(owner) AND deleted_at IS NULL)
                """,
                as: KeptGenerationRow.self
            )
        }
        guard let row else { throw ConversationError.generationNotFound }
        return try row.generation(keyring)
    }

    /// Generations that nobody has touched since `date`: their replica died. Their text so far stays, and is found.
    func interruptAbandoned(since date: Date, except running: Set<String>) async throws -> Int {
        try await database.write { db in
            let abandoned = try db.all(
                """
                SELECT m.*, c.owner FROM messages m JOIN conversations c ON c.id = m.conversation_id
                WHERE m.status = 'streaming' AND m.touched_at < \(date) AND m.generation_id NOT IN (\(running))
                """,
                as: AbandonedRow.self
            )
            for row in abandoned {
                let message = row.message
                try db.execute("UPDATE messages SET status = 'interrupted' WHERE id = \(message.id)")
                let question = try db.value(
                    """
                    SELECT id AS value FROM messages
                    WHERE conversation_id = \(message.conversationID) AND position = \(message.position - 1)
                    """,
                    as: String.self
                )
                guard let question else { continue }
                try indexTurn(
                    question: question,
                    answer: (message.id, try message.text(keyring)),
                    of: message.conversationID,
                    owner: row.owner,
                    in: db
                )
            }
            return abandoned.count
        }
    }

    /// Questions and answers become searchable together, after the answer: a model need not wait for an index.
    private func indexTurn(
        question: String,
        answer: (id: String, text: String),
        of conversation: String,
        owner: String,
        in db: Connection
    ) throws {
        let row = try db.first("SELECT * FROM messages WHERE id = \(question)", as: MessageRow.self)
        guard let text = try row?.text(keyring) else { return }
        try index([(question, text), answer], of: conversation, owner: owner, in: db)
        try indexPrefixes(of: text, of: conversation, owner: owner, in: db)
    }
}

private struct AbandonedRow: RowDecodable {
    let message: MessageRow
    let owner: String

    init(row: Row) throws {
        message = try MessageRow(row: row)
        owner = try row.get("owner")
    }
}
