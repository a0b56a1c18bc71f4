import Citations
import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/conversations`: what a conversation's answers stand on.
struct AttachmentController: Sendable {
    let store: ConversationStore
    let assistants: Assistants
    let attachments: AttachmentStore
    let documents: DocumentsClient
    let notices: ConversationNotices

    /// For a group that requires `converse`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .post(use: begin)
            .get(":id/collections", use: list)
            .put(":id/collections", use: attach)
            .post(":id/files", use: openFiles)
    }

    struct Beginning: Decodable {
        let assistant: String?
    }

    struct Begun: ResponseEncodable {
        let id: String
    }

    struct Collections: Codable, ResponseEncodable {
        let collections: [String]
        /// Of the conversation itself: what was dropped on it.
        let privateCollection: String?

        init(_ attached: AttachmentStore.Attached) {
            collections = attached.collections
            privateCollection = attached.privateCollection
        }
    }

    struct Files: ResponseEncodable {
        let collectionID: String
    }

    /// An empty conversation, for files that are there before the first question.
    @Sendable private func begin(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<Begun> {
        let beginning = try await request.decode(as: Beginning.self, context: context)
        try context.principal.checkConsent(to: .assistant)
        let assistant = beginning.assistant ?? Assistants.standard
        guard assistants[assistant] != nil else { throw ConversationError.unknownAssistant }
        let id = try await store.begin(
            titled: Messages.emptyConversation[context.language],
            assistant: assistant,
            owner: context.principal.subject
        )
        await notices.changed(id, owner: context.principal.subject)
        return EditedResponse(status: .created, response: Begun(id: id))
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> Collections {
        Collections(try await attachments.attached(to: context.conversation, owner: context.principal.subject))
    }

    /// Only what the person may read.
    @Sendable private func attach(_ request: Request, context: AuthenticatedContext) async throws -> Collections {
        struct Wanted: Decodable { let collections: [String] }
        let wanted = try await request.decode(as: Wanted.self, context: context).collections
        let (id, owner) = (try context.conversation, context.principal.subject)
        _ = try await attachments.attached(to: id, owner: owner)
        var collections: [String] = []
        for collection in wanted where !collections.contains(collection) { collections.append(collection) }
        guard collections.count <= AttachmentStore.most else {
            throw AttachmentError.tooMany(limit: AttachmentStore.most)
        }
        guard collections.allSatisfy({ isID($0) }) else { throw AttachmentError.collectionNotFound }
        if !collections.isEmpty {
            let found = try await documents.passages(
                in: collections,
                for: "",
                limit: 1,
                mode: .search,
                actingFor: context.principal,
                trace: context.trace
            )
            guard Set(found.collections) == Set(collections) else { throw AttachmentError.collectionNotFound }
        }
        let attached = try await attachments.attach(collections, to: id, owner: owner)
        await notices.changed(id, owner: owner)
        return Collections(attached)
    }

    /// The private collection of the conversation, made once: the page sends files to it.
    @Sendable private func openFiles(_ request: Request, context: AuthenticatedContext) async throws -> Files {
        let (id, owner) = (try context.conversation, context.principal.subject)
        try await attachments.expectFiles(of: id, owner: owner)
        let collection = try await documents.collection(
            ofConversation: id,
            actingFor: context.principal,
            language: context.language,
            trace: context.trace
        )
        try await attachments.keepFiles(collection, of: id, owner: owner)
        await notices.changed(id, owner: owner)
        return Files(collectionID: collection)
    }
}

extension AuthenticatedContext {
    fileprivate var conversation: String {
        get throws {
            guard let id = try? id("id") else { throw ConversationError.notFound }
            return id
        }
    }
}
