import NIOCore

/// The bytes of one head and where its fields stand in them. Nothing is copied out until it is asked for.
/// A class, because a head is handed to many: one reference to count instead of three.
package final class HeaderBlock: Sendable {
    /// From the first byte of the start line to the end of the empty line.
    package let bytes: ByteBuffer
    package let fields: [HeaderField]
    let connection: ConnectionOptions

    init(bytes: ByteBuffer, fields: [HeaderField]) {
        self.bytes = bytes
        self.fields = fields
        self.connection = ConnectionOptions(fields, in: bytes)
    }

    /// The value of the first field with this name, or nil.
    package subscript(_ known: KnownField) -> String? {
        for field in fields where field.known == known { return value(of: field) }
        return nil
    }

    /// The value of the first field with this name (given in lower case), or nil.
    package subscript(_ name: String) -> String? {
        for field in fields where hasName(field, name) { return value(of: field) }
        return nil
    }

    package func contains(_ known: KnownField) -> Bool {
        fields.contains { $0.known == known }
    }

    /// All values of a field, in order of appearance.
    package func values(_ known: KnownField) -> [String] {
        fields.filter { $0.known == known }.map(value(of:))
    }

    package func value(of field: HeaderField) -> String {
        text(Int(field.valueStart), Int(field.valueEnd))
    }

    func text(_ start: Int, _ end: Int) -> String {
        bytes.getString(at: bytes.readerIndex + start, length: end - start) ?? ""
    }

    /// Compares a field's name with one in lower case, without making a string of it.
    func hasName(_ field: HeaderField, _ name: String) -> Bool {
        let start = Int(field.nameStart)
        let length = Int(field.nameEnd) - start
        guard name.utf8.count == length else { return false }
        let bytes = bytes
        let span = bytes.readableBytesUInt8Span
        var index = start
        for byte in name.utf8 {
            if ByteClass.lowercased(span[index]) != byte { return false }
            index += 1
        }
        return true
    }

    @inline(__always)
    func hasName(_ field: HeaderField, among names: [String]) -> Bool {
        for name in names where hasName(field, name) { return true }
        return false
    }

    /// The members of a comma-separated list, in lower case.
    static func tokens(_ value: String) -> [String] {
        value.lowercased().split { $0 == "," || $0 == " " || $0 == "\t" }.map(String.init)
    }
}

extension ByteBuffer {
    /// Whether the readable bytes at `start..<end` spell `text` (given in lower case), in any case.
    func matches(_ start: Int, _ end: Int, _ text: StaticString) -> Bool {
        guard end - start == text.utf8CodeUnitCount else { return false }
        let span = readableBytesUInt8Span
        for index in 0..<(end - start)
        where ByteClass.lowercased(span[start + index]) != text.utf8Start[index] {
            return false
        }
        return true
    }
}
