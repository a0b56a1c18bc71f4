import Persistence
import TextAnalysis

/// What is to stand in place of some pages of a document, or of all.
struct Replacement: Sendable {
    let source: PassageSource
    /// Nil for all.
    let pages: ClosedRange<Int>?
    let passages: [NewPassage]
}

/// A replacement as rows and as the index takes it in.
struct PreparedReplacement: Sendable {
    struct Item: Sendable {
        let id: Int64
        let page: Int
        let content: EncryptedText
        let sealedTerms: EncryptedText
        let passage: Passage
        let terms: PassageTerms
    }

    let source: PassageSource
    let pages: ClosedRange<Int>?
    let details: EncryptedText
    let items: [Item]

    init(
        _ replacement: Replacement,
        numbers: inout Range<Int64>,
        _ reader: inout TermReader,
        _ keyring: Keyring
    ) throws {
        let source = replacement.source
        self.source = source
        pages = replacement.pages
        details = try EncryptedText(json: SourceDetails(source), for: source.id, by: keyring)
        var items: [Item] = []
        for new in replacement.passages {
            let id = numbers.lowerBound
            numbers = (id + 1)..<numbers.upperBound
            let passage = Passage(
                id: id,
                document: source.id,
                collection: source.collection,
                owner: source.owner,
                kind: source.kind,
                date: source.date,
                analyzer: source.analyzer,
                title: source.title,
                heading: (new.section + [new.tableHeader].compactMap(\.self)).joined(separator: "\n"),
                body: new.text
            )
            let terms = PassageTerms(passage, &reader)
            let key = PassageKey.text(id)
            items.append(
                Item(
                    id: id,
                    page: new.page,
                    content: try EncryptedText(json: PassageContent(new), for: key, by: keyring),
                    sealedTerms: try EncryptedText(terms.text, for: key, by: keyring),
                    passage: passage.withoutTexts,
                    terms: terms
                )
            )
        }
        self.items = items
    }
}

extension Passage {
    /// What the index keeps of it, beside its terms.
    fileprivate var withoutTexts: Passage {
        var passage = self
        (passage.title, passage.heading, passage.body) = ("", "", "")
        return passage
    }
}
