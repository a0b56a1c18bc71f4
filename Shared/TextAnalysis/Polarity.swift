/// In which ways a text says that something is not so.
package struct Polarity: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// «niega fiebre», "no cough", «fiebre: no».
    package static let denied = Polarity(rawValue: 1)
    /// «la fiebre ya cedió», "resolved".
    package static let resolved = Polarity(rawValue: 2)
    /// «evitar ibuprofeno», "contraindicated".
    package static let avoided = Polarity(rawValue: 4)
}

/// Something found in a text that may be negated.
package struct Mention: Equatable, Sendable {
    /// Indices of its tokens.
    package let tokens: Range<Int>
    /// What can be said of it: a symptom is denied or resolved, a medicine denied or avoided.
    package let susceptible: Polarity

    package init(tokens: Range<Int>, susceptible: Polarity) {
        self.tokens = tokens
        self.susceptible = susceptible
    }
}
