import Audit
import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `/api/collections`: the caller's own, and those that are shared with them.
struct CollectionController: Sendable {
    private static let (page, longestPage) = (100, 500)

    let collections: CollectionStore
    let documents: DocumentStore
    let library: Library
    let importer: TextImporter

    /// For a group that requires `converse`.
    var reading: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .get(":id", use: show)
    }

    /// For a group that requires `keepDocuments`.
    var keeping: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .post("/", use: create)
            .patch(":id", use: change)
            .delete(":id", use: remove)
            .post(":id/import", use: importTexts)
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> CollectionList {
        let cursor = request.uri.queryParameters.get("cursor")
        if let cursor, !isID(cursor) { throw DocumentError.badCursor }
        let limit = request.uri.queryParameters.get("limit").map { Int($0) ?? 0 } ?? Self.page
        guard (1...Self.longestPage).contains(limit) else { throw DocumentError.badLimit(most: Self.longestPage) }
        let found = try await collections.list(readableBy: context.principal, after: cursor, limit: limit + 1)
        let items = found.prefix(limit).map { CollectionBody($0, for: context.principal.subject) }
        return CollectionList(items: items, next: found.count > limit ? items.last?.id : nil)
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> CollectionBody {
        try await body(collections.find(context.collectionID, readableBy: context.principal), context)
    }

    @Sendable private func create(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<CollectionBody> {
        let change = try await request.decode(as: CollectionChange.self, context: context).checked()
        guard change.name != nil else { throw CollectionError.badName(limit: CollectionChange.longestName) }
        let made = try await collections.create(
            change,
            of: context.principal.subject,
            by: context.origin,
            library.trail
        )
        return EditedResponse(status: .created, response: try await body(made, context))
    }

    @Sendable private func change(_ request: Request, context: AuthenticatedContext) async throws -> CollectionBody {
        let change = try await request.decode(as: CollectionChange.self, context: context).checked()
        let collection = try await own(context)
        // What is of a conversation is shared with nobody.
        guard collection.conversationID == nil else { throw CollectionError.notFound }
        return try await body(
            collections.change(collection, change, by: context.origin, library.trail),
            context
        )
    }

    /// With all its documents; nothing of them is left when this is answered.
    @Sendable private func remove(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        let collection = try await own(context)
        try await collections.remove(
            .collection(collection),
            documents: documents,
            audit: (context.origin, library.trail)
        )
        try await library.removeRemains()
        return .noContent
    }

    @Sendable private func importTexts(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> TextImporter.Outcome {
        let collection = try await own(context)
        let outcome = try await importer.take(request, into: collection)
        try await library.trail.record(
            .documentsImported,
            by: context.origin,
            of: collection.owner,
            object: .collection(collection.id),
            in: collections.database
        )
        return outcome
    }

    private func own(_ context: AuthenticatedContext) async throws -> Collection {
        try await collections.find(context.collectionID, ownedBy: context.principal)
    }

    private func body(_ collection: Collection, _ context: AuthenticatedContext) async throws -> CollectionBody {
        CollectionBody(try await collections.counted(collection), for: context.principal.subject)
    }
}

extension AuthenticatedContext {
    /// Of the path; what is none can't exist.
    var collectionID: String {
        get throws {
            guard let id = parameters.get("id"), isID(id) else { throw CollectionError.notFound }
            return id
        }
    }
}
