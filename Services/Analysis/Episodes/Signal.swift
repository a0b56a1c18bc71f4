import Risk

/// What in a message asks for a person, and the least of its words that shows why.
struct Signal: Sendable, Equatable {
    /// Characters beside the words that a rule stands on.
    private static let context = 60
    private static let longestExcerpt = 240

    let tier: Int
    let category: RiskCategory?
    let rules: [String]
    let excerpt: String

    /// Nil where nobody has to be told.
    init?(_ assessment: RiskAssessment, in text: String) {
        guard assessment.tier >= 2 || assessment.category != nil else { return nil }
        tier = assessment.tier
        category = assessment.category
        rules = Array(Set(assessment.reasons.map(\.rule))).sorted()
        excerpt = Self.excerpt(of: text, around: assessment.reasons.first)
    }

    /// Whole words around the first reason.
    private static func excerpt(of text: String, around reason: RiskReason?) -> String {
        let (start, end) = (reason?.start ?? 0, reason?.end ?? 0)
        let units = text.utf16
        guard start <= end, let from = units.index(units.startIndex, offsetBy: start, limitedBy: units.endIndex),
            let to = units.index(from, offsetBy: end - start, limitedBy: units.endIndex)
        else { return String(text.prefix(longestExcerpt)) }
        let first = text.index(from, offsetBy: -context, limitedBy: text.startIndex) ?? text.startIndex
        let last = text.index(to, offsetBy: context, limitedBy: text.endIndex) ?? text.endIndex
        var piece = text[first..<last]
        if first > text.startIndex, let space = piece.firstIndex(where: \.isWhitespace), space < from {
            piece = piece[piece.index(after: space)...]
        }
        if last < text.endIndex, let space = piece.lastIndex(where: \.isWhitespace), space > to {
            piece = piece[..<space]
        }
        let opening = piece.startIndex > text.startIndex ? "…" : ""
        let closing = piece.endIndex < text.endIndex ? "…" : ""
        return opening + piece.prefix(longestExcerpt) + closing
    }
}

extension RiskCategory {
    /// Which one an episode is told by.
    var gravity: Int {
        switch self {
        case .abuseOrBullying: 1
        case .selfHarm: 2
        case .violenceThreat: 3
        }
    }
}
