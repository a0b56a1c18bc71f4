import Foundation

/// A name that people read, of a person or of a thing of theirs: one line of up to 120 characters.
struct DisplayName: Sendable, Equatable {
    let text: String

    init?(_ text: String) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...120).contains(text.count), text.utf8.count <= 480, !text.hasControlCharacters else { return nil }
        self.text = text
    }
}

extension String {
    /// Line ends, the zero that PostgreSQL can't store, and what turns the direction of writing.
    var hasControlCharacters: Bool {
        unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            // The joiners are part of words and emoji.
            case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\u{200C}" && scalar != "\u{200D}"
            default: false
            }
        }
    }
}
