import Citations
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
    /// Pages of which nobody reads more at once, however little stands on each: no more are counted.
    private static let mostWhole = 1_000

    let collections: CollectionStore
    let documents: DocumentStore
    let finder: SourceFinder

    /// For a group that requires chat.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).post("passages", use: search)
    }

    struct Question: Decodable {
        let collections: [String]
        let question: String
        let limit: Int?
        /// nil for all that a model takes at once, else a search.
        let mode: ReadingMode?
    }

    struct Answer: ResponseEncodable {
        let items: [FoundBody]
        /// Those that the person may still read.
        let collections: [String]
        let mode: ReadingMode
        /// Some of their documents aren't read to their end yet.
        let isBeingRead: Bool
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
        let scope = AskScope(collections: readable, documents: nil)
        let (found, mode) = try await find(question, in: scope, limit: limit, asked.mode)
        return Answer(
            items: found.passages.compactMap { passage in
                found.names[passage.source.id].map { FoundBody.attached(passage, name: $0, question: question) }
            },
            collections: readable.sorted(),
            mode: mode,
            isBeingRead: try await documents.isBeingRead(scope)
        )
    }

    /// What is longer than a model takes at once is searched, whatever was asked for.
    private func find(
        _ question: String,
        in scope: AskScope,
        limit: Int,
        _ mode: ReadingMode?
    ) async throws -> (SourceFinder.Found, ReadingMode) {
        let size = mode == .search ? nil : try await documents.size(of: scope, most: Self.mostWhole)
        if let size, size.pages < Self.mostWhole, size.characters <= finder.limits.room {
            do {
                return (try await finder.all(of: scope, inParts: 1), .whole)
            } catch AskError.tooLongToReadWhole {
                // A page more was read meanwhile.
            }
        }
        return (try await finder.best(question, of: scope, most: limit), .search)
    }
}
