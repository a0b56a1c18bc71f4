import Daemon
import HTTPTypes

enum TutoringError: Error, Equatable {
    case supportIncomplete
    case noTutoring
    case takenByAnother
    case notTakenOver
    case tutorMissing
    case tutorAnswers
    case nobodyHears
    case moodTooLong(limit: Int)
    case courseTooLong(limit: Int)
}

extension TutoringError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .supportIncomplete: Problem(.conflict, "support_incomplete", Messages.supportIncomplete)
        case .noTutoring: Problem(.conflict, "no_tutoring_conversation", Messages.noTutoring)
        case .takenByAnother: Problem(.conflict, "taken_by_another", Messages.takenByAnother)
        case .notTakenOver: Problem(.conflict, "not_taken_over", Messages.notTakenOver)
        case .tutorMissing: Problem(.badRequest, "tutor_missing", Messages.tutorMissing)
        case .tutorAnswers: Problem(.conflict, "tutor_answers", Messages.tutorAnswers)
        case .nobodyHears: Problem(.serviceUnavailable, "nobody_hears", Messages.nobodyHears)
        case .moodTooLong(let limit): Problem(.contentTooLarge, "mood_too_long", Messages.moodTooLong(limit: limit))
        case .courseTooLong(let limit):
            Problem(.contentTooLarge, "course_too_long", Messages.courseTooLong(limit: limit))
        }
    }
}
