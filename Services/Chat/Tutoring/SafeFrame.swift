import Risk

/// How a model is held while somebody may be in danger.
enum SafeFrame: Sendable {
    /// The message speaks of it: the answer begins with words that no model wrote, and a model adds words that help.
    case now
    /// An earlier message did, and no person has closed that yet, whatever the student says since.
    case afterwards

    /// Tokens that an answer to such a message may have.
    static let maxTokens = 350

    /// - Parameter isOpen: an earlier message of the conversation was serious.
    init?(_ risk: RiskAssessment?, isOpen: Bool) {
        if risk?.isSerious == true {
            self = .now
        } else if isOpen {
            self = .afterwards
        } else {
            return nil
        }
    }

    /// What the model is told.
    var instructions: String {
        switch self {
        case .now: Messages.frameNow
        case .afterwards: Messages.frameAfterwards
        }
    }
}
