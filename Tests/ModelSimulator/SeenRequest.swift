import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// The shape of a request that arrived: enough to check what a relay made of it, and no text of it.
struct SeenRequest: Encodable {
    struct Message: Encodable {
        let role: String
        /// Characters.
        let length: Int
        let images: Int
    }

    let method: String
    let path: String
    let receivedAt: Double
    let bodyBytes: Int
    /// FNV-1a, 64 bits, in hexadecimal: equal bodies have equal digests.
    let bodyDigest: String
    let headers: [String: String]
    let hasAuthorization: Bool
    let keys: [String]
    let model: String?
    let stream: Bool?
    let includeUsage: Bool?
    let messages: [Message]
    let tools: Int

    /// `authorization` and keys are only ever said to be present.
    private static let shown: Set = [
        "x-request-id", "traceparent", "content-type", "user-agent", "accept", "via", "connection",
        "host",
        "anthropic-version", "transfer-encoding", "content-length", "cookie",
    ]

    init(_ request: Request, receivedAt: Double) {
        method = request.method.rawValue
        path = request.path
        self.receivedAt = receivedAt
        bodyBytes = request.body.readableBytes
        bodyDigest = String(FNV1a.hash(request.body.readableBytesView), radix: 16)
        var headers: [String: String] = [:]
        for (name, value) in request.headers where Self.shown.contains(name.lowercased()) {
            headers[name.lowercased()] = value
        }
        self.headers = headers
        hasAuthorization = ["authorization", "x-api-key", "x-goog-api-key"].contains {
            request.headers.contains(name: $0)
        }

        let object =
            (try? JSONSerialization.jsonObject(with: Data(buffer: request.body))) as? [String: Any] ?? [:]
        keys = object.keys.sorted()
        model = object["model"] as? String
        stream = object["stream"] as? Bool
        includeUsage = (object["stream_options"] as? [String: Any])?["include_usage"] as? Bool
        tools = (object["tools"] as? [Any])?.count ?? 0
        messages = (object["messages"] as? [[String: Any]] ?? []).map(Message.init)
    }
}

extension SeenRequest.Message {
    init(_ object: [String: Any]) {
        role = object["role"] as? String ?? ""
        let parts = object["content"] as? [[String: Any]] ?? []
        let text = object["content"] as? String ?? parts.compactMap { $0["text"] as? String }.joined()
        length = text.count
        images =
            parts.count { $0["type"] as? String == "image_url" }
            + ((object["images"] as? [Any])?.count ?? 0)
    }
}

enum FNV1a {
    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
