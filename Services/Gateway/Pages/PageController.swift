import Daemon
import HTTPTypes
import Hummingbird

/// Serves the web UI, where the front hasn't done so itself.
struct PageController: Sendable {
    let pages: PageStore

    var routes: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self)
            .get("/", use: show)
            .get("**", use: show)
    }

    @Sendable private func show(_ request: Request, context: DaemonRequestContext) throws -> Response {
        guard let page = pages.page(at: request.uri.path) else { throw HTTPError(.notFound) }
        let answer = PageAnswer(
            page,
            acceptEncoding: request.headers[.acceptEncoding],
            ifNoneMatch: request.headers[.ifNoneMatch]
        )
        var headers = HTTPFields()
        for field in answer.fields {
            if let name = HTTPField.Name(field.name) { headers[name] = field.value }
        }
        return Response(
            status: answer.isUnchanged ? .notModified : .ok,
            headers: headers,
            body: ResponseBody(byteBuffer: answer.body)
        )
    }
}
