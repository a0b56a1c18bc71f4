import Daemon
import Risk

/// What somebody in danger is shown at once: whom they can call, without any model.
struct HelpCard: Codable, Equatable, Sendable {
    let tier: Int
    let category: RiskCategory?
    /// In the person's language.
    let text: String
    let lines: [Support.Line]
    let people: [Support.Person]

    /// Nil where a message speaks of no danger.
    init?(_ risk: RiskAssessment, _ support: Support, in language: Language) {
        guard risk.isDanger else { return nil }
        tier = risk.tier
        category = risk.category
        text = (support.lines.isEmpty ? Messages.helpWithoutLines : Messages.help)[language]
        lines = support.lines
        people = support.people
    }

    /// Where something else than a message asks for it.
    init(_ support: Support, _ text: LocalizedText, in language: Language) {
        tier = 0
        category = nil
        self.text = text[language]
        lines = support.lines
        people = support.people
    }

    /// All of it in words, where a page shows nothing else.
    var words: String {
        let calls = lines.map { line in
            "- " + [line.name, line.telephone, line.hours].compactMap { $0 }.joined(separator: " · ")
        }
        return ([text] + calls).joined(separator: "\n")
    }
}

extension RiskAssessment {
    /// A person has to look at it now.
    var isDanger: Bool { tier >= 3 || category != nil }
    /// An answer has to be careful.
    var isSerious: Bool { tier >= 2 || category != nil }
}
