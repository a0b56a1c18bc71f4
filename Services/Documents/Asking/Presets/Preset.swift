/// A form that makes a question: words with `[[key]]` where the person's go.
struct Preset: Codable, Sendable, Equatable {
    struct Blank: Codable, Sendable, Equatable {
        enum Kind: String, Codable, Sendable {
            case text, number, choice
        }

        let key: String
        let label: String
        /// An example, or what to do.
        let hint: String
        let kind: Kind
        /// Of a choice.
        let choices: [String]?
        /// May stay empty.
        let isOptional: Bool?

        init(
            _ key: String,
            _ label: String,
            hint: String = "",
            kind: Kind = .text,
            choices: [String]? = nil,
            isOptional: Bool? = nil
        ) {
            (self.key, self.label, self.hint, self.kind) = (key, label, hint, kind)
            (self.choices, self.isOptional) = (choices, isOptional)
        }
    }

    static let longestText = 4_000
    static let mostBlanks = 12
    private static let longestBlank = 1_000

    let title: String
    let description: String
    let blanks: [Blank]
    let text: String

    /// The keys that the text has, in their order, each once.
    static func keys(in text: String) -> [String] {
        text.matches(of: /\[\[([a-z][a-z0-9_]{0,39})\]\]/).map { String($0.1) }
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The question with what was filled in. What is filled in isn't looked at for blanks again.
    ///
    /// - Throws: `AskError.blankMissing`, `.badChoice`, `.tooLong`.
    func filled(_ values: [String: String]) throws(AskError) -> PreparedQuestion {
        var filled: [String: String] = [:]
        var searched: [String] = []
        for blank in blanks {
            let value = (values[blank.key] ?? "").trimmedLine
            guard value.count <= Self.longestBlank else { throw .tooLong(limit: Self.longestBlank) }
            if value.isEmpty {
                guard blank.isOptional == true else { throw .blankMissing(blank.label) }
                continue
            }
            switch blank.kind {
            case .number:
                guard let number = Int(value), (0...1_000_000).contains(number) else { throw .badChoice(blank.label) }
            case .choice: guard blank.choices?.contains(value) == true else { throw .badChoice(blank.label) }
            case .text: searched.append(value)
            }
            filled[blank.key] = value
        }
        let question = text.replacing(/\[\[([a-z][a-z0-9_]{0,39})\]\]/) { filled[String($0.1)] ?? "" }
            // What is left out leaves no gap.
            .replacing(#/ +(?=[ ,.;])/#, with: "")
        return PreparedQuestion(text: question, search: searched.isEmpty ? question : searched.joined(separator: " "))
    }

    /// What may be kept: short enough, with a label for each blank and nothing else.
    ///
    /// - Throws: `AskError.badPreset`.
    func checked() throws(AskError) {
        let isFit =
            (1...120).contains(title.trimmedLine.count) && description.count <= 500
            && (1...Self.longestText).contains(text.trimmedLine.count) && blanks.count <= Self.mostBlanks
            && Set(blanks.map(\.key)) == Set(Self.keys(in: text)) && Set(blanks.map(\.key)).count == blanks.count
            && blanks.allSatisfy(Self.isFit)
        guard isFit else { throw .badPreset(limit: Self.longestText) }
    }

    private static func isFit(_ blank: Blank) -> Bool {
        let choices = blank.choices ?? []
        return (1...120).contains(blank.label.count) && blank.hint.count <= 200
            && (blank.kind != .choice || (1...30).contains(choices.count))
            && choices.allSatisfy { (1...200).contains($0.count) }
    }
}
