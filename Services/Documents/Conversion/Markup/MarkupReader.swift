/// Reads XML and HTML piece by piece. It knows no document types, so that no entity can grow, and it refuses nothing:
/// what is malformed is read as far as it goes.
struct MarkupReader {
    enum Token {
        case start(Tag)
        /// The name, without its prefix.
        case end(String)
        case text(String)
    }

    struct Tag {
        /// Without its prefix; in lower case for HTML.
        let name: String
        /// Whether nothing is in it.
        let isEmpty: Bool
        fileprivate let attributes: ArraySlice<UInt8>

        /// The value of an attribute by its name, without its prefix. The names of HTML are in lower case here.
        subscript(_ name: String) -> String? {
            AttributeReader(attributes).first { $0.name == name }.map { MarkupEntities.resolve($0.value) }
        }

        /// A number, where it is one.
        func number(_ name: String) -> Int? { self[name].flatMap { Int($0) } }
    }

    private let bytes: [UInt8]
    private let isHTML: Bool
    private var index = 0
    /// Of an element in which nothing but its own end is markup.
    private var rawElement: String?

    /// - Parameter bytes: in any encoding that `TextEncoding` knows, or that they say themselves.
    init(_ bytes: [UInt8], isHTML: Bool = false) {
        self.bytes = MarkupEncoding.utf8(bytes)
        self.isHTML = isHTML
    }

    /// - Parameter text: in UTF-8.
    init(text: String, isHTML: Bool) {
        bytes = Array(text.utf8)
        self.isHTML = isHTML
    }

    mutating func next() -> Token? {
        while index < bytes.count {
            if let name = rawElement {
                rawElement = nil
                if let text = readRaw(until: name) { return .text(text) }
                continue
            }
            guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count, beginsMarkup(bytes[index + 1]) else {
                return .text(readText())
            }
            if let token = readMarkup() { return token }
        }
        return nil
    }

    private func beginsMarkup(_ byte: UInt8) -> Bool {
        byte.isLetter || [UInt8(ascii: "/"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "_")].contains(byte)
            || byte >= 0x80
    }

    private mutating func readText() -> String {
        let start = index
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
        return MarkupEntities.resolve(bytes[start..<index])
    }

    private mutating func readMarkup() -> Token? {
        switch bytes[index + 1] {
        case UInt8(ascii: "?"):
            skip(past: "?>")
            return nil
        case UInt8(ascii: "!"):
            return readDeclaration()
        case UInt8(ascii: "/"):
            let inside = readTag(from: index + 2)
            return .end(name(of: inside))
        default:
            let inside = readTag(from: index + 1)
            let name = name(of: inside)
            let isVoid = isHTML && MarkupReader.voidElements.contains(name)
            let isClosed = inside.last == UInt8(ascii: "/")
            if isHTML, MarkupReader.rawElements.contains(name) { rawElement = name }
            let attributes = inside.drop { !$0.isSpace && $0 != UInt8(ascii: "/") }
            return .start(Tag(name: name, isEmpty: isVoid || (isClosed && !isHTML), attributes: attributes))
        }
    }

    /// A comment, a document type with all that is in it, or text that is none of them.
    private mutating func readDeclaration() -> Token? {
        if starts("<!--") {
            index += 4
            skip(past: "-->")
        } else if starts("<![CDATA[") {
            let start = index + 9
            skip(past: "]]>")
            let end = index >= start + 3 && index <= bytes.count && endsAtIndex("]]>") ? index - 3 : index
            return .text(String(decoding: bytes[min(start, end)..<end], as: UTF8.self))
        } else {
            var depth = 0
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == UInt8(ascii: "[") { depth += 1 }
                if byte == UInt8(ascii: "]") { depth -= 1 }
                if byte == UInt8(ascii: ">"), depth <= 0 { break }
            }
        }
        return nil
    }

    /// What stands between the brackets; `>` within quotes is no end.
    private mutating func readTag(from start: Int) -> ArraySlice<UInt8> {
        var quote: UInt8?
        index = start
        while index < bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: ">") {
                index += 1
                return bytes[start..<index - 1]
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                // Only a value begins with one.
                quote = bytes[index - 1] == UInt8(ascii: "=") || bytes[index - 1].isSpace ? byte : nil
            }
            index += 1
        }
        return bytes[start..<index]
    }

    private func name(of tag: ArraySlice<UInt8>) -> String {
        let whole = tag.prefix { !$0.isSpace && $0 != UInt8(ascii: "/") }
        let local = whole.lastIndex(of: UInt8(ascii: ":")).map { whole[($0 + 1)...] } ?? whole
        let name = String(decoding: local, as: UTF8.self)
        return isHTML ? name.lowercased() : name
    }

    private mutating func readRaw(until name: String) -> String? {
        let start = index
        let end = Array("</\(name)".utf8)
        while index < bytes.count, !bytes[index...].prefix(end.count).elementsEqual(end, by: { $0 | 0x20 == $1 | 0x20 })
        {
            index += 1
        }
        return start == index ? nil : MarkupEntities.resolve(bytes[start..<index])
    }

    private func starts(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }
    private func endsAtIndex(_ text: String) -> Bool {
        bytes[..<index].suffix(text.utf8.count).elementsEqual(text.utf8)
    }

    private mutating func skip(past text: String) {
        while index < bytes.count, !starts(text) { index += 1 }
        index = min(bytes.count, index + text.utf8.count)
    }

    private static let voidElements: Set = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]
    private static let rawElements: Set = ["script", "style", "title", "textarea"]
}

/// The attributes of a tag, one after another.
private struct AttributeReader: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func next() -> (name: String, value: ArraySlice<UInt8>)? {
        rest = rest.drop { $0.isSpace || $0 == UInt8(ascii: "/") }
        guard !rest.isEmpty else { return nil }
        let whole = rest.prefix { !$0.isSpace && $0 != UInt8(ascii: "=") }
        rest = rest[whole.endIndex...].drop { $0.isSpace }
        var value = rest.prefix(0)
        if rest.first == UInt8(ascii: "=") {
            rest = rest.dropFirst().drop { $0.isSpace }
            if let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
                value = rest.dropFirst().prefix { $0 != quote }
                rest = rest[value.endIndex...].dropFirst()
            } else {
                value = rest.prefix { !$0.isSpace }
                rest = rest[value.endIndex...]
            }
        } else if whole.isEmpty {
            rest = rest.dropFirst()
        }
        let local = whole.lastIndex(of: UInt8(ascii: ":")).map { whole[($0 + 1)...] } ?? whole
        return (String(decoding: local, as: UTF8.self), value)
    }
}

extension UInt8 {
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
}

extension MarkupReader.Tag {
    /// The value of the last attribute of that name: prefixes apart, there may be two.
    func last(_ name: String) -> String? {
        AttributeReader(attributes).reduce(nil) { $1.name == name ? MarkupEntities.resolve($1.value) : $0 }
    }
}
