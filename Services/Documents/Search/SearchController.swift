import Conversion
import Daemon
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Identity
import Retrieval
import SuiteProtocol

/// `POST /api/search`: passages by words and meaning.
struct SearchController: Sendable {
    private static let (usual, most) = (10, 100)
    /// Characters of a question.
    private static let longest = 2_000

    let collections: CollectionStore
    let documents: DocumentStore
    let passages: PassageStore

    /// For a group that requires `converse`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).post(use: search)
    }

    struct Question: Decodable {
        struct Filters: Decodable {
            let owners: [String]?
            let kinds: [FileKind]?
            let documents: [String]?
            let from: Date?
            let to: Date?
        }

        /// nil for all that the person may read.
        let collections: [String]?
        let query: String
        let limit: Int?
        let filters: Filters?
    }

    struct Answer: ResponseEncodable {
        let items: [FoundBody]
    }

    @Sendable private func search(_ request: Request, context: AuthenticatedContext) async throws -> Answer {
        let question = try await request.decode(as: Question.self, context: context)
        let query = question.query.trimmed
        guard !query.isEmpty else { throw SearchError.empty }
        guard query.count <= Self.longest else { throw SearchError.tooLong(limit: Self.longest) }
        let limit = question.limit ?? Self.usual
        guard (1...Self.most).contains(limit) else { throw DocumentError.badLimit(most: Self.most) }
        let readable = try await collections.readable(question.collections, by: context.principal)
        let found = try await passages.search(query, filter: question.filter(within: readable), limit: limit)
        // What was deleted a moment ago is not shown, whichever replica deleted it.
        let names = try await documents.names(of: Set(found.map(\.source.id)))
        return Answer(
            items: found.compactMap { passage in
                names[passage.source.id].map { FoundBody.found(passage, name: $0, question: query) }
            }
        )
    }
}

extension SearchController.Question {
    fileprivate func filter(within readable: Set<String>) -> Filter {
        var filter = Filter(collections: readable)
        filter.owners = filters?.owners.map(Set.init)
        filter.kinds = filters?.kinds.map { Set($0.map(\.rawValue)) }
        filter.documents = filters?.documents.map(Set.init)
        if filters?.from != nil || filters?.to != nil {
            let start = filters?.from ?? .distantPast
            filter.dates = start..<max(start, filters?.to ?? .distantFuture)
        }
        return filter
    }
}
