import FoundationEssentials
import Persistence
import TextAnalysis

extension ConversationStore {
    private static let pageSize = 30

    /// A person's conversations, newest first; with `query`, those that hold all its words.
    func list(owner: String, query: String?, cursor: String?) async throws -> ConversationList {
        let after = try cursor.map(Cursor.init)
        let terms = query.map(searchTerms) ?? []
        let keyed = keyring.searchTerms(terms, for: owner)
        if query?.contains(where: { !$0.isWhitespace }) == true && keyed.isEmpty {
            return ConversationList(items: [], next: nil)
        }
        return try await database.read { [keyring] db in
            let page: SQL = after.map { "AND (updated_at, id) < (\($0.updatedAt), \($0.id))" } ?? ""
            let holding = keyed.reduce("" as SQL) { sql, term in
                "\(sql) AND id IN (SELECT conversation_id FROM message_terms WHERE term = \(term))"
            }
            let rows = try db.all(
                """
                SELECT * FROM conversations WHERE owner = \(owner) \(page) \(holding)
                ORDER BY updated_at DESC, id DESC LIMIT \(Self.pageSize + 1)
                """,
                as: ConversationRow.self
            )
            let items = try rows.prefix(Self.pageSize).map { row in
                ConversationList.Item(
                    id: row.id,
                    title: try row.title(keyring),
                    assistant: row.assistant,
                    updatedAt: row.updatedAt,
                    snippet: try Self.snippet(of: row.id, holding: keyed, terms: terms, keyring: keyring, in: db)
                )
            }
            let last = rows.count > Self.pageSize ? items.last : nil
            return ConversationList(items: Array(items), next: last.map { Cursor($0).text })
        }
    }

    /// Around the first word that was searched; the end of the conversation where nothing was.
    private static func snippet(
        of conversation: String,
        holding keyed: [Data],
        terms: Set<String>,
        keyring: Keyring,
        in db: Connection
    ) throws -> String {
        let wanted: SQL =
            keyed.isEmpty
            ? "" : "AND id IN (SELECT message_id FROM message_terms WHERE term IN (\(keyed)))"
        let message = try db.first(
            """
            SELECT * FROM messages WHERE conversation_id = \(conversation) \(wanted)
            ORDER BY position DESC LIMIT 1
            """,
            as: MessageRow.self
        )
        return try message.map { Chat.snippet(try $0.text(keyring), around: terms) } ?? ""
    }
}

/// About 140 characters of a text on one line, around the first of `terms` that it holds.
func snippet(_ text: String, around terms: Set<String>) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    let hit = terms.isEmpty ? nil : words(line).first { terms.contains($0.term) }
    let start = hit.flatMap { line.index($0.range.lowerBound, offsetBy: -40, limitedBy: line.startIndex) }
    let from = start ?? line.startIndex
    let part = line[from...].prefix(140)
    return (from == line.startIndex ? "" : "…") + part.trimmingWhitespace()
        + (part.endIndex == line.endIndex ? "" : "…")
}

extension Substring {
    fileprivate func trimmingWhitespace() -> Substring {
        let start = drop(while: \.isWhitespace)
        return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
    }
}

/// Where a page ended.
private struct Cursor {
    let updatedAt: Date
    let id: String

    init(_ item: ConversationList.Item) {
        updatedAt = item.updatedAt
        id = item.id
    }

    init(_ text: String) throws(ConversationError) {
        let parts = text.split(separator: "_")
        guard parts.count == 2, let milliseconds = Int64(parts[0]) else { throw .badCursor }
        updatedAt = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        id = String(parts[1])
    }

    var text: String { "\(Int64((updatedAt.timeIntervalSince1970 * 1000).rounded()))_\(id)" }
}
