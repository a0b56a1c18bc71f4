import Daemon
import HTTPTypes
import Hummingbird
import NIOCore

/// `/docs` and `/openapi.json`: the API of every installed daemon, made from what they say of themselves.
struct DocsController: Sendable {
    let documents: APIDocuments
    let routes: CurrentRoutes

    var collection: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self)
            .get("docs", use: show)
            .get("openapi.json", use: merged)
    }

    @Sendable private func show(_ request: Request, context: DaemonRequestContext) async -> Response {
        let found = await documents.all()
        let chosen = request.uri.queryParameters.get("language").flatMap(Language.init(rawValue:))
        let host = request.headers[.xForwardedHost] ?? "localhost"
        let page = DocsPage(
            merge(found),
            away: found.filter { $0.document == nil }.map(\.product),
            origin: "\(request.isSecure ? "https" : "http")://\(host)",
            language: chosen ?? context.language
        )
        return Response(
            status: .ok,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: page.html))
        )
    }

    @Sendable private func merged(_ request: Request, context: DaemonRequestContext) async throws -> Response {
        let json = try merge(await documents.all()).json.encoded()
        return Response(
            status: .ok,
            headers: [.contentType: "application/json", .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json))
        )
    }

    private func merge(_ found: [APIDocuments.Found]) -> MergedDocument {
        let known = found.compactMap { found in found.document.map { (product: found.product, document: $0) } }
        return MergedDocument(known, routes: routes.table)
    }
}
