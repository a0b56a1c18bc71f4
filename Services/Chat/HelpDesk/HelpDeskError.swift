import Daemon
import HTTPTypes

enum HelpDeskError: Error, Equatable {
    case empty
    case tooLong(limit: Int)
    case badSession
    case unknownPlace
    case municipioAway
    case badPrompt(limit: Int)
    case unknownVersion
    case promptChanged
}

extension HelpDeskError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .empty: Problem(.badRequest, "empty_question", Messages.emptyMessage)
        case .tooLong(let limit):
            Problem(.contentTooLarge, "question_too_long", Messages.tooLong(limit: limit))
        case .badSession: Problem(.badRequest, "bad_session", Messages.badSession)
        case .unknownPlace: Problem(.notFound, "place_not_found", Messages.unknownPlace)
        case .municipioAway:
            Problem(.serviceUnavailable, "service_unavailable", Messages.municipioAway, headers: [.retryAfter: "5"])
        case .badPrompt(let limit): Problem(.badRequest, "bad_prompt", Messages.badPrompt(limit: limit))
        case .unknownVersion: Problem(.notFound, "version_not_found", Messages.unknownVersion)
        case .promptChanged: Problem(.conflict, "changed_meanwhile", Messages.promptChanged)
        }
    }
}
