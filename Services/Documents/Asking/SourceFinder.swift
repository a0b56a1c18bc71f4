import Citations
import Retrieval

/// Finds the passages that an answer may stand on.
struct SourceFinder: Sendable {
    let documents: DocumentStore
    let passages: PassageStore
    let limits: AskLimits

    /// Passages, and the names of their documents' files. What was deleted a moment ago isn't among them.
    struct Found: Sendable {
        let passages: [FoundPassage]
        let names: [String: String]

        var numbered: NumberedSources { NumberedSources(passages, names: names) }
    }

    /// All, in the order in which it is read.
    ///
    /// - Parameter parts: in which a model reads it.
    /// - Throws: `AskError.tooLongToReadWhole`.
    func all(of scope: AskScope, inParts parts: Int) async throws -> Found {
        var (found, left) = ([FoundPassage](), limits.room * parts)
        for document in try await documents.order(of: scope) {
            let read = try await passages.passages(ofDocument: document)
            left -= read.reduce(0) { $0 + $1.text.count }
            guard left >= 0 else { throw AskError.tooLongToReadWhole }
            found += read
        }
        return try await named(found)
    }

    /// Those that speak of a question, best first, as far as a model takes them at once. A question about all of it gets
    /// some of everywhere.
    func best(_ question: String, of scope: AskScope, most: Int) async throws -> Found {
        let found =
            OverviewRequest.isIn(question)
            ? try await some(of: scope, most: most)
            : try await passages.search(question, filter: scope.filter, limit: most)
        return try await named(limits.fitting(found))
    }

    private func some(of scope: AskScope, most: Int) async throws -> [FoundPassage] {
        let chosen = try await documents.order(of: scope).spread(most)
        var found: [FoundPassage] = []
        for document in chosen {
            found += try await passages.passages(ofDocument: document).spread(max(1, most / chosen.count))
        }
        return found
    }

    private func named(_ found: [FoundPassage]) async throws -> Found {
        let names = try await documents.names(of: Set(found.map(\.source.id)))
        return Found(passages: found.filter { names[$0.source.id] != nil }, names: names)
    }
}

extension Array {
    /// As many at equal distances.
    fileprivate func spread(_ most: Int) -> [Element] {
        count <= most ? self : (0..<most).map { self[$0 * count / most] }
    }
}
