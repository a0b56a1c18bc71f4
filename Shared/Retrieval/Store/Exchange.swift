import Foundation
import Persistence
import TextAnalysis

/// The rows of chunks that go and come, inside of one transaction.
struct Exchange {
    struct Outcome: Sendable {
        var removed: [Int64] = []
        /// Those that stayed, of a document of which something changed.
        var renewed: [(passage: Passage, terms: PassageTerms)] = []
    }

    private let db: Connection
    private let keyring: Keyring

    /// The first statement of its transaction.
    init(_ db: Connection, _ keyring: Keyring) throws {
        self.db = db
        self.keyring = keyring
        // Replicas write one after the other, so that revisions are committed in their order; and a transaction sees what
        // was written before it got the lock.
        if db.dialect == .postgres { try db.execute("LOCK TABLE passage_changes IN EXCLUSIVE MODE") }
    }

    func replace(_ replacements: [PreparedReplacement]) throws -> Outcome {
        var outcome = Outcome()
        for replacement in replacements {
            let old: SourceRow? = try db.first(
                "SELECT \(SourceRow.columns) FROM passage_sources s WHERE document = \(replacement.source.id)"
            )
            var range: SQL = "document = \(replacement.source.id)"
            if let pages = replacement.pages {
                range = "\(range) AND page BETWEEN \(pages.lowerBound) AND \(pages.upperBound)"
            }
            outcome.removed += try removePassages(range)
            if try put(replacement, in: old) { outcome.renewed += try renew(replacement.source) }
        }
        for replacement in replacements {
            try db.insert(
                replacement.items.map { item in
                    """
                    (\(PassageKey.text(item.id)), \(replacement.source.id), \(item.page), \(item.content), \
                    \(item.sealedTerms))
                    """
                },
                into: "passages (id, document, page, content, terms)"
            )
        }
        let added = replacements.flatMap { $0.items.map(\.id) }
        try Change.passages.append(added: added, removed: outcome.removed, to: db)
        if !outcome.renewed.isEmpty {
            try Change.renewed.append(added: outcome.renewed.map(\.passage.id), to: db)
        }
        return outcome
    }

    /// Returns the ids of what is gone.
    func remove(_ documents: [String]) throws -> [Int64] {
        var removed: [Int64] = []
        for start in stride(from: 0, to: documents.count, by: 1_000) {
            let some = documents[start..<min(start + 1_000, documents.count)]
            removed += try removePassages("document IN (\(some))")
            try db.execute("DELETE FROM passage_sources WHERE document IN (\(some))")
        }
        try Change.passages.append(added: [], removed: removed, to: db)
        return removed
    }

    private func removePassages(_ range: SQL) throws -> [Int64] {
        try removeVectors(of: range)
        return try db.rows("DELETE FROM passages WHERE \(range) RETURNING id").map {
            try PassageKey.id($0.get("id"))
        }
    }

    /// Those that another store keeps are to be removed there too.
    private func removeVectors(of range: SQL) throws {
        try db.execute(
            """
            INSERT INTO forgotten_vectors (id)
            SELECT id FROM passage_vectors
            WHERE vector IS NULL AND id IN (SELECT id FROM passages WHERE \(range))
            ON CONFLICT (id) DO NOTHING
            """
        )
        try db.execute("DELETE FROM passage_vectors WHERE id IN (SELECT id FROM passages WHERE \(range))")
    }

    /// Writes the document's row. Returns whether what its other chunks are found by has changed.
    private func put(_ replacement: PreparedReplacement, in old: SourceRow?) throws -> Bool {
        let source = replacement.source
        let known = try old?.opened(by: keyring)
        if let known, known.hasSameDetails(as: source) { return false }
        try db.execute(
            """
            INSERT INTO passage_sources (document, collection, owner, kind, date, analyzer, details)
            VALUES (\(source.id), \(source.collection), \(source.owner), \(source.kind), \(source.date),
                \(source.analyzer), \(replacement.details))
            ON CONFLICT (document) DO UPDATE SET collection = excluded.collection, owner = excluded.owner,
                kind = excluded.kind, date = excluded.date, analyzer = excluded.analyzer, details = excluded.details
            """
        )
        return known != nil
    }

    /// Gives the chunks of a document that stay its new title.
    private func renew(_ source: PassageSource) throws -> [(passage: Passage, terms: PassageTerms)] {
        let row: SourceRow? = try db.first(
            "SELECT \(SourceRow.columns) FROM passage_sources s WHERE document = \(source.id)"
        )
        guard let row else { return [] }
        try removeVectors(of: "document = \(source.id)")
        var reader = TermReader(source.analyzer)
        let kept: [TermsRow] = try db.all("SELECT id, document, terms FROM passages WHERE document = \(source.id)")
        return try kept.map { passage in
            var terms = PassageTerms(text: try passage.terms.text(for: passage.id, by: keyring))
            terms.replaceTitle(source.title, &reader)
            let sealed = try EncryptedText(terms.text, for: passage.id, by: keyring)
            try db.execute("UPDATE passages SET terms = \(sealed) WHERE id = \(passage.id)")
            return (row.passage(try PassageKey.id(passage.id)), terms)
        }
    }
}

extension PassageSource {
    /// Dates are kept to the millisecond.
    fileprivate func hasSameDetails(as other: PassageSource) -> Bool {
        var other = other
        if other.date?.sqlValue == date?.sqlValue { other.date = date }
        return self == other
    }
}
