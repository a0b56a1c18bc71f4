import Daemon
import HTTPTypes

/// What is wrong with a question.
enum LookUpError: Error, Equatable {
    case empty
    case tooLong(limit: Int)
    case badLimit
    case unknownProvince
    case unknownPlace
    case badPoint
    case tooManyNames(limit: Int)
}

extension LookUpError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .empty: Problem(.badRequest, "empty_question", Messages.empty)
        case .tooLong(let limit): Problem(.contentTooLarge, "question_too_long", Messages.tooLong(limit: limit))
        case .badLimit: Problem(.badRequest, "bad_limit", Messages.badLimit)
        case .unknownProvince: Problem(.badRequest, "unknown_province", Messages.unknownProvince)
        case .unknownPlace: Problem(.notFound, "place_not_found", Messages.unknownPlace)
        case .badPoint: Problem(.badRequest, "bad_coordinates", Messages.badPoint)
        case .tooManyNames(let limit): Problem(.contentTooLarge, "too_many_names", Messages.tooManyNames(limit: limit))
        }
    }
}
