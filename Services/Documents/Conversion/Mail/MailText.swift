import Foundation

/// How mail writes what isn't ASCII.
enum MailText {
    static func lenient(_ bytes: ArraySlice<UInt8>) -> String {
        String(validating: bytes, as: UTF8.self) ?? TextEncoding.windows1252.decode(bytes)
    }

    static func base64(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        Data(base64Encoded: Data(bytes), options: .ignoreUnknownCharacters).map(Array.init) ?? []
    }

    /// RFC 2045, 6.7.
    static func quotedPrintable(_ bytes: ArraySlice<UInt8>, isHeader: Bool = false) -> [UInt8] {
        var (decoded, index) = ([UInt8](), bytes.startIndex)
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "=") else {
                decoded.append(isHeader && byte == UInt8(ascii: "_") ? UInt8(ascii: " ") : byte)
                continue
            }
            let next = bytes[index...].prefix(2)
            if let value = UInt8(String(decoding: next, as: UTF8.self), radix: 16), next.count == 2 {
                decoded.append(value)
                index += 2
            } else if next.first == UInt8(ascii: "\n") {
                index += 1
            } else if next.elementsEqual("\r\n".utf8) {
                index += 2
            } else {
                decoded.append(byte)
            }
        }
        return decoded
    }

    /// `=?charset?B or Q?text?=` (RFC 2047), as often as it is there.
    static func decodeWords(_ text: String) -> String {
        var (decoded, rest, followsWord) = ("", text[...], false)
        while let start = rest.firstRange(of: "=?") {
            let parts = rest[start.upperBound...].split(separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, parts[3].hasPrefix("="), let word = word(parts[0], parts[1], parts[2]) else {
                decoded += rest[..<start.upperBound]
                (rest, followsWord) = (rest[start.upperBound...], false)
                continue
            }
            // White space between two of them is none.
            let between = rest[..<start.lowerBound]
            if !followsWord || !between.allSatisfy(\.isWhitespace) { decoded += between }
            decoded += word
            (rest, followsWord) = (parts[3].dropFirst(), true)
        }
        return decoded + rest
    }

    private static func word(_ charset: Substring, _ encoding: Substring, _ text: Substring) -> String? {
        // A language may follow the charset (RFC 2231, 5).
        let charset = charset.prefix { $0 != "*" }
        switch encoding.lowercased() {
        case "b": return decode(base64(text.utf8), charset)
        case "q": return decode(quotedPrintable(Array(text.utf8)[...], isHeader: true), charset)
        default: return nil
        }
    }

    /// Nil where nobody knows the charset.
    static func decode(_ bytes: [UInt8], _ charset: some StringProtocol) -> String? {
        TextEncoding(name: charset).map { $0.decode(bytes) } ?? NamedEncoding.decode(bytes, named: charset)
    }
}
