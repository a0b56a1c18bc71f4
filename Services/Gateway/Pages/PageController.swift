import Daemon
import HTTPTypes
import Hummingbird

/// Serves the web UI. Browsers keep every file and ask each time whether it is still the same.
struct PageController: Sendable {
    let pages: PageStore

    var routes: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self)
            .get("/", use: show)
            .get("**", use: show)
    }

    @Sendable private func show(_ request: Request, context: DaemonRequestContext) throws -> Response {
        guard let page = pages.page(at: request.uri.path) else { throw HTTPError(.notFound) }
        let gzip = Self.accepts(request.headers[.acceptEncoding], "gzip") ? page.gzip : nil
        let etag = gzip == nil ? page.etag : page.gzipETag
        var headers: HTTPFields = [.eTag: etag, .cacheControl: "no-cache"]
        if page.gzip != nil { headers[.vary] = "Accept-Encoding" }
        if Self.matches(request.headers[.ifNoneMatch], etag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = page.contentType
        if gzip != nil { headers[.contentEncoding] = "gzip" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: gzip ?? page.body))
    }

    /// `If-None-Match`: a list of tags, or any.
    private static func matches(_ header: String?, _ etag: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { tag in
            let tag = tag.drop { $0 == " " }.prefix { $0 != " " }
            // A cache may have weakened the tag: for this comparison both are the same.
            return tag == "*" || tag == etag || tag == "W/" + etag
        }
    }

    private static func accepts(_ header: String?, _ coding: String) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { item in
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
            return parts.first == coding && !parts.dropFirst().contains { $0 == "q=0" || $0 == "q=0.0" }
        }
    }
}
