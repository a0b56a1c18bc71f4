import Daemon
import HTTPTypes

enum ConversationError: Error, Equatable {
    case notFound
    case reasonRequired
    case badReason
    case ownConversation
    case messageNotFound
    case generationNotFound
    case busy
    case unknownAssistant
    case emptyMessage
    case tooLong(limit: Int)
    case badTitle
    case badCursor
    case commentTooLong(limit: Int)
    case badFormat
    case tooManyGenerations(limit: Int)
    case shuttingDown
}

extension ConversationError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "conversation_not_found", Messages.conversationNotFound)
        case .reasonRequired: Problem(.forbidden, "reason_required", Messages.reasonRequired)
        case .badReason: Problem(.unprocessableContent, "invalid_reason", Messages.badReason)
        case .ownConversation: Problem(.conflict, "own_conversation", Messages.ownConversation)
        case .messageNotFound: Problem(.notFound, "message_not_found", Messages.messageNotFound)
        case .generationNotFound: Problem(.notFound, "generation_not_found", Messages.generationNotFound)
        case .busy: Problem(.conflict, "generation_in_progress", Messages.busy)
        case .unknownAssistant: Problem(.notFound, "assistant_not_found", Messages.unknownAssistant)
        case .emptyMessage: Problem(.badRequest, "empty_message", Messages.emptyMessage)
        case .tooLong(let limit): Problem(.contentTooLarge, "message_too_long", Messages.tooLong(limit: limit))
        case .badTitle: Problem(.badRequest, "bad_title", Messages.badTitle)
        case .badCursor: Problem(.badRequest, "bad_cursor", Messages.badCursor)
        case .commentTooLong(let limit):
            Problem(.contentTooLarge, "comment_too_long", Messages.commentTooLong(limit: limit))
        case .badFormat: Problem(.badRequest, "bad_format", Messages.badFormat)
        case .tooManyGenerations(let limit):
            Problem(
                .tooManyRequests,
                "too_many_generations",
                Messages.tooManyGenerations(limit: limit),
                headers: [.retryAfter: "5"]
            )
        case .shuttingDown:
            Problem(.serviceUnavailable, "shutting_down", Messages.shuttingDown, headers: [.retryAfter: "2"])
        }
    }
}
