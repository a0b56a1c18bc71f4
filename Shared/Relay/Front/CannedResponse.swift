import NIOCore

/// A small answer that is there as a whole. `content-length`, `connection` and framing are added when it is sent.
package struct CannedResponse: Sendable {
    package var status: Int
    package var fields: FieldLines
    package var body: ByteBuffer

    package init(status: Int, fields: [(String, String)] = [], body: ByteBuffer = ByteBuffer()) {
        self.status = status
        self.fields = FieldLines(fields)
        self.body = body
    }
}
