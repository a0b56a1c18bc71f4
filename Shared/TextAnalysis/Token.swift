/// A piece of a text as rules read it, and where it stands.
package struct Token: Equatable, Sendable {
    package enum Kind: Sendable { case word, number, symbol, lineBreak }

    package let kind: Kind
    /// A word folded; a number or a symbol as written.
    package let text: String
    /// In UTF-16 code units.
    package let range: Range<Int>
    /// Whether white space, or nothing, stands before it.
    package let followsSpace: Bool
    /// Whether a word begins with a capital letter.
    package let isCapitalized: Bool
}

extension [Token] {
    /// Whether a sentence ends with this token: a full stop before a space, another closing mark, or a new line.
    package func endsSentence(at index: Int) -> Bool {
        switch self[index].kind {
        case .lineBreak: true
        case .symbol:
            switch self[index].text {
            case "!", "?", ";", "…": true
            case ".": index + 1 == count || self[index + 1].followsSpace || self[index + 1].kind == .lineBreak
            default: false
            }
        default: false
        }
    }
}
