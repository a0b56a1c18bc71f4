/// A linguistic feature of a style.
struct StyleRule: Sendable {
    let name: String
    let style: CommunicationStyle
    /// What one occurrence adds; a style stands out from 1.
    let weight: Double
    /// One sentence.
    let why: String
    /// One wording a line, as `WordingSearch` reads it.
    let wordings: [String]

    init(
        _ name: String,
        _ style: CommunicationStyle,
        _ weight: Double = 1,
        why: String,
        _ wordings: String
    ) {
        self.name = name
        self.style = style
        self.weight = weight
        self.why = why
        self.wordings = wordings.split(separator: "\n").map(String.init)
    }

    static let all: [StyleRule] = assertive + passive + aggressive + passiveAggressive + manipulative
}
