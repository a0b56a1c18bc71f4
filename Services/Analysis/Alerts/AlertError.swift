import Daemon
import HTTPTypes

/// Why an alert can't be found or changed.
enum AlertError: Error, Equatable {
    case notFound
    /// Somebody else has it.
    case taken
    case ended
    /// Whoever it should be referred to doesn't tend students.
    case nobodyToRefer
    /// Whoever asked for a person did so outside of any.
    case noConversation
    case chatAway
    /// The student has deleted the conversation.
    case conversationGone
    case badState
    case badCursor
    case badLimit
}

extension AlertError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "alert_not_found", Messages.alertNotFound)
        case .taken: Problem(.conflict, "alert_taken", Messages.alertTaken)
        case .ended: Problem(.conflict, "alert_ended", Messages.alertEnded)
        case .nobodyToRefer: Problem(.unprocessableContent, "nobody_to_refer", Messages.nobodyToRefer)
        case .noConversation: Problem(.notFound, "conversation_not_found", Messages.noConversation)
        case .chatAway: Problem(.badGateway, "chat_unavailable", Messages.conversationAway)
        case .conversationGone: Problem(.notFound, "conversation_gone", Messages.conversationGone)
        case .badState: Problem(.badRequest, "bad_state", Messages.badAlertState)
        case .badCursor: Problem(.badRequest, "invalid_cursor", Messages.badCursor)
        case .badLimit: Problem(.badRequest, "bad_limit", Messages.badLimit)
        }
    }
}
