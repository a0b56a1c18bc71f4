import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// One request with its whole body.
struct Request {
    let method: HTTPMethod
    /// Without the query.
    let path: String
    let headers: HTTPHeaders
    var body: ByteBuffer
    /// Whether the connection is kept after the answer.
    let isKeptAlive: Bool

    init(_ head: HTTPRequestHead, body: ByteBuffer = ByteBuffer()) {
        method = head.method
        path = String(head.uri.prefix { $0 != "?" })
        headers = head.headers
        self.body = body
        isKeptAlive = head.isKeepAlive && head.version == .http1_1
    }

    func decode<Body: Decodable>(_ type: Body.Type) throws(Refusal) -> Body {
        do {
            return try JSONDecoder().decode(type, from: body)
        } catch let error as DecodingError {
            throw Refusal(
                400,
                "invalid_request_error",
                "could not parse the request body: \(error.reason)"
            )
        } catch {
            throw Refusal(400, "invalid_request_error", "could not parse the request body")
        }
    }
}

/// An answer that says no; each dialect writes it in its own shape.
struct Refusal: Error {
    let status: Int
    /// OpenAI's `type`, or the other dialects' nearest.
    let kind: String
    let code: String?
    let message: String

    init(_ status: Int, _ kind: String, code: String? = nil, _ message: String) {
        self.status = status
        self.kind = kind
        self.code = code
        self.message = message
    }
}

extension DecodingError {
    fileprivate var reason: String {
        switch self {
        case .keyNotFound(let key, _): "\(key.stringValue) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")) has a wrong type"
        case .dataCorrupted: "not valid JSON"
        @unknown default: "not understood"
        }
    }
}
