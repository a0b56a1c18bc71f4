import NIOCore

/// Which form of a page somebody gets, or that the one they have is still good. Browsers keep every file and ask each time.
struct PageAnswer: Sendable {
    let isUnchanged: Bool
    /// Names in lower case.
    let fields: [(name: String, value: String)]
    let body: ByteBuffer

    init(_ page: Page, acceptEncoding: String?, ifNoneMatch: String?) {
        let gzip = Self.accepts(acceptEncoding, "gzip") ? page.gzip : nil
        let etag = gzip == nil ? page.etag : page.gzipETag
        isUnchanged = Self.matches(ifNoneMatch, etag)
        var fields = [("etag", etag), ("cache-control", "no-cache")]
        if page.gzip != nil { fields.append(("vary", "Accept-Encoding")) }
        if !isUnchanged {
            fields.append(("content-type", page.contentType))
            if gzip != nil { fields.append(("content-encoding", "gzip")) }
        }
        self.fields = fields
        body = isUnchanged ? ByteBuffer() : gzip ?? page.body
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
