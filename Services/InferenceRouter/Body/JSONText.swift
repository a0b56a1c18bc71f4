import FoundationEssentials
import NIOCore

/// Text as JSON.
enum JSONText {
    /// With quotes and escapes.
    static func encoded(_ text: String) -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return ByteBuffer(bytes: (try? encoder.encode(text)) ?? Data("\"\"".utf8))
    }
}
