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

    /// What a file would be called; a message that came with this one, by what it is about.
    var name: String {
        let subject = isMessage ? MailPart(content[...]).header("subject")?.replacing("/", with: "-") : nil
        return fileName ?? subject.map { "\($0).eml" } ?? type.replacing("/", with: ".")
    }

    var isAttachment: Bool {
        let disposition = header("content-disposition")?.lowercased() ?? ""
        return disposition.hasPrefix("attachment") || isMessage || (fileName != nil && !type.hasPrefix("text/"))
    }

    private var fileName: String? {
        parameter("filename", of: "content-disposition") ?? parameter("name", of: "content-type")
    }

    private var isMessage: Bool { type == "message/rfc822" }

    /// A picture that a text shows, as signatures do.
    private var isShown: Bool { type.hasPrefix("image/") && header("content-id") != nil }

    /// Itself, or all that it holds, whatever lies within what.
    func leaves(depth: Int = 0) -> [MailPart] {
        guard type.hasPrefix("multipart/"), let boundary = parameter("boundary", of: "content-type"),
            depth < Self.deepest
        else { return [self] }
        let parts = split(at: boundary).map { MailPart($0) }
        // Of the same text in several forms, the plain one is enough.
        if type == "multipart/alternative" {
            let leaves = parts.map { $0.leaves(depth: depth + 1) }
            let plain = leaves.firstIndex {
                $0.contains { $0.type == "text/plain" && !$0.isAttachment && !$0.text.collapsed.isEmpty }
            }
            let chosen = plain ?? leaves.count - 1
            // Some programs attach files to only one of the forms.
            return leaves.enumerated().flatMap { place, parts in
                place == chosen ? parts : parts.filter { $0.isAttachment && !$0.isShown }
            }
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
        let (bytes, charset) = (content, parameter("charset", of: "content-type"))
        let named = charset.flatMap { TextEncoding(name: $0) }
        if named == nil, let charset, let text = NamedEncoding.decode(bytes, named: charset) { return text }
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

    private func parameter(_ name: String, of header: String) -> String? {
        headers.first { $0.name == header }.flatMap { MailParameters($0.value)[name] }
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
