import TextAnalysis

/// Text that says of itself that it is turned: backwards, or by thirteen letters.
enum TurnedText {
    private static let backwards: Set<String> = ["reves", "reverse", "backwards", "inverso", "invertido", "reversed"]
    private static let rotated: Set<String> = ["rot", "cesar", "caesar", "rotacion"]

    /// The text turned back; nothing where it doesn't speak of turning.
    static func undone(_ text: String) -> String? {
        var undone: [String] = []
        let words = Set(tokens(text).lazy.map(\.text))
        if !words.isDisjoint(with: backwards) { undone.append(String(text.reversed())) }
        if !words.isDisjoint(with: rotated) { undone.append(rotate(text)) }
        return undone.isEmpty ? nil : undone.joined(separator: "\n")
    }

    private static func rotate(_ text: String) -> String {
        String(
            decoding: text.utf8.map { byte -> UInt8 in
                switch byte {
                case 65...90: (byte - 65 + 13) % 26 + 65
                case 97...122: (byte - 97 + 13) % 26 + 97
                default: byte
                }
            },
            as: UTF8.self
        )
    }
}
