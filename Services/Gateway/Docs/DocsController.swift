import Daemon
import HTTPTypes
import Hummingbird
import NIOCore

/// `/docs` and `/openapi.json`: the API of every installed daemon, made from what they say of themselves.
struct DocsController: Sendable {
    let answers: DocsAnswers

    var collection: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self)
            .get("docs", use: show)
            .get("openapi.json", use: merged)
    }

    @Sendable private func show(_ request: Request, context: DaemonRequestContext) async -> Response {
        let chosen = request.uri.queryParameters.get("language").flatMap(Language.init(rawValue:))
        let host = request.headers[.xForwardedHost] ?? "localhost"
        let page = await answers.page(
            in: chosen ?? context.language,
            at: "\(request.isSecure ? "https" : "http")://\(host)"
        )
        return Response(
            status: .ok,
            headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: page))
        )
    }

    @Sendable private func merged(_ request: Request, context: DaemonRequestContext) async throws -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "application/json", .cacheControl: "no-cache"],
            body: ResponseBody(byteBuffer: try await answers.document())
        )
    }
}
