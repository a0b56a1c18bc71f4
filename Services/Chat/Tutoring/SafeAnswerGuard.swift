import TextAnalysis

/// Holds what a model says to somebody in danger, sentence by sentence.
package struct SafeAnswerGuard: Sendable {
    package enum Hold: Sendable {
        /// Only words that help go out; with the first sentence that has another, the model's part is over.
        case close
        /// Sentences that harm are left out: means and methods, promises of silence, belittling, diagnoses, telephones and
        /// addresses that the institution didn't give.
        case loose
    }

    private let phrases: SafeAnswerPhrases
    private let hold: Hold
    private let names: WordPhrases
    private let telephones: Set<String>
    private let facts: FactGuard
    private var held = ""
    package private(set) var removed = 0
    /// Nothing more of the model's goes out.
    package var isOver: Bool { hold == .close && removed > 0 }

    /// Characters after which a sentence is judged though it hasn't ended.
    private static let longest = 600
    private static let hearts: Set<Character> = ["❤️", "🧡", "💛", "💚", "💙", "💜", "🤍", "🫂"]
    private static let calling: Set<String> = [
        "llama", "llamar", "llames", "marca", "marcar", "telefono", "whatsapp", "call", "dial",
    ]

    /// - Parameter names: all lines and people that may be named, with their telephones, each by itself.
    package init(phrases: SafeAnswerPhrases, hold: Hold, names: [String]) {
        self.phrases = phrases
        self.hold = hold
        self.names = WordPhrases(names)
        telephones = Set(names.map { FactGuard.digits($0).joined() })
        facts = FactGuard(facts: names)
    }

    /// - Returns: whole sentences that may go out now.
    package mutating func pass(_ chunk: String) -> String {
        held += chunk
        var ready = ""
        while !isOver, let end = Self.sentenceEnd(held) ?? (held.count > Self.longest ? held.endIndex : nil) {
            ready += checked(String(held[..<end]))
            held = String(held[end...])
        }
        return ready
    }

    /// - Returns: what is still held when the answer ends.
    package mutating func finish() -> String {
        defer { held = "" }
        return isOver ? "" : checked(held)
    }

    /// After the white space that follows a sentence.
    private static func sentenceEnd(_ text: String) -> String.Index? {
        var isEnding = false
        for index in text.indices {
            let character = text[index]
            if character.isNewline || (isEnding && character.isWhitespace) { return text.index(after: index) }
            isEnding = ".!?…".contains(character) || (isEnding && "»”\")".contains(character))
        }
        return nil
    }

    private mutating func checked(_ sentence: String) -> String {
        if fits(sentence) { return sentence }
        removed += 1
        return ""
    }

    private func fits(_ sentence: String) -> Bool {
        let said = words(sentence).map(\.folded)
        guard !phrases.harm(in: said), !namesStrangers(sentence, said) else { return false }
        return hold == .loose || (sentence.allSatisfy(Self.isPlain) && phrases.cover(said, and: names))
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character.isWhitespace || character.isPunctuation
            || hearts.contains(character)
    }

    private func namesStrangers(_ sentence: String, _ said: [String]) -> Bool {
        var facts = facts
        _ = facts.withoutAddresses(sentence)
        guard facts.removed == 0 else { return true }
        // A number that one is to call may be short.
        let shortest = said.contains { Self.calling.contains($0) } ? 3 : 7
        return sentence.matches(of: /\d(?:[ .()-]{0,2}\d)*/)
            .map { FactGuard.digits($0.output).joined() }
            .contains { $0.count >= shortest && !telephones.contains($0) }
    }
}
