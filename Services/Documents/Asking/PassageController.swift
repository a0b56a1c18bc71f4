import Daemon
import Hummingbird
import Identity
import Retrieval
import SuiteProtocol

/// `POST /internal/passages`: what a conversation's answer may stand on, as chat asks for it in a person's name.
struct PassageController: Sendable {
    private static let (usual, most) = (8, 30)
    private static let mostCollections = 50
    /// Characters of a question that are searched for.
    private static let longest = 2_000

    let collections: CollectionStore
    let documents: DocumentStore
    let passages: PassageStore

    /// For a group that requires chat.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).post("passages", use: search)
    }

    struct Question: Decodable {
        let collections: [String]
        let question: String
        let limit: Int?
    }

    struct Answer: ResponseEncodable {
        let items: [FoundBody]
        /// Those that the person may still read.
        let collections: [String]
    }

    @Sendable private func search(_ request: Request, context: AuthenticatedContext) async throws -> Answer {
        let asked = try await request.decode(as: Question.self, context: context)
        // What was deleted, or isn't shared any more, is passed over: the conversation goes on without it.
        var readable: Set<String> = []
        for id in Set(asked.collections.prefix(Self.mostCollections)) {
            do {
                readable.formUnion(try await collections.readable([id], by: context.principal))
            } catch CollectionError.notFound {
                continue
            }
        }
        let question = String(asked.question.prefix(Self.longest))
        let limit = min(max(1, asked.limit ?? Self.usual), Self.most)
        let found = try await passages.search(question, filter: Filter(collections: readable), limit: limit)
        let names = try await documents.names(of: Set(found.map(\.source.id)))
        return Answer(
            items: found.compactMap { passage in
                names[passage.source.id].map { FoundBody.attached(passage, name: $0, question: question) }
            },
            collections: readable.sorted()
        )
    }
}
