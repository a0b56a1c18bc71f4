import Daemon
import FoundationEssentials
import Persistence
import SuiteProtocol

extension ConversationStore {
    /// Keeps a person's message and, unless a tutor answers, a place for its answer, and tells of it, in one transaction.
    ///
    /// - Parameter conversation: `nil` begins a new one.
    func ask(
        _ question: NewQuestion,
        in conversation: String?,
        assistant: String,
        owner: String
    ) async throws -> AskedMessage {
        let newConversation = newID()
        let title = try EncryptedText(Self.title(for: question.text), for: newConversation, by: keyring)
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
            let head = try touch(id, owner: owner, at: now, asking: question, in: db)
            let earlier = conversation == nil ? [] : try newestMessages(of: id, in: db)
            if earlier.contains(where: { $0.status == .streaming }) {
                // Whoever is in danger is heard at once: what is being written ends.
                guard question.facts.help != nil else { throw ConversationError.busy }
                try stopWriting(in: id, db: db)
            }
            let position = (earlier.first?.position ?? -1) + 1
            let message = newID(at: now)
            try insert(
                message,
                .user,
                question.text,
                .complete,
                facts: try EncryptedText(json: question.facts, for: message, by: keyring),
                in: id,
                at: position,
                date: now,
                generation: nil,
                db: db
            )
            try MediaStore.attach(question.images, to: message, in: id, owner: owner, db: db)
            try announce(message, in: id, owner: owner, assistant: head.assistant, date: now, db: db)
            if let tutor = try head.tutor(keyring) {
                try index([(message, question.text)], of: id, owner: owner, in: db)
                try indexPrefixes(of: question.text, of: id, owner: owner, in: db)
                return .delivered(
                    DeliveredMessage(conversationID: id, messageID: message, facts: question.facts, tutor: tutor)
                )
            }
            if conversation != nil, earlier.isEmpty { try retitle(id, after: question.text, in: db) }
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
            return .answered(
                GenerationStart(
                    conversationID: id,
                    messageID: answer,
                    questionID: message,
                    generationID: generation,
                    assistant: head.assistant,
                    question: question.facts,
                    context: try context(of: head, earlier: earlier, asking: question, in: db),
                    collections: try AttachmentStore.attached(to: id, in: db).collections
                )
            )
        }
    }

    /// Has the last answer of a conversation written again: one that broke off is gone on with, any other begins anew.
    func retry(_ message: String, in conversation: String, owner: String) async throws -> GenerationStart {
        try await database.write { db in
            let now = Date()
            let head = try touch(conversation, owner: owner, at: now, in: db)
            guard head.responder == .assistant else { throw TutoringError.tutorAnswers }
            let messages = try newestMessages(of: conversation, in: db)
            guard !messages.contains(where: { $0.status == .streaming }) else { throw ConversationError.busy }
            guard messages.count > 1, messages[0].id == message, messages[0].role == .assistant else {
                throw ConversationError.messageNotFound
            }
            let generation = newID(at: now)
            let collections = try AttachmentStore.attached(to: conversation, in: db).collections
            // Sentences that were judged by other sources aren't gone on with.
            let goesOn = messages[0].status == .interrupted && collections.isEmpty
            let written = goesOn ? try messages[0].text(keyring) : ""
            try db.execute(
                """
                UPDATE messages SET text = \(try EncryptedText(written, for: message, by: keyring)),
                    status = 'streaming', generation_id = \(generation), touched_at = \(now), model = NULL,
                    endpoint = NULL, finish_reason = NULL, prompt_tokens = NULL, completion_tokens = NULL,
                    left_institution = NULL, facts = NULL, feedback = NULL
                WHERE id = \(message)
                """
            )
            try db.execute("DELETE FROM message_terms WHERE message_id = \(message)")
            let question = messages[1]
            let facts = try question.facts(keyring)
            let images = try MediaStore.images(of: conversation, in: db)[question.id, default: []].map(\.id)
            return GenerationStart(
                conversationID: conversation,
                messageID: message,
                questionID: question.id,
                generationID: generation,
                assistant: head.assistant,
                question: facts,
                context: try context(
                    of: head,
                    earlier: Array(messages.dropFirst(2)),
                    asking: NewQuestion(text: try question.text(keyring), images: images, facts: facts),
                    written: written,
                    in: db
                ),
                collections: collections,
                hadLeft: !written.isEmpty && messages[0].leftInstitution == true
            )
        }
    }

    /// Ends what models write into a conversation; their replicas see it when they next keep the text.
    func stopWriting(in conversation: String, db: Connection) throws {
        try db.execute(
            """
            UPDATE messages SET status = 'stopped' WHERE conversation_id = \(conversation) AND status = 'streaming'
            """
        )
    }

    private func touch(
        _ id: String,
        owner: String,
        at now: Date,
        asking question: NewQuestion? = nil,
        in db: Connection
    ) throws -> ConversationRow {
        let course = try question?.course.map { try EncryptedText($0, for: id, by: keyring) }
        // Said anew with each message; one that is answered again keeps what was said.
        let tone: SQL = question.map { "\($0.tone)" } ?? "tone"
        let episode = question?.facts.risk?.isSerious == true ? now : nil
        try db.execute(
            """
            UPDATE conversations SET updated_at = \(now), tone = \(tone),
                course = COALESCE(\(course), course), episode_since = COALESCE(episode_since, \(episode))
            WHERE id = \(id) AND owner = \(owner)
            """
        )
        guard let head = try db.first(Self.head(id, owner), as: ConversationRow.self) else {
            throw ConversationError.notFound
        }
        return head
    }

    func insert(
        _ id: String,
        _ role: Message.Role,
        _ text: String,
        _ status: Message.Status,
        facts: EncryptedText? = nil,
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
                (id, conversation_id, position, role, text, status, facts, created_at, generation_id, touched_at)
            VALUES (\(id), \(conversation), \(position), \(role), \(sealed), \(status), \(facts), \(date),
                \(generation), \(date))
            """
        )
    }

    func announce(
        _ message: String,
        in conversation: String,
        owner: String,
        assistant: String,
        date: Date,
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
                assistant: assistant,
                createdAt: date,
                accompanied: assistants[assistant]?.isCompanion == true
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
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? Messages.exportImage[.es]
        guard line.count > 60 else { return line }
        let cut = line.prefix(60)
        return (cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + "…"
    }
}
