/// How a message is put to its reader: a suggestion about the message, never a label on a person.
package enum CommunicationStyle: String, CaseIterable, Codable, Sendable {
    case assertive, passive, aggressive
    case passiveAggressive = "passive_aggressive"
    case manipulative
}

/// What a message's wording tells of its style.
package struct StyleReading: Equatable, Sendable {
    /// Nothing where no style stands out.
    package let label: CommunicationStyle?
    /// What speaks for the label, in the order of the text.
    package let evidence: [StyleEvidence]

    package static let none = StyleReading(label: nil, evidence: [])
}

/// Words that speak for a style, and the rule that says so.
package struct StyleEvidence: Codable, Equatable, Sendable {
    /// In UTF-16 code units.
    package let start: Int
    package let end: Int
    package let text: String
    package let rule: String
}
