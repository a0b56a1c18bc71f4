import FoundationEssentials
import InferenceClient
import Persistence
import SuiteProtocol

/// What a generation begins with.
struct GenerationStart: Sendable {
    let conversationID: String
    let messageID: String
    let generationID: String
    let assistant: String
    /// The turns before the answer, oldest first.
    let turns: [ChatRequest.Message]
}

extension ConversationStore {
    /// Keeps a person's message and a place for its answer, and tells of it, in one transaction.
    ///
    /// - Parameter conversation: `nil` begins a new one.
    func ask(
        _ text: String,
        in conversation: String?,
        assistant: String,
        owner: String
    ) async throws -> GenerationStart {
        let newConversation = newID()
        let title = try EncryptedText(Self.title(for: text), for: newConversation, by: keyring)
        return try await database.write { db in
            let now = Date()
            if conversation == nil {
                try db.execute(
                    """
                    INSERT INTO conversations (id, owner, assistant, title, created_at, updated_at)
                    VALUES (\(newConversation), \(owner), \(assistant), \(title), \(now), \(now))
                    """
                )
            }
            let id = conversation ?? newConversation
            let head = try touch(id, owner: owner, at: now, in: db)
            let earlier = try settledMessages(of: id, in: db)
            let position = (earlier.last?.position ?? -1) + 1
            let question = newID(at: now)
            try insert(question, .user, text, .complete, in: id, at: position, date: now, generation: nil, db: db)
            try index(text, message: question, conversation: id, owner: owner, in: db)
            let answer = newID(at: now)
            let generation = newID(at: now)
            try insert(
                answer,
                .assistant,
                "",
                .streaming,
                in: id,
                at: position + 1,
                date: now,
                generation: generation,
                db: db
            )
            try announce(question, in: id, owner: owner, assistant: head.assistant, db: db)
            return GenerationStart(
                conversationID: id,
                messageID: answer,
                generationID: generation,
                assistant: head.assistant,
                turns: try turns(earlier) + [ChatRequest.Message(.user, text)]
            )
        }
    }

    /// Begins the last answer of a conversation anew; what it held is replaced.
    func retry(_ message: String, in conversation: String, owner: String) async throws -> GenerationStart {
        try await database.write { db in
            let now = Date()
            let head = try touch(conversation, owner: owner, at: now, in: db)
            let messages = try settledMessages(of: conversation, in: db)
            guard let last = messages.last, last.id == message, last.role == .assistant else {
                throw ConversationError.messageNotFound
            }
            let generation = newID(at: now)
            try db.execute(
                """
                UPDATE messages SET text = \(try EncryptedText("", for: message, by: keyring)), status = 'streaming',
                    generation_id = \(generation), touched_at = \(now), model = NULL, endpoint = NULL,
                    finish_reason = NULL, prompt_tokens = NULL, completion_tokens = NULL
                WHERE id = \(message)
                """
            )
            try db.execute("DELETE FROM message_terms WHERE message_id = \(message)")
            return GenerationStart(
                conversationID: conversation,
                messageID: message,
                generationID: generation,
                assistant: head.assistant,
                turns: try turns(messages.dropLast())
            )
        }
    }

    /// Keeps what is written so far. False where the generation was stopped meanwhile, by whichever replica.
    func keep(_ text: String, of start: GenerationStart) async throws -> Bool {
        let sealed = try EncryptedText(text, for: start.messageID, by: keyring)
        return try await database.write { db in
            try db.execute(
                """
                UPDATE messages SET text = \(sealed), touched_at = \(Date())
                WHERE generation_id = \(start.generationID) AND status = 'streaming'
                """
            ) == 1
        }
    }

    /// The end of a generation. A message that was stopped meanwhile stays so, with the text that it reached.
    func finish(_ start: GenerationStart, owner: String, with outcome: GenerationOutcome) async throws {
        let sealed = try EncryptedText(outcome.text, for: start.messageID, by: keyring)
        try await database.write { db in
            let now = Date()
            let changed = try db.execute(
                """
                UPDATE messages SET text = \(sealed), touched_at = \(now), model = \(outcome.model),
                    status = CASE WHEN status = 'stopped' THEN status ELSE \(outcome.status) END,
                    endpoint = \(outcome.endpoint), finish_reason = \(outcome.finishReason),
                    prompt_tokens = \(outcome.usage?.promptTokens),
                    completion_tokens = \(outcome.usage?.completionTokens)
                WHERE generation_id = \(start.generationID)
                """
            )
            guard changed == 1 else { return }
            try db.execute("UPDATE conversations SET updated_at = \(now) WHERE id = \(start.conversationID)")
            try index(
                outcome.text,
                message: start.messageID,
                conversation: start.conversationID,
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

    /// Generations that nobody has touched since `date`: their replica died. Their text so far stays.
    func interruptAbandoned(since date: Date, except running: Set<String>) async throws -> Int {
        try await database.write { db in
            try db.execute(
                """
                UPDATE messages SET status = 'interrupted'
                WHERE status = 'streaming' AND touched_at < \(date) AND generation_id NOT IN (\(running))
                """
            )
        }
    }

    private func touch(_ id: String, owner: String, at now: Date, in db: Connection) throws -> ConversationRow {
        try db.execute("UPDATE conversations SET updated_at = \(now) WHERE id = \(id) AND owner = \(owner)")
        guard let head = try db.first(Self.head(id, owner), as: ConversationRow.self) else {
            throw ConversationError.notFound
        }
        return head
    }

    private func settledMessages(of conversation: String, in db: Connection) throws -> [MessageRow] {
        let messages = try db.all(
            "SELECT * FROM messages WHERE conversation_id = \(conversation) ORDER BY position",
            as: MessageRow.self
        )
        guard !messages.contains(where: { $0.status == .streaming }) else { throw ConversationError.busy }
        return messages
    }

    private func turns(_ messages: some Sequence<MessageRow>) throws -> [ChatRequest.Message] {
        try messages.compactMap { row in
            let text = try row.text(keyring)
            return text.isEmpty ? nil : ChatRequest.Message(row.role == .user ? .user : .assistant, text)
        }
    }

    private func insert(
        _ id: String,
        _ role: Message.Role,
        _ text: String,
        _ status: Message.Status,
        in conversation: String,
        at position: Int,
        date: Date,
        generation: String?,
        db: Connection
    ) throws {
        let sealed = try EncryptedText(text, for: id, by: keyring)
        try db.execute(
            """
            INSERT INTO messages
                (id, conversation_id, position, role, text, status, created_at, generation_id, touched_at)
            VALUES (\(id), \(conversation), \(position), \(role), \(sealed), \(status), \(date), \(generation), \(date))
            """
        )
    }

    private func announce(
        _ message: String,
        in conversation: String,
        owner: String,
        assistant: String,
        db: Connection
    ) throws {
        let event = Event(
            source: "/chat",
            type: .messageCreated,
            subject: message,
            data: MessageCreated(
                conversationID: conversation,
                messageID: message,
                ownerID: owner,
                assistant: assistant
            )
        )
        try Outbox.append(
            event.type,
            id: event.id,
            stream: EventType.messageCreated.stream,
            payload: try WireJSON.encoder().encode(event),
            to: db
        )
    }

    /// The first line of the question, cut at a word.
    static func title(for text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? text
        guard line.count > 60 else { return line }
        let cut = line.prefix(60)
        return (cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + "…"
    }
}
