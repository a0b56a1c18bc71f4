import Crypto
import Daemon
import Foundation
import NIOCore

/// A file as it is served: with its type, its entity tag, and compressed where that helps.
struct Page: Sendable {
    let contentType: String
    let body: ByteBuffer
    /// nil where compression would not make it smaller.
    let gzip: ByteBuffer?
    /// Strong: of the very bytes.
    let etag: String
    let gzipETag: String

    init(path: String, contents: Data) {
        body = ByteBuffer(bytes: contents)
        let type = Self.types[path.split(separator: ".").last.map(String.init) ?? ""]
        contentType = type?.name ?? "application/octet-stream"
        gzip = type?.isText == true ? Gzip.compress(body).flatMap { $0.readableBytes < contents.count ? $0 : nil } : nil
        let digest = SHA256.hash(data: contents).prefix(12).hexadecimal
        etag = "\"\(digest)\""
        gzipETag = "\"\(digest)-gzip\""
    }

    private static let types: [String: (name: String, isText: Bool)] = [
        "html": ("text/html; charset=utf-8", true),
        "js": ("text/javascript; charset=utf-8", true),
        "css": ("text/css; charset=utf-8", true),
        "json": ("application/json", true),
        "webmanifest": ("application/manifest+json", true),
        "svg": ("image/svg+xml", true),
        "txt": ("text/plain; charset=utf-8", true),
        "png": ("image/png", false),
        "jpg": ("image/jpeg", false),
        "webp": ("image/webp", false),
        "ico": ("image/vnd.microsoft.icon", false),
        "woff2": ("font/woff2", false),
    ]
}
