import FoundationEssentials
import Persistence
import TextAnalysis

extension ConversationStore {
    static let listLimit = 30

    /// A person's conversations, pinned ones first, then newest first; with `query`, the newest that hold all its words,
    /// the last of which may be a beginning.
    func list(owner: String, query: String?, cursor: String?, limit: Int) async throws -> ConversationList {
        let after = try cursor.map(Cursor.init)
        let typed = query.map { words($0) } ?? []
        let wanted = typed.enumerated().filter { index, word in
            word.folded.count > 1 && (index == typed.count - 1 || !searchTerms(word.folded).isEmpty)
        }
        let isSearch = query?.contains { !$0.isWhitespace } == true
        if isSearch && wanted.isEmpty { return ConversationList(items: [], next: nil) }
        let holding = wanted.reduce("" as SQL) { sql, item in
            "\(sql) AND \(self.holding(item.element, isGrowing: item.offset == typed.count - 1, owner: owner))"
        }
        let page: SQL =
            switch (after, isSearch) {
            case (let after?, false):
                "AND (pinned, updated_at, id) < (\(after.pinned), \(after.updatedAt), \(after.id))"
            case (let after?, true): "AND (updated_at, id) < (\(after.updatedAt), \(after.id))"
            case (nil, _): ""
            }
        let order: SQL = isSearch ? "updated_at DESC, id DESC" : "pinned DESC, updated_at DESC, id DESC"
        let terms = Set(wanted.map(\.element.term))
        let keyed = keyring.searchTerms(terms, for: owner)
        let beginning = isSearch ? typed.last?.folded : nil
        return try await database.read { [keyring] db in
            let rows = try db.all(
                """
                SELECT * FROM conversations WHERE owner = \(owner) AND deleted_at IS NULL \(page) \(holding)
                ORDER BY \(order) LIMIT \(limit + 1)
                """,
                as: ConversationRow.self
            )
            let items = try rows.prefix(limit).map { row in
                ConversationList.Item(
                    id: row.id,
                    title: try row.title(keyring),
                    assistant: row.assistant,
                    updatedAt: row.updatedAt,
                    snippet: try Self.snippet(
                        of: row.id,
                        holding: keyed,
                        terms: terms,
                        beginning: beginning,
                        keyring: keyring,
                        in: db
                    ),
                    pinned: row.pinned
                )
            }
            let last = rows.count > limit ? items.last : nil
            return ConversationList(items: Array(items), next: last.map { Cursor($0).text })
        }
    }

    /// Around the first word that was searched; the end of the conversation where none of its messages holds one whole.
    private static func snippet(
        of conversation: String,
        holding keyed: [Data],
        terms: Set<String>,
        beginning: String?,
        keyring: Keyring,
        in db: Connection
    ) throws -> String {
        let newest: SQL = "SELECT * FROM messages WHERE conversation_id = \(conversation)"
        let holding: SQL =
            "\(newest) AND id IN (SELECT message_id FROM message_terms WHERE term IN (\(keyed)) AND conversation_id = \(conversation))"
        let order: SQL = "ORDER BY position DESC LIMIT 1"
        let hit = keyed.isEmpty ? nil : try db.first("\(holding) \(order)", as: MessageRow.self)
        let message = try hit ?? db.first("\(newest) \(order)", as: MessageRow.self)
        return try message.map { Chat.snippet(try $0.text(keyring), around: terms, or: beginning) } ?? ""
    }
}

/// About 140 characters of a text on one line, around the first of `terms`, or the first word with this beginning.
func snippet(_ text: String, around terms: Set<String>, or beginning: String? = nil) -> String {
    let line = String(text.map { $0.isNewline ? " " : $0 })
    let hit =
        terms.isEmpty
        ? nil
        : words(line).first { word in
            terms.contains(word.term) || beginning.map { word.folded.hasPrefix($0) } ?? false
        }
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
    let pinned: Bool
    let updatedAt: Date
    let id: String

    init(_ item: ConversationList.Item) {
        pinned = item.pinned
        updatedAt = item.updatedAt
        id = item.id
    }

    init(_ text: String) throws(ConversationError) {
        let parts = text.split(separator: "_")
        guard parts.count == 3, let pinned = Int(parts[0]), let milliseconds = Int64(parts[1]) else { throw .badCursor }
        self.pinned = pinned == 1
        updatedAt = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        id = String(parts[2])
    }

    var text: String { "\(pinned ? 1 : 0)_\(Int64((updatedAt.timeIntervalSince1970 * 1000).rounded()))_\(id)" }
}
