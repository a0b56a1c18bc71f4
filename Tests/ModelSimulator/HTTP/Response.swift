import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// An answer, decided before its first byte is written.
struct Response {
    enum Body {
        case whole(ByteBuffer)
        case stream(TokenStream)
    }

    var status = 200
    var headers: HTTPHeaders
    var body: Body
    /// From the request to the head.
    var delay = TimeAmount.zero
    /// How many tokens a whole body stands for: where in it a fault strikes.
    var tokens = 1
    var faults: [Fault] = []

    init(status: Int = 200, contentType: String, body: ByteBuffer) {
        self.status = status
        headers = ["Content-Type": contentType]
        self.body = .whole(body)
    }

    init(_ stream: TokenStream) {
        headers = ["Content-Type": stream.format.contentType, "Cache-Control": "no-cache"]
        body = .stream(stream)
        delay = stream.pace.firstToken
    }

    static func json(_ value: JSONValue, status: Int = 200) -> Response {
        Response(status: status, contentType: "application/json", body: ByteBuffer(string: value.text))
    }

    static func encoding(_ value: some Encodable) throws -> Response {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Response(
            contentType: "application/json",
            body: ByteBuffer(data: try encoder.encode(value))
        )
    }

    /// The status line and the headers; `length` is nil for a chunked body.
    func head(length: Int?, keepsConnection: Bool) -> String {
        var head = "HTTP/1.1 \(status) \(HTTPResponseStatus(statusCode: status).reasonPhrase)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        head += length.map { "Content-Length: \($0)\r\n" } ?? "Transfer-Encoding: chunked\r\n"
        head += keepsConnection ? "\r\n" : "Connection: close\r\n\r\n"
        return head
    }
}
