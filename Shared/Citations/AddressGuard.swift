import TextAnalysis

/// Takes out of an answer what could lead its reader away: addresses that neither the question nor a source without
/// instructions has, and pictures, which browsers fetch by themselves.
struct AddressGuard: Sendable {
    /// Stands where something was taken out.
    private static let mark = "…"

    private let known: Set<String>

    init(sources: [CitableSource], question: String) {
        let texts = [question] + sources.filter(\.instructions.isEmpty).map(\.everything)
        known = Set(texts.flatMap(Self.pieces).filter(Self.isAddress).map(Self.bare))
    }

    func checked(_ sentence: String) -> String {
        let text = withoutLinks(sentence)
        var checked = ""
        var kept = text.startIndex
        for piece in Self.pieces(text) where Self.isAddress(piece) && !known.contains(Self.bare(piece)) {
            checked += text[kept..<piece.startIndex] + Self.mark
            kept = piece.endIndex
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

    private static func pieces(_ text: String) -> [Substring] {
        text.split { $0.isWhitespace || "()[]<>{}\"'«»“”`|,;*".contains($0) }
    }

    private static func isAddress(_ written: Substring) -> Bool {
        let text = plain(written)
        guard text.contains(where: { $0.isLetter || $0.isWholeNumber }) else { return false }
        if text.contains("//") || schemes.contains(where: { text.hasPrefix($0) && text.count > $0.count }) {
            return true
        }
        let host = text.split(separator: "@").last ?? ""
        let labels = host.prefix { !"/?:#".contains($0) }.split(separator: ".")
        guard labels.count > 1, let last = labels.last(where: { !$0.isEmpty }) else { return false }
        let isHost = labels.allSatisfy { $0.allSatisfy { $0.isLetter || $0.isWholeNumber || $0 == "-" } }
        let isNumbers = labels.allSatisfy { Int($0) != nil }
        if isNumbers { return labels.count == 4 && text.contains("/") }
        return isHost && (text.contains("@") || host.contains("/") || topDomains.contains(String(last)))
    }

    private static func bare(_ written: some StringProtocol) -> String {
        var bare = plain(written)
        for start in ["mailto:", "https://", "http://", "www."] where bare.hasPrefix(start) {
            bare.removeFirst(start.count)
        }
        while let last = bare.last, ".:!?/…".contains(last) { bare.removeLast() }
        return bare
    }

    /// As a browser or a person would read it: without invisible, look-alike or escaped letters.
    private static func plain(_ written: some StringProtocol) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in written.unicodeScalars where !scalar.properties.isDefaultIgnorableCodePoint && scalar != "\\" {
            plain.append(LookAlikes.plain(scalar) ?? scalar)
        }
        let text = String(plain).lowercased()
        guard text.contains("&") else { return text }
        return text.replacing(/&(?:#58|#x3a|colon);?/, with: ":").replacing(/&(?:#47|#x2f|sol);?/, with: "/")
    }

    private static let schemes = [
        "www.", "http:", "https:", "ftp:", "mailto:", "tel:", "sms:", "javascript:", "data:", "file:", "whatsapp:",
    ]
    private static let topDomains: Set<String> = [
        "com", "org", "net", "edu", "gob", "gov", "info", "biz", "io", "app", "dev", "xyz", "site", "online", "shop",
        "click", "link", "top", "live", "ru", "cn", "me", "ly", "co", "ar", "mx", "uy", "cl", "py", "bo", "pe", "ec",
        "es", "eu", "uk", "us", "de", "fr", "it", "br", "tk", "ml", "ga", "cf", "gq", "cc", "tv", "ws", "ai", "gg",
        "to",
        "su", "zip", "mov", "page", "web", "store", "cloud", "space", "tech", "website", "icu", "onion", "example",
        "test",
    ]
}
