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

    /// All of these documents anew: short ones together, since there may be thousands of them.
    ///
    /// - Returns: how many of them are still there.
    func index(_ found: [Document]) async throws -> Int {
        var short: [(PassageSource, [NewPassage])] = []
        for document in found {
            let pages = try await documents.pages(of: document.id, from: 1, limit: Self.lot + 1)
            if pages.count > Self.lot {
                try await index(long: document)
            } else {
                var chunker = PageChunker()
                short.append((document.source, chunker.passages(of: pages)))
            }
        }
        try await passages.replace(short)
        for (source, passages) in short { try await documents.note(passages: passages.count, of: source.id) }
        return try await settle(found)
    }

    private func index(long document: Document) async throws {
        var (chunker, next, count) = (PageChunker(), 1, 0)
        while true {
            let pages = try await documents.pages(of: document.id, from: next, limit: Self.lot)
            guard let first = pages.first?.number, let last = pages.last?.number else { break }
            let made = chunker.passages(of: pages)
            try await passages.replace(made, pages: first...last, of: document.source)
            (next, count) = (last + 1, count + made.count)
        }
        try await documents.note(passages: count, of: document.id)
    }

    /// What was deleted meanwhile isn't found; what was changed is looked at again by whoever counts next.
    private func settle(_ found: [Document]) async throws -> Int {
        let now = try await documents.find(found.map(\.id))
        let gone = found.map(\.id).filter { now[$0] == nil }
        if !gone.isEmpty { try await passages.remove(documents: gone) }
        for document in found where now[document.id].map({ $0.updatedAt != document.updatedAt }) ?? false {
            try await documents.note(passages: DocumentStore.unsettled, of: document.id)
        }
        return now.count
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
