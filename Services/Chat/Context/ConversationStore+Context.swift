import Citations
import Persistence

extension ConversationStore {
    /// Turns that a model is given at most, however short they are.
    private static let turnLimit = 100

    /// The newest messages, newest first; one that is being written is among them.
    func newestMessages(of conversation: String, in db: Connection) throws -> [MessageRow] {
        try db.all(
            """
            SELECT * FROM messages WHERE conversation_id = \(conversation)
            ORDER BY position DESC LIMIT \(Self.turnLimit)
            """,
            as: MessageRow.self
        )
    }

    /// As many of the turns as fit the assistant's window, newest first, and the summary of those before.
    func context(
        of conversation: ConversationRow,
        earlier: [MessageRow],
        asking question: NewQuestion,
        written: String = "",
        in db: Connection
    ) throws -> ConversationContext {
        var room = assistants[conversation.assistant]?.contextCharacters ?? 0
        let summary = try conversation.summary(keyring)
        room -= question.text.count + written.count + (summary?.count ?? 0)
        let images = earlier.isEmpty ? [:] : try MediaStore.images(of: conversation.id, in: db)
        var imageRoom = MediaStore.limit - question.images.count
        var turns = [
            ConversationContext.Turn(
                role: .user,
                text: question.text,
                images: question.images,
                isQuoted: question.facts.safety?.action == .answerSafely
            )
        ]
        var position = (earlier.first?.position ?? -1) + 1
        for row in earlier where row.position > conversation.summarisedTo {
            let facts = try row.facts(keyring)
            // Numbers of sources mean others by now.
            let text = try facts.sentences.map { $0.map(\.text).joined() } ?? row.text(keyring)
            let safety = facts.safety?.action
            // What was refused, and the refusal, are no part of what a model hears.
            guard safety != .block, !text.isEmpty || row.role == .user else { continue }
            room -= text.count
            guard room >= 0 else { break }
            let shown = images[row.id, default: []].prefix(max(0, imageRoom)).map(\.id)
            imageRoom -= shown.count
            turns.append(
                ConversationContext.Turn(
                    role: row.role,
                    text: text,
                    images: shown,
                    isQuoted: row.role == .user && safety == .answerSafely
                )
            )
            position = row.position
        }
        let memory = try entities(in: conversation.id, before: position, db: db)
        let isCompanion = assistants[conversation.assistant]?.isCompanion == true
        return ConversationContext(
            summary: summary,
            memory: memory,
            turns: turns.reversed(),
            written: written,
            notes: isCompanion ? try conversation.notes(keyring) : CompanionNotes(),
            frame: isCompanion ? try SafeFrame(question.facts.risk, isOpen: isInEpisode(conversation, in: db)) : nil
        )
    }

    /// What the person said in the messages that a model no longer sees, newest first.
    private func entities(in conversation: String, before position: Int, db: Connection) throws -> [Entity] {
        guard position > 0 else { return [] }
        return try db.all(
            """
            SELECT * FROM messages WHERE conversation_id = \(conversation) AND position < \(position) AND role = 'user'
            ORDER BY position DESC LIMIT \(Self.turnLimit)
            """,
            as: MessageRow.self
        ).flatMap { row in
            let facts = try row.facts(keyring)
            return facts.safety?.action == .allow ? facts.entities : []
        }
    }

    /// What to fold into the summary of a conversation of which more than `room` bytes are in none; half of that stays.
    func turnsToSummarise(_ conversation: String, room: Int) async throws -> SummaryWork? {
        try await database.read { [keyring] db in
            let head = try db.first(
                "SELECT * FROM conversations WHERE id = \(conversation) AND deleted_at IS NULL",
                as: ConversationRow.self
            )
            // While a tutor answers, no model hears of it.
            guard let head, head.responder == .assistant else { return nil }
            let outside: SQL = "messages WHERE conversation_id = \(conversation) AND position > \(head.summarisedTo)"
            let sizes = try db.rows("SELECT position, LENGTH(text) AS size FROM \(outside) ORDER BY position")
            var excess = try sizes.reduce(0) { try $0 + $1.get("size", as: Int.self) }
            guard excess > room else { return nil }
            excess -= room / 2
            var end = head.summarisedTo
            for row in sizes.dropLast(2) where excess > 0 {
                end = try row.get("position")
                excess -= try row.get("size", as: Int.self)
            }
            let rows = try db.all(
                "SELECT * FROM \(outside) AND position <= \(end) ORDER BY position",
                as: MessageRow.self
            )
            let turns = try rows.filter { try $0.facts(keyring).safety?.action != .block }
                .map { ConversationContext.Turn(role: $0.role, text: try $0.text(keyring)) }
            guard !turns.isEmpty else { return nil }
            return SummaryWork(
                summary: try head.summary(keyring),
                summarisedTo: head.summarisedTo,
                turns: turns,
                end: end
            )
        }
    }

    /// Another replica may have been faster: its summary stays.
    func keepSummary(_ text: String, of conversation: String, _ work: SummaryWork) async throws {
        let sealed = try EncryptedText(text, for: conversation, by: keyring)
        try await database.write { db in
            try db.execute(
                """
                UPDATE conversations SET summary = \(sealed), summarised_to = \(work.end)
                WHERE id = \(conversation) AND summarised_to = \(work.summarisedTo)
                """
            )
        }
    }
}
