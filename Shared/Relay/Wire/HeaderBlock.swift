import NIOCore

/// The bytes of one head and where its fields stand in them. Nothing is copied out until it is asked for.
package struct HeaderBlock: Sendable {
    /// From the first byte of the start line to the end of the empty line.
    package let bytes: ByteBuffer
    package let fields: [HeaderField]
    /// What `Connection` names beside `close`, `keep-alive` and `upgrade`: fields that stay on this connection.
    let connectionNames: [String]

    init(bytes: ByteBuffer, fields: [HeaderField]) {
        self.bytes = bytes
        self.fields = fields
        self.connectionNames = Self.namesInConnection(bytes, fields)
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

    package func name(of field: HeaderField) -> String {
        text(Int(field.nameStart), Int(field.nameEnd)).lowercased()
    }

    /// Whether one of the comma-separated tokens of this field is `token` (in lower case).
    func hasToken(_ known: KnownField, _ token: String) -> Bool {
        for field in fields where field.known == known {
            if Self.tokens(value(of: field)).contains(token) { return true }
        }
        return false
    }

    func text(_ start: Int, _ end: Int) -> String {
        bytes.getString(at: bytes.readerIndex + start, length: end - start) ?? ""
    }

    /// Compares a field's name with one in lower case, without making a string of it.
    func hasName(_ field: HeaderField, _ name: String) -> Bool {
        let start = Int(field.nameStart)
        let length = Int(field.nameEnd) - start
        guard name.utf8.count == length else { return false }
        let span = bytes.readableBytesUInt8Span
        var index = start
        for byte in name.utf8 {
            if ByteClass.lowercased(span[index]) != byte { return false }
            index += 1
        }
        return true
    }

    static func tokens(_ value: String) -> [String] {
        value.split(separator: ",").map { $0.lowercased().trimmingSpaces() }
    }

    private static func namesInConnection(_ bytes: ByteBuffer, _ fields: [HeaderField]) -> [String] {
        var names: [String] = []
        for field in fields where field.known == .connection {
            let (start, end) = (Int(field.valueStart), Int(field.valueEnd))
            // These two are nearly all there is: no strings for them.
            if bytes.matches(start, end, "close") || bytes.matches(start, end, "keep-alive") { continue }
            let value = bytes.getString(at: bytes.readerIndex + start, length: end - start) ?? ""
            names += tokens(value).filter { $0 != "close" && $0 != "keep-alive" && $0 != "upgrade" }
        }
        return names
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

extension String {
    func trimmingSpaces() -> String {
        var view = self[...]
        while view.first == " " || view.first == "\t" { view.removeFirst() }
        while view.last == " " || view.last == "\t" { view.removeLast() }
        return String(view)
    }
}
