import Audit
import Conversion
import Daemon
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol
import Uploads

/// `/api/documents`: files and what is known of them.
struct DocumentController: Sendable {
    private static let page = 50
    /// Characters of a title.
    private static let longestTitle = 300

    let documents: DocumentStore
    let collections: CollectionStore
    let files: DocumentFiles
    let receiver: UploadReceiver
    let library: Library

    /// For a group that requires `converse`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get("/", use: list)
            .post("/", use: upload)
            .get(":id", use: show)
            .patch(":id", use: change)
            .delete(":id", use: remove)
            .post(":id/retry", use: retry)
            .get(":id/file", use: file)
    }

    struct Uploaded: ResponseEncodable {
        let items: [UploadReceiver.Item]
    }

    struct Change: Decodable {
        let title: String
    }

    struct Retried: ResponseEncodable {
        let jobID: String
    }

    @Sendable private func list(_ request: Request, context: AuthenticatedContext) async throws -> DocumentList {
        let query = request.uri.queryParameters
        let state = try query.get("state").flatMap { $0.isEmpty ? nil : $0 }.map { word in
            guard let state = Document.State(rawValue: word) else { throw DocumentError.badState }
            return state
        }
        let cursor = query.get("cursor")
        if let cursor, !isID(cursor) { throw DocumentError.badCursor }
        let limit = query.get("limit").map { Int($0) ?? 0 } ?? Self.page
        guard (1...DocumentStore.mostListed).contains(limit) else {
            throw DocumentError.badLimit(most: DocumentStore.mostListed)
        }
        let collection = query.get("collection_id").flatMap { $0.isEmpty ? nil : [$0] }
        let (items, hasMore) = try await documents.list(
            in: collections.readable(collection, by: context.principal),
            query: String((query.get("q") ?? "").prefix(200)),
            state: state,
            after: cursor,
            limit: limit
        )
        return DocumentList(
            items: items.map { body($0, context) },
            next: hasMore ? items.last?.id : nil
        )
    }

    @Sendable private func upload(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<Uploaded> {
        let (collection, items) = try await receiver.receive(request, by: context.principal, in: context.language)
        if items.contains(where: { $0.documentID != nil && $0.duplicateOf == nil }) {
            try await library.trail.record(
                .documentsAdded,
                by: context.origin,
                of: collection.owner,
                object: AuditObject("collection", collection.id),
                in: documents.database
            )
        }
        return EditedResponse(status: .accepted, response: Uploaded(items: items))
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> DocumentBody {
        body(try await documents.visible(context.documentID, to: context.principal), context)
    }

    @Sendable private func change(_ request: Request, context: AuthenticatedContext) async throws -> DocumentBody {
        let change = try await request.decode(as: Change.self, context: context)
        let title = FileName.line(change.title)
        guard (1...Self.longestTitle).contains(title.count) else {
            throw DocumentError.badTitle(limit: Self.longestTitle)
        }
        let document = try await documents.changeable(context.documentID, by: context.principal)
        return body(try await library.rename(document, to: title, by: context.origin), context)
    }

    @Sendable private func remove(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> HTTPResponse.Status {
        let document = try await documents.changeable(context.documentID, by: context.principal)
        try await library.remove(document, by: context.origin)
        return .noContent
    }

    @Sendable private func retry(
        _ request: Request,
        context: AuthenticatedContext
    ) async throws -> EditedResponse<Retried> {
        let document = try await documents.changeable(context.documentID, by: context.principal)
        return EditedResponse(
            status: .accepted,
            response: Retried(jobID: try await documents.readAgain(document))
        )
    }

    /// The file as it came, to be kept and not to be opened here.
    @Sendable private func file(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let document = try await documents.visible(context.documentID, to: context.principal)
        guard document.hasFile, let file = try await files.open(document.id) else { throw DocumentError.noFile }
        try await library.noteOpening(of: document, by: context)
        return Response(
            file: file,
            type: document.kind.mediaType,
            disposition: FileName(document.about.name).disposition,
            cache: "private, no-store"
        )
    }

    private func body(_ document: Document, _ context: AuthenticatedContext) -> DocumentBody {
        DocumentBody(document, for: context.principal.subject, in: context.language)
    }
}

extension AuthenticatedContext {
    /// Of the path; what is none can't exist.
    var documentID: String {
        get throws {
            guard let id = parameters.get("id"), isID(id) else { throw DocumentError.notFound }
            return id
        }
    }
}

extension FileKind {
    /// As browsers know it.
    var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation"
        case .odt: "application/vnd.oasis.opendocument.text"
        case .ods: "application/vnd.oasis.opendocument.spreadsheet"
        case .epub: "application/epub+zip"
        case .zip: "application/zip"
        case .email: "message/rfc822"
        case .png: "image/png"
        case .jpeg: "image/jpeg"
        case .tiff: "image/tiff"
        case .webp: "image/webp"
        case .csv: "text/csv; charset=utf-8"
        // What a browser would run or draw is text to it.
        case .html, .markdown, .text: "text/plain; charset=utf-8"
        }
    }
}
