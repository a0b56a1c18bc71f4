import Daemon

/// Words that harm somebody in danger, and words that help them. Files say which, and why.
package struct SafeAnswerPhrases: Sendable {
    private let harmful: WordPhrases
    private let helpful: WordPhrases

    /// - Parameter folder: holds `unsafe_answers.txt` and `safe_words.txt`; without them the daemon doesn't start.
    package init(folder: String) throws {
        harmful = try Self.phrases(folder, "unsafe_answers")
        helpful = try Self.phrases(folder, "safe_words")
    }

    /// - Parameter words: folded.
    func harm(in words: [String]) -> Bool {
        words.indices.contains { harmful.longest(at: $0, of: words) > 0 }
    }

    /// Whether words help and no other stands between them, but for names.
    ///
    /// - Parameter words: folded.
    func cover(_ words: [String], and names: WordPhrases) -> Bool {
        var index = 0
        while index < words.count {
            let length = max(helpful.longest(at: index, of: words), names.longest(at: index, of: words))
            guard length > 0 else { return false }
            index += length
        }
        return true
    }

    private static func phrases(_ folder: String, _ name: String) throws -> WordPhrases {
        guard let file = try? VocabularyFile(folder: folder, name: name) else {
            throw ConfigurationError("CHAT_VOCABULARY", "\(folder) has no \(name).txt")
        }
        return WordPhrases(file.lines.flatMap(\.spellings))
    }
}
