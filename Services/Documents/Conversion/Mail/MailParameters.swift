import Foundation

/// What follows the value of a header: `; name=value; name="value"` (RFC 2045, 5.1).
struct MailParameters {
    /// In their order; names are in lower case.
    private var values: [(name: String, value: String)] = []

    init(_ header: String) {
        var rest = header.drop { $0 != ";" }
        while !rest.isEmpty {
            let name = rest.dropFirst().prefix { $0 != "=" && $0 != ";" }
            rest = rest[name.endIndex...]
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            let value = rest.first == "\"" ? Self.quoted(&rest) : String(rest.prefix { $0 != ";" })
            rest = rest.drop { $0 != ";" }
            values.append((String(name).collapsed.lowercased(), value.collapsed))
        }
    }

    /// In the forms that mail programs write: as it is, in words of RFC 2047, or in RFC 2231's `name*=utf-8''value` and
    /// `name*0*=…; name*1=…`.
    subscript(_ name: String) -> String? {
        let parts = values.filter { $0.name.hasPrefix("\(name)*") }
        guard !parts.isEmpty else {
            return values.first { $0.name == name }.flatMap { MailText.decodeWords($0.value).nonBlank }
        }
        let ordered = parts.sorted { Self.place($0.name) < Self.place($1.name) }
        var (bytes, charset) = ([UInt8](), "utf-8")
        for (index, part) in ordered.enumerated() {
            guard part.name.hasSuffix("*") else {
                bytes += part.value.utf8
                continue
            }
            let pieces = part.value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
            if index == 0, pieces.count == 3, !pieces[0].isEmpty { charset = String(pieces[0]) }
            bytes += Self.unescaped(index == 0 && pieces.count == 3 ? pieces[2] : part.value[...])
        }
        return (MailText.decode(bytes, charset) ?? String(decoding: bytes, as: UTF8.self)).nonBlank
    }

    /// 12 of `filename*12*`; 0 of `filename*`.
    private static func place(_ name: String) -> Int {
        name.split(separator: "*").dropFirst().first.flatMap { Int($0) } ?? 0
    }

    private static func quoted(_ rest: inout Substring) -> String {
        var text = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst(), character != "\"" {
            // What it stands before is meant as it is.
            text.append(character == "\\" ? rest.popFirst() ?? character : character)
        }
        return text
    }

    /// `%F1`, by bytes.
    private static func unescaped(_ text: Substring) -> [UInt8] {
        var (bytes, rest) = ([UInt8](), Array(text.utf8)[...])
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
