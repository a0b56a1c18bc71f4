import Daemon
import HTTPTypes

/// Why unanswered questions can't be found.
enum UnansweredError: Error, Equatable {
    /// Somebody answered or dismissed them before.
    case notFound
    case badCursor
    case badLimit
}

extension UnansweredError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "unanswered_not_found", Messages.unansweredNotFound)
        case .badCursor: Problem(.badRequest, "invalid_cursor", Messages.badTicketCursor)
        case .badLimit: Problem(.badRequest, "bad_limit", Messages.badTicketLimit)
        }
    }
}
