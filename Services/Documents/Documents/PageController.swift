import Conversion
import Daemon
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import Retrieval
import SuiteProtocol

/// `/api/documents/{id}/pages`: what sources are opened with.
struct PageController: Sendable {
    /// Pixels.
    private static let (width, widest) = (1_200, 3_000)

    let documents: DocumentStore
    let files: DocumentFiles
    let converter: Converter
    let passages: PassageStore
    let pictures: PictureCache
    let library: Library

    /// For a group that requires `converse`.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get(":id/pages/:number", use: show)
            .get(":id/pages/:number/image", use: image)
    }

    @Sendable private func show(_ request: Request, context: AuthenticatedContext) async throws -> PageBody {
        let (document, number) = try await find(context)
        let page = try await documents.page(number, of: document.id)
        let chunk = request.uri.queryParameters.get("chunk").flatMap { Int64($0) }
        let lit = if let chunk { try await lit(chunk, on: page) } else { [TextSpan]() }
        try await library.noteOpening(of: document, by: context)
        return PageBody(page, of: document, lit: lit, in: context.language)
    }

    /// Where the passage stands; nowhere where it is of another page.
    private func lit(_ chunk: Int64, on page: StoredPage) async throws -> [TextSpan] {
        try await passages.passages(ids: [chunk])
            .filter { $0.source.id == page.document && $0.page == page.number }
            .map { TextSpan($0.range) }
    }

    @Sendable private func image(_ request: Request, context: AuthenticatedContext) async throws -> Response {
        let width = request.uri.queryParameters.get("width").map { Int($0) ?? 0 } ?? Self.width
        guard (1...Self.widest).contains(width) else { throw DocumentError.badWidth(most: Self.widest) }
        let (document, number) = try await find(context)
        guard document.hasFile, files.exists(document.id) else { throw DocumentError.noFile }
        let size = try await documents.page(number, of: document.id).size
        // The longer side decides, and pages are mostly higher than wide.
        let ratio = size.map { $0.width > 0 ? max(1, $0.height / $0.width) : 1 } ?? 1
        let longest = max(1, Int(Float(width) * min(ratio, 8)))
        let key = "\(document.id)/\(number)/\(longest)"
        // A file never changes. But the browser asks each time: what was deleted, or whoever signed in since, gets nothing.
        var headers: HTTPFields = [.cacheControl: "private, no-cache", .eTag: "\"\(key)\""]
        if request.headers[.ifNoneMatch] == headers[.eTag] { return Response(status: .notModified, headers: headers) }
        do {
            let picture = try await pictures.picture(key, for: context.principal.subject) {
                let bytes = try await converter.picture(
                    of: files.path(of: document.id),
                    as: document.kind,
                    page: number,
                    longest: longest
                )
                return ByteBuffer(bytes: bytes)
            }
            headers[.contentType] = "image/png"
            headers[.xContentTypeOptions] = "nosniff"
            headers[.contentSecurityPolicy] = "default-src 'none'; sandbox"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: picture))
        } catch let error as ConversionError {
            throw error == .noSuchPage || error == .noPageImage ? DocumentError.pageNotFound : Problem(error)
        }
    }

    private func find(_ context: AuthenticatedContext) async throws -> (Document, Int) {
        let document = try await documents.visible(context.documentID, to: context.principal)
        guard let number = context.parameters.get("number").flatMap({ Int($0) }), number > 0 else {
            throw DocumentError.pageNotFound
        }
        return (document, number)
    }
}
