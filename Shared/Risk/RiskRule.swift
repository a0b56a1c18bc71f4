/// What a wording means, and why. Rules are data: each is tried on every message.
package struct RiskRule: Sendable {
    /// What follows where the wording stands.
    package enum Effect: Equatable, Sendable {
        /// A tier of suicide.
        case tier(Int)
        case danger(RiskCategory)
        /// A figure of speech: what it overlaps means nothing.
        case figure
        /// What it overlaps is distress at most: «quiero desaparecer un tiempo».
        case softening
        /// Somebody else's words or a work: what follows in the sentence means nothing.
        case quotation
        /// Long ago: thoughts are distress now, an attempt counts as thoughts.
        case longAgo
        /// Said in the present: it is meant now, however long ago it began.
        case present
        /// A joke: a wish is distress at most; thoughts and plans stay what they are.
        case laughter
    }

    package struct Traits: OptionSet, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }

        /// A negation before it belongs to something else, or to it.
        static let unnegatable = Traits(rawValue: 1)
        /// Of somebody near, in whose words quotation is no distance.
        static let aboutAnother = Traits(rawValue: 2)
    }

    package let name: String
    package let effect: Effect
    package let traits: Traits
    /// One sentence.
    package let why: String
    /// One wording a line, as `Wording` reads it.
    package let wordings: [String]

    init(_ name: String, _ effect: Effect, _ traits: Traits = [], why: String, _ wordings: String) {
        self.name = name
        self.effect = effect
        self.traits = traits
        self.why = why
        self.wordings = wordings.split(separator: "\n").map(String.init)
    }

    package static let all: [RiskRule] =
        wish + thoughts + intent + distress + anotherPerson + selfHarm + violence + abuse + english + speech
}
