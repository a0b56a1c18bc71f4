import Conversion
import FoundationEssentials
import Persistence
import Retrieval
import TextAnalysis

/// Makes what is searched from the pages that are kept.
struct PassageIndexing: Sendable {
    /// Pages at a time.
    private static let lot = 50

    let documents: DocumentStore
    let passages: PassageStore

    /// All of a document anew.
    ///
    /// - Throws: `CancellationError` where it is gone; nothing of it can be found then.
    func index(_ document: Document) async throws {
        var (chunker, next, count) = (PageChunker(), 1, 0)
        while true {
            let pages = try await documents.pages(of: document.id, from: next, limit: Self.lot)
            guard let first = pages.first?.number, let last = pages.last?.number else { break }
            let made = chunker.passages(of: pages)
            try await put(made, pages: first...last, of: document)
            (next, count) = (last + 1, count + made.count)
        }
        try await documents.note(passages: count, of: document.id)
    }

    /// - Throws: `CancellationError` where the document is gone meanwhile; nothing of it can be found then.
    func put(_ new: [NewPassage], pages: ClosedRange<Int>, of document: Document) async throws {
        try await passages.replace(new, pages: pages, of: document.source)
        // Whoever deletes it marks it first, and removes passages afterwards: those that came later are ours to remove.
        guard try await documents.find(document.id) != nil else {
            try await passages.remove(documents: [document.id])
            throw CancellationError()
        }
    }
}

extension Document {
    /// As searching needs to know it.
    var source: PassageSource {
        PassageSource(
            id: id,
            collection: collection,
            owner: owner,
            kind: kind.rawValue,
            date: createdAt,
            title: title,
            externalID: about.externalID,
            url: about.url,
            analyzer: language ?? .spanish
        )
    }
}
