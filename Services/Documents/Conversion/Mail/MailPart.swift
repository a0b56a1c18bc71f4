import Foundation

/// A message, or a part of one (RFC 5322, RFC 2045).
struct MailPart {
    private static let deepest = 16
    private static let mostParts = 500

    /// The names are in lower case.
    private let headers: [(name: String, value: String)]
    private let body: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        var (headers, lines): ([(name: String, value: String)], LineReader) = ([], LineReader(bytes))
        while let line = lines.next(), !line.isEmpty {
            let text = MailText.lenient(line)
            if line[line.startIndex].isSpace, !headers.isEmpty {
                headers[headers.count - 1].value += " " + text
            } else if let colon = text.firstIndex(of: ":") {
                headers.append((text[..<colon].lowercased(), String(text[text.index(after: colon)...])))
            }
        }
        self.headers = headers
        body = lines.rest
    }

    /// As people read it; nil where it isn't there.
    func header(_ name: String) -> String? {
        headers.first { $0.name == name }.flatMap { MailText.decodeWords($0.value).nonBlank }
    }

    /// In lower case, without parameters; RFC 2045, 5.2 says what none means.
    var type: String {
        let type = header("content-type") ?? "text/plain"
        return String(type.prefix { $0 != ";" }).collapsed.lowercased()
    }

    /// What a file would be called; nil where the part isn't one.
    var fileName: String? {
        parameter("filename", of: "content-disposition") ?? parameter("name", of: "content-type")
    }

    var isAttachment: Bool {
        let disposition = header("content-disposition")?.lowercased() ?? ""
        return disposition.hasPrefix("attachment") || (fileName != nil && !type.hasPrefix("text/"))
    }

    /// Itself, or all that it holds, whatever lies within what.
    func leaves(depth: Int = 0) -> [MailPart] {
        guard type.hasPrefix("multipart/"), let boundary = parameter("boundary", of: "content-type"),
            depth < Self.deepest
        else { return [self] }
        let parts = split(at: boundary).map { MailPart($0) }
        // Of the same text in several forms, the plain one is enough.
        if type == "multipart/alternative" {
            let leaves = parts.map { $0.leaves(depth: depth + 1) }
            let plain = leaves.first {
                $0.contains { $0.type == "text/plain" && !$0.isAttachment && !$0.text.collapsed.isEmpty }
            }
            return plain ?? leaves.last ?? []
        }
        return Array(parts.flatMap { $0.leaves(depth: depth + 1) }.prefix(Self.mostParts))
    }

    /// What was encoded for the way.
    var content: [UInt8] {
        switch header("content-transfer-encoding")?.lowercased() {
        case "base64": MailText.base64(body)
        case "quoted-printable": MailText.quotedPrintable(body)
        default: Array(body)
        }
    }

    var text: String {
        let bytes = content
        let named = parameter("charset", of: "content-type").flatMap { TextEncoding(name: $0) }
        // What is valid UTF-8 is nothing else, whatever it says.
        if named != .utf16LittleEndian, named != .utf16BigEndian, let text = String(validating: bytes, as: UTF8.self) {
            return text
        }
        return (named == .utf8 ? .windows1252 : named ?? .windows1252).decode(bytes)
    }

    private func split(at boundary: String) -> [ArraySlice<UInt8>] {
        let mark = Array("--\(boundary)".utf8)
        var (parts, start): ([ArraySlice<UInt8>], Int?) = ([], nil)
        var lines = LineReader(body)
        while parts.count < Self.mostParts {
            let place = lines.index
            guard let line = lines.next() else { break }
            guard line.starts(with: mark) else { continue }
            if let start { parts.append(body[start..<max(start, place)]) }
            start = lines.index
            if line.dropFirst(mark.count).starts(with: "--".utf8) { return parts }
        }
        // It was cut off.
        if let start, parts.count < Self.mostParts { parts.append(body[start...]) }
        return parts
    }

    /// `name=value` or `name="value"`, or RFC 2231's `name*=utf-8''value`.
    private func parameter(_ name: String, of header: String) -> String? {
        guard let value = headers.first(where: { $0.name == header })?.value else { return nil }
        for item in value.split(separator: ";").dropFirst() {
            let pair = item.split(separator: "=", maxSplits: 1).map { String($0).collapsed }
            guard pair.count == 2 else { continue }
            let text = pair[1].hasPrefix("\"") ? String(pair[1].dropFirst().prefix { $0 != "\"" }) : pair[1]
            if pair[0].lowercased() == name { return MailText.decodeWords(text).nonBlank }
            if pair[0].lowercased() == name + "*" {
                return
                    (text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false).last.map(String.init)
                    ?? text)
                    .removingPercentEncoding
            }
        }
        return nil
    }
}

/// Lines with any ends, without them.
private struct LineReader {
    private let bytes: ArraySlice<UInt8>
    /// Where the next one begins.
    private(set) var index: Int

    init(_ bytes: ArraySlice<UInt8>) { (self.bytes, index) = (bytes, bytes.startIndex) }

    var rest: ArraySlice<UInt8> { bytes[index...] }

    mutating func next() -> ArraySlice<UInt8>? {
        guard index < bytes.endIndex else { return nil }
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
        defer { index = min(end + 1, bytes.endIndex) }
        let line = bytes[index..<end]
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
}
