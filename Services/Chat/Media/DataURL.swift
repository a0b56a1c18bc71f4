import FoundationEssentials
import NIOCore

/// The content of a `data:…;base64,…` URL (RFC 2397).
struct DataURL {
    let content: ByteBuffer

    init(_ text: String) throws(MediaError) {
        let head = text.utf8.prefix { $0 != UInt8(ascii: ",") }
        guard text.hasPrefix("data:"), String(Substring(head)).hasSuffix(";base64"),
            let data = Data(base64Encoded: Data(text.utf8.dropFirst(head.count + 1))), !data.isEmpty
        else { throw .badDataURL }
        content = ByteBuffer(bytes: data)
    }

    /// As a model is shown it.
    static func jpeg(_ content: ByteBuffer) -> String {
        "data:image/jpeg;base64," + Data(content.readableBytesView).base64EncodedString()
    }
}
