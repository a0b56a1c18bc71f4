import NIOCore

/// What the router has to know of a `multipart/form-data` body (RFC 7578): its `model`, and where that stands. Files
/// are passed over without a look.
package struct FormOutline {
    /// A field's text is no longer than this.
    private static let textLimit = 1_024
    private static let headLimit = 16_384

    private var names: [String] = []
    private var ranges: [Range<Int>] = []
    private var isStream = false

    /// Reads a body, or of a larger one the beginning.
    ///
    /// - Returns: nil where it is no form or names no model (in the part at hand).
    package static func read(_ body: ByteBuffer, contentType: String?, isWhole: Bool = true) -> RequestOutline? {
        guard let boundary = contentType.flatMap(boundary) else { return nil }
        var outline = FormOutline()
        let isClosed = outline.read(body.readableBytesUInt8Span, delimiter: Array("\r\n--\(boundary)".utf8))
        guard isClosed || !isWhole, let model = outline.names.last, !model.isEmpty else { return nil }
        return RequestOutline(formModel: model, ranges: outline.ranges, isStream: outline.isStream)
    }

    /// What separates the parts, as the field `Content-Type` says it.
    static func boundary(of contentType: String) -> String? {
        let parts = contentType.split(separator: ";").map { $0.drop { $0 == " " } }
        guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
        for part in parts.dropFirst() where part.lowercased().hasPrefix("boundary=") {
            let value = part.dropFirst(9).filter { $0 != "\"" }
            return (1...70).contains(value.utf8.count) ? value : nil
        }
        return nil
    }

    /// Whether the last part's end was found.
    private mutating func read(_ bytes: borrowing Span<UInt8>, delimiter: [UInt8]) -> Bool {
        // The first delimiter has no line before it.
        guard Self.matches(bytes, 0, delimiter[2...]) else { return false }
        var index = delimiter.count - 2
        while true {
            guard index + 2 <= bytes.count else { return false }
            if bytes[index] == 0x2D, bytes[index + 1] == 0x2D { return true }
            guard let head = Self.head(bytes, from: index),
                let end = Self.next(delimiter, in: bytes, from: head.end)
            else { return false }
            take(head.name, head.end..<end, bytes)
            index = end + delimiter.count
        }
    }

    private mutating func take(_ name: String?, _ range: Range<Int>, _ bytes: borrowing Span<UInt8>) {
        guard let name, name == "model" || name == "stream", range.count <= Self.textLimit else { return }
        let text = Self.text(bytes, range)
        if name == "stream" {
            isStream = text == "true" || text == "1"
        } else {
            names.append(text)
            ranges.append(range)
        }
    }

    /// The name of the part that begins here, and where its content does.
    private static func head(_ bytes: borrowing Span<UInt8>, from start: Int) -> (name: String?, end: Int)? {
        var name: String?
        var lineStart = start
        var index = start
        while index + 1 < bytes.count, index - start < headLimit {
            guard bytes[index] == 0x0D, bytes[index + 1] == 0x0A else {
                index += 1
                continue
            }
            // The rest of the delimiter's own line is the first, and is empty.
            if index == lineStart, lineStart > start { return (name, index + 2) }
            name = name ?? fieldName(text(bytes, lineStart..<index))
            index += 2
            lineStart = index
        }
        return nil
    }

    /// `model` of `Content-Disposition: form-data; name="model"`.
    private static func fieldName(_ line: String) -> String? {
        let parts = line.split(separator: ";").map { $0.drop { $0 == " " } }
        guard parts.first?.lowercased().hasPrefix("content-disposition:") == true else { return nil }
        return parts.first { $0.lowercased().hasPrefix("name=") }?.dropFirst(5).filter { $0 != "\"" }
    }

    /// Where the next delimiter begins.
    private static func next(_ delimiter: [UInt8], in bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while let found = nextReturn(bytes, from: index) {
            if matches(bytes, found, delimiter[...]) { return found }
            index = found + 1
        }
        return nil
    }

    /// The next carriage return, looked for eight bytes at a time: audio comes by the megabyte.
    private static func nextReturn(_ bytes: borrowing Span<UInt8>, from start: Int) -> Int? {
        let raw = bytes.bytes
        let ones: UInt64 = 0x0101_0101_0101_0101
        var index = start
        while index + 8 <= raw.byteCount {
            let word = raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) ^ (ones &* 0x0D)
            if (word &- ones) & ~word & (ones &* 0x80) != 0 { break }
            index += 8
        }
        while index < bytes.count {
            if bytes[index] == 0x0D { return index }
            index += 1
        }
        return nil
    }

    private static func matches(_ bytes: borrowing Span<UInt8>, _ start: Int, _ text: ArraySlice<UInt8>) -> Bool {
        guard start + text.count <= bytes.count else { return false }
        var index = start
        for byte in text {
            if bytes[index] != byte { return false }
            index += 1
        }
        return true
    }

    private static func text(_ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> String {
        var copy: [UInt8] = []
        copy.reserveCapacity(range.count)
        for index in range { copy.append(bytes[index]) }
        return String(decoding: copy, as: UTF8.self)
    }
}
