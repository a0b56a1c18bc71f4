import Daemon
import HTTPTypes

/// Why a question isn't answered.
enum AskError: Error, Equatable {
    case empty
    case tooLong(limit: Int)
    case tooManyDocuments(limit: Int)
    /// More than the model may read in all its parts.
    case tooLongToReadWhole
    case presetNotFound
    /// A blank that has to be filled in, by its label.
    case blankMissing(String)
    case badChoice(String)
    case badPreset(limit: Int)
    case tooManyPresets(limit: Int)
    case interrupted
}

extension AskError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .empty: Problem(.badRequest, "empty_question", Messages.emptyQuestion)
        case .tooLong(let limit): Problem(.contentTooLarge, "question_too_long", Messages.questionTooLong(limit))
        case .tooManyDocuments(let limit):
            Problem(.badRequest, "too_many_documents", Messages.tooManyDocuments(limit))
        case .tooLongToReadWhole:
            Problem(.unprocessableContent, "too_long_to_read_whole", Messages.tooLongToReadWhole)
        case .presetNotFound: Problem(.notFound, "preset_not_found", Messages.presetNotFound)
        case .blankMissing(let label): Problem(.badRequest, "blank_missing", Messages.blankMissing(label))
        case .badChoice(let label): Problem(.badRequest, "bad_choice", Messages.badChoice(label))
        case .badPreset(let limit): Problem(.badRequest, "bad_preset", Messages.badPreset(limit))
        case .tooManyPresets(let limit): Problem(.conflict, "too_many_presets", Messages.tooManyPresets(limit))
        case .interrupted: Problem(.badGateway, "answer_interrupted", Messages.answerInterrupted)
        }
    }
}
