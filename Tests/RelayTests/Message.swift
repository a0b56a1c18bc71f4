/// A request or response as text, taken apart just enough to look at.
struct Message {
    let startLine: String
    let fields: [(name: String, value: String)]
    let body: String

    init(_ text: String) {
        let (head, body) = Self.split(text)
        var lines = head.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        startLine = lines.removeFirst()
        fields = lines.compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (line[..<colon].lowercased(), String(value))
        }
        self.body = body
    }

    var status: Int { Int(startLine.split(separator: " ").dropFirst().first ?? "") ?? 0 }

    subscript(_ name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    /// The body without its chunk framing.
    var content: String {
        guard self["transfer-encoding"] == "chunked" else { return body }
        var rest = body[...]
        var content = ""
        while let end = rest.firstRange(of: "\r\n"), let size = Int(rest[..<end.lowerBound], radix: 16), size > 0 {
            let chunk = rest[end.upperBound...].utf8.prefix(size)
            content += String(chunk) ?? ""
            rest = rest[chunk.endIndex...].dropFirst()
        }
        return content
    }

    static func isComplete(_ text: String) -> Bool {
        guard text.contains("\r\n\r\n") else { return false }
        let message = Message(text)
        if let length = message["content-length"].flatMap({ Int($0) }) { return message.body.utf8.count >= length }
        return message["transfer-encoding"] != "chunked" || message.body.hasSuffix("0\r\n\r\n")
    }

    private static func split(_ text: String) -> (head: String, body: String) {
        guard let end = text.firstRange(of: "\r\n\r\n") else { return (text, "") }
        return (String(text[..<end.lowerBound]), String(text[end.upperBound...]))
    }
}
