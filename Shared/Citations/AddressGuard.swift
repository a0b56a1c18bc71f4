/// Takes out of an answer what could lead its reader away: addresses that neither the question nor a source without
/// instructions has, and pictures, which browsers fetch by themselves.
struct AddressGuard: Sendable {
    /// Stands where something was taken out.
    private static let mark = "…"

    private let known: Set<String>

    init(sources: [CitableSource], question: String) {
        let texts = [question] + sources.filter(\.instructions.isEmpty).map(\.everything)
        known = Set(texts.flatMap(Self.pieces).filter { Self.isAddress($0.text) }.map { Self.bare($0.text) })
    }

    func checked(_ sentence: String) -> String {
        let text = withoutLinks(sentence)
        var checked = ""
        var kept = text.startIndex
        for piece in Self.pieces(text) where Self.isAddress(piece.text) && !known.contains(Self.bare(piece.text)) {
            checked += text[kept..<piece.text.startIndex] + Self.mark
            kept = piece.text.endIndex
        }
        return checked + text[kept...]
    }

    /// Markdown's pictures and links as their words; a link whose address is known stays.
    private func withoutLinks(_ text: String) -> String {
        text.replacing(/(!?)\[([^\]\n]*)\]\s?\(([^)\n]*)\)?/) { match in
            let address = match.3.prefix { !$0.isWhitespace }
            let isKept = match.1.isEmpty && known.contains(Self.bare(address))
            return isKept ? String(match.0) : String(match.2)
        }
    }

    private struct Piece {
        let text: Substring
    }

    private static func pieces(_ text: String) -> [Piece] {
        text.split { $0.isWhitespace || "()[]<>{}\"'«»“”`|,;*".contains($0) }.map(Piece.init(text:))
    }

    private static func isAddress(_ text: Substring) -> Bool {
        let lower = text.lowercased()
        if lower.contains("://") || lower.hasPrefix("www.") || lower.hasPrefix("mailto:") { return true }
        let host = lower.split(separator: "@").last ?? ""
        let labels = host.prefix { !"/?:#".contains($0) }.split(separator: ".")
        guard labels.count > 1, let last = labels.last(where: { !$0.isEmpty }) else { return false }
        let isHost = labels.allSatisfy { $0.allSatisfy { $0.isLetter || $0.isWholeNumber || $0 == "-" } }
        return isHost && (lower.contains("@") || host.contains("/") || topDomains.contains(String(last)))
            && last.contains(where: \.isLetter)
    }

    private static func bare(_ text: some StringProtocol) -> String {
        var bare = text.lowercased()
        for start in ["mailto:", "https://", "http://", "www."] where bare.hasPrefix(start) {
            bare.removeFirst(start.count)
        }
        while let last = bare.last, ".:!?/…".contains(last) { bare.removeLast() }
        return bare
    }

    private static let topDomains: Set<String> = [
        "com", "org", "net", "edu", "gob", "gov", "info", "biz", "io", "app", "dev", "xyz", "site", "online", "shop",
        "click", "link", "top", "live", "ru", "cn", "me", "ly", "co", "ar", "mx", "uy", "cl", "py", "bo", "pe", "ec",
        "es", "eu", "uk", "us", "de", "fr", "it", "br", "example", "test",
    ]
}
