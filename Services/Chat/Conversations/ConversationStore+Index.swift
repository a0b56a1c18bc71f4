import FoundationEssentials
import Persistence
import TextAnalysis

/// The keyed index: words as their stems, and the beginnings of words for a search as it is typed.
extension ConversationStore {
    private static let prefixLengths = 2...10

    /// Makes messages findable by their words, for their owner only. Doing it again changes nothing.
    func index(_ messages: [(id: String, text: String)], of conversation: String, owner: String, in db: Connection)
        throws
    {
        for message in messages {
            let terms = keyring.searchTerms(searchTerms(message.text), for: owner)
            try insert(
                terms.map { "(\($0), \(message.id), \(conversation))" },
                into: "message_terms (term, message_id, conversation_id)",
                in: db
            )
        }
    }

    /// Makes a conversation findable by the beginnings of the words of a question.
    func indexPrefixes(of question: String, of conversation: String, owner: String, in db: Connection) throws {
        try insertPrefixes(of: question, of: conversation, owner: owner, source: "question", in: db)
    }

    /// Makes a conversation of this owner findable by its title, and no longer by the one before.
    func indexTitle(_ title: String, of conversation: String, owner: String, in db: Connection) throws {
        guard try db.first(Self.head(conversation, owner), as: ConversationRow.self) != nil else { return }
        try db.execute(
            "DELETE FROM conversation_prefixes WHERE conversation_id = \(conversation) AND source = 'title'"
        )
        try insertPrefixes(of: title, of: conversation, owner: owner, source: "title", in: db)
        // Its whole words too, which are in no message.
        try insert(
            searchTerms(title).map { "=" + $0 },
            of: conversation,
            owner: owner,
            source: "title",
            in: db
        )
    }

    /// Conversations that hold a word, or, where it may still be growing, one that begins so.
    func holding(_ word: Word, isGrowing: Bool, owner: String) -> SQL {
        let prefix = String(word.folded.prefix(Self.prefixLengths.upperBound))
        let terms = keyring.searchTerms([word.term], for: owner)
        let others = keyring.searchTerms(isGrowing ? ["^" + prefix] : ["=" + word.term], for: owner)
        return """
            id IN (SELECT conversation_id FROM message_terms WHERE term IN (\(terms))
                UNION SELECT conversation_id FROM conversation_prefixes WHERE prefix IN (\(others)))
            """
    }

    private func insertPrefixes(
        of text: String,
        of conversation: String,
        owner: String,
        source: String,
        in db: Connection
    ) throws {
        var prefixes: Set<String> = []
        for word in words(text) {
            for length in Self.prefixLengths where length <= word.folded.count {
                prefixes.insert("^" + word.folded.prefix(length))
            }
        }
        try insert(prefixes, of: conversation, owner: owner, source: source, in: db)
    }

    private func insert(
        _ beginnings: some Sequence<String>,
        of conversation: String,
        owner: String,
        source: String,
        in db: Connection
    ) throws {
        try insert(
            keyring.searchTerms(beginnings, for: owner).map { "(\($0), \(conversation), \(source))" },
            into: "conversation_prefixes (prefix, conversation_id, source)",
            in: db
        )
    }

    /// In statements of a few lengths only, which stay prepared.
    private func insert(_ rows: [SQL], into table: SQL, in db: Connection) throws {
        var rest = rows[...]
        for size in [32, 8, 1] {
            while rest.count >= size, let first = rest.first {
                let values = rest.dropFirst().prefix(size - 1).reduce(first) { "\($0), \($1)" }
                try db.execute("INSERT INTO \(table) VALUES \(values) ON CONFLICT DO NOTHING")
                rest = rest.dropFirst(size)
            }
        }
    }
}
