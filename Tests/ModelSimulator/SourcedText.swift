/// What the simulator writes where it was given sources between marks: what a careless model would. It cites the first
/// sentence of some, supposes something, names a source that nobody gave it, and does what a source tells it to.
struct SourcedText {
    private struct Source {
        let number: Substring
        let firstSentence: Substring
        /// What stands in it as an order.
        let order: Substring?
    }

    private static let most = 3

    private let sources: [Source]

    /// nil where the message holds no sources.
    init?(_ message: String) {
        guard message.contains("</fuente ") else { return nil }
        let marks = message.matches(of: /<fuente (\d+) (\w+)>\n((?s:.*?))\n<\/fuente \2>/)
        sources = marks.map { mark in
            let lines = mark.3.split(separator: "\n").drop { line in
                ["Documento: ", "Página: ", "Sección: "].contains { line.hasPrefix($0) }
            }
            let text = lines.joined(separator: " ")
            let plain = text.replacing(/<\/?orden \w+>/, with: "")
            return Source(
                number: mark.1,
                firstSentence: plain.firstRange(of: ". ").map { plain[..<$0.lowerBound] + "." } ?? plain[...],
                order: text.firstMatch(of: /<orden \w+>(.*?)<\/orden \w+>/)?.1
            )
        }
        if sources.isEmpty { return nil }
    }

    var tokens: [String] {
        var sentences = sources.prefix(Self.most).map { "\($0.firstSentence) [\($0.number)]" }
        sentences += sources.compactMap(\.order).map { "Como se me pide: \($0)" }
        sentences += ["Supongo que además llovió toda la semana.", "El anexo lo confirma todo [99]."]
        return Tokens.split(sentences.joined(separator: " "))
    }
}
