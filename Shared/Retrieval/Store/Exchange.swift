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

    /// - Parameter replacements: no document twice.
    func replace(_ replacements: [PreparedReplacement]) throws -> Outcome {
        var outcome = Outcome()
        let known = try known(replacements.map(\.source.id))
        // What is new has nothing to remove.
        let whole = replacements.filter { $0.pages == nil && known[$0.source.id] != nil }.map(\.source.id)
        outcome.removed += try inTurns(whole) { try removePassages("document IN (\($0))") }
        for replacement in replacements where known[replacement.source.id] != nil {
            guard let pages = replacement.pages else { continue }
            let range: SQL = "page BETWEEN \(pages.lowerBound) AND \(pages.upperBound)"
            outcome.removed += try removePassages("document = \(replacement.source.id) AND \(range)")
        }
        var new: [SQL] = []
        for replacement in replacements {
            guard let old = known[replacement.source.id] else {
                new.append(Self.row(replacement))
                continue
            }
            if old.hasSameDetails(as: replacement.source) { continue }
            try update(replacement)
            outcome.renewed += try renew(replacement.source)
        }
        try db.insert(new, into: "passage_sources (document, collection, owner, kind, date, analyzer, details)")
        let rows: [SQL] = replacements.flatMap { replacement in
            replacement.items.map { item in
                """
                (\(PassageKey.text(item.id)), \(replacement.source.id), \(item.page), \(item.content), \
                \(item.sealedTerms))
                """
            }
        }
        try db.insert(rows, into: "passages (id, document, page, content, terms)")
        let added = replacements.flatMap { $0.items.map(\.id) }
        try Change.passages.append(added: added, removed: outcome.removed, to: db)
        if !outcome.renewed.isEmpty {
            try Change.renewed.append(added: outcome.renewed.map(\.passage.id), to: db)
        }
        return outcome
    }

    /// Returns the ids of what is gone.
    func remove(_ documents: [String]) throws -> [Int64] {
        let removed = try inTurns(documents) { some in
            let removed = try removePassages("document IN (\(some))")
            try db.execute("DELETE FROM passage_sources WHERE document IN (\(some))")
            return removed
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

    /// What is known of documents, by their ids.
    private func known(_ documents: [String]) throws -> [String: PassageSource] {
        let sources = try inTurns(documents) { some in
            let rows: [SourceRow] = try db.all(
                "SELECT \(SourceRow.columns) FROM passage_sources s WHERE document IN (\(some))"
            )
            return try rows.map { try $0.opened(by: keyring) }
        }
        return Dictionary(uniqueKeysWithValues: sources.map { ($0.id, $0) })
    }

    /// As many at a time as a statement takes.
    private func inTurns<Item>(_ documents: [String], _ body: (ArraySlice<String>) throws -> [Item]) throws -> [Item] {
        try stride(from: 0, to: documents.count, by: 1_000).flatMap { start in
            try body(documents[start..<min(start + 1_000, documents.count)])
        }
    }

    private static func row(_ replacement: PreparedReplacement) -> SQL {
        let source = replacement.source
        return """
            (\(source.id), \(source.collection), \(source.owner), \(source.kind), \(source.date), \
            \(source.analyzer), \(replacement.details))
            """
    }

    private func update(_ replacement: PreparedReplacement) throws {
        let source = replacement.source
        try db.execute(
            """
            UPDATE passage_sources SET collection = \(source.collection), owner = \(source.owner),
                kind = \(source.kind), date = \(source.date), analyzer = \(source.analyzer),
                details = \(replacement.details)
            WHERE document = \(source.id)
            """
        )
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
