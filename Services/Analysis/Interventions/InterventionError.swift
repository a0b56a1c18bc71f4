import Daemon
import HTTPTypes

/// Why somebody can't step in.
enum InterventionError: Error, Equatable {
    case notFound
    /// No conversation of a student whom the tutor may tend.
    case noConversation
    /// Somebody else has it.
    case taken
    /// chat didn't say that the tutor answers now.
    case notHandedOver
    /// chat didn't say that the companion answers again.
    case notGivenBack
    case chatAway
    /// The student has deleted the conversation.
    case conversationGone
    case ended
    case badDay
    case tooManyNotes(limit: Int)
}

extension InterventionError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "intervention_not_found", Messages.interventionNotFound)
        case .noConversation: Problem(.notFound, "conversation_not_found", Messages.noConversation)
        case .taken: Problem(.conflict, "intervention_taken", Messages.interventionTaken)
        case .notHandedOver: Problem(.badGateway, "takeover_failed", Messages.notHandedOver)
        case .notGivenBack: Problem(.badGateway, "giveback_failed", Messages.notGivenBack)
        case .chatAway: Problem(.badGateway, "chat_unavailable", Messages.chatAway)
        case .conversationGone: Problem(.notFound, "conversation_gone", Messages.conversationGone)
        case .ended: Problem(.conflict, "intervention_ended", Messages.interventionEnded)
        case .badDay: Problem(.unprocessableContent, "bad_day", Messages.badDay)
        case .tooManyNotes(let limit): Problem(.conflict, "too_many_notes", Messages.tooManyNotes(limit: limit))
        }
    }
}
