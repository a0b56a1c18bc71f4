import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol

/// Questions that nothing was known to answer with, sealed and grouped by likeness.
struct UnansweredStore: Sendable {
    /// Questions at a time; beyond, the oldest go.
    static let most = 20_000
    /// Characters that are kept of one.
    private static let longest = 500
    /// Words of one that count.
    private static let mostTerms = 60
    /// Whoever asks the same again within this time counts once.
    private static let sameQuestion: TimeInterval = 86_400

    let database: Database
    let keyring: Keyring
    let topics: TopicStore

    /// Keeps a question with those that are like it; one without words that say what it is about isn't kept.
    ///
    /// - Parameters:
    ///   - terms: its stemmed words, without those of places.
    ///   - owner: who asks.
    func keep(_ text: String, terms: Set<String>, of owner: String, at now: Date = Date()) async throws {
        let words = terms.sorted().prefix(Self.mostTerms)
        guard !words.isEmpty else { return }
        let keyed = keyring.searchTerms(words, for: "unanswered")
        let id = newID(at: now)
        let sealed = try EncryptedText(PlainText(text).prefix(Self.longest), for: id, by: keyring)
        try await database.write { db in
            let likest = try Self.likest(keyed, in: db)
            if likest?.isDismissed == true { return }
            let group = likest?.id ?? newID(at: now)
            if likest == nil {
                try db.execute("INSERT INTO unanswered_groups (id, dismissed) VALUES (\(group), \(false))")
            } else {
                let since = now.addingTimeInterval(-Self.sameQuestion)
                let again = try db.execute(
                    """
                    UPDATE unanswered_questions SET asked_at = \(now)
                    WHERE group_id = \(group) AND owner = \(owner) AND asked_at > \(since)
                    """
                )
                guard again == 0 else { return }
            }
            try db.execute(
                """
                INSERT INTO unanswered_questions (id, group_id, owner, text, term_count, asked_at)
                VALUES (\(id), \(group), \(owner), \(sealed), \(keyed.count), \(now))
                """
            )
            try db.insert(keyed.map { "(\($0), \(id))" }, into: "unanswered_terms (term, question_id)")
        }
    }

    /// Makes an approved answer of a group, which is done then.
    ///
    /// - Parameter draft: where it names no questions, these are the group's.
    func answer(_ id: String, _ draft: TopicDraft, by keeper: Keeper, at now: Date = Date()) async throws -> Topic {
        try await database.write { db in
            let texts = try variants(of: [id], in: db)[id] ?? []
            let asked = texts.map { PlainText($0).prefix(TextField.question.limit) }
            let content = try draft.content(asked: asked)
            try Self.requireOne(try db.execute("DELETE FROM unanswered_groups WHERE id = \(id) AND NOT dismissed"))
            return try topics.create(content, by: keeper, at: now, in: db)
        }
    }

    /// Neither these nor others like them come up again for as long as questions are kept.
    func dismiss(_ id: String, by keeper: Keeper, at now: Date = Date()) async throws {
        try await database.write { db in
            try Self.requireOne(
                try db.execute("UPDATE unanswered_groups SET dismissed = \(true) WHERE id = \(id) AND NOT dismissed")
            )
            try db.execute("UPDATE unanswered_questions SET text = NULL, owner = NULL WHERE group_id = \(id)")
            try topics.trail.record(
                .questionsDismissed,
                by: keeper.origin,
                object: AuditObject("unanswered", id),
                at: now,
                in: db
            )
        }
    }

    private static func requireOne(_ changed: Int) throws(UnansweredError) {
        guard changed == 1 else { throw .notFound }
    }

    /// The group that holds the question most like these words: shared words over all words of both (Jaccard) at least ½.
    private static func likest(_ terms: [Data], in db: Connection) throws -> Likeness? {
        let count = terms.count
        return try db.first(
            """
            SELECT g.id, g.dismissed FROM unanswered_terms t
            JOIN unanswered_questions q ON q.id = t.question_id
            JOIN unanswered_groups g ON g.id = q.group_id
            WHERE t.term IN (\(terms))
            GROUP BY q.id, q.term_count, g.id, g.dismissed
            HAVING 3 * COUNT(*) >= q.term_count + \(count)
            ORDER BY 1.0 * COUNT(*) / (q.term_count + \(count) - COUNT(*)) DESC, q.id LIMIT 1
            """
        )
    }

    private struct Likeness: RowDecodable {
        let id: String
        let isDismissed: Bool

        init(row: Row) throws {
            id = try row.get("id")
            isDismissed = try row.get("dismissed")
        }
    }
}
