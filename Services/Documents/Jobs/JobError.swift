import Daemon
import HTTPTypes

/// Why a job can't be found or changed.
enum JobError: Error, Equatable {
    case notFound
    case hasEnded
    /// Only what failed or was cancelled can be tried again.
    case notStopped
    case badPage(most: Int)

    /// Of a job that was tried as often as may be.
    static let gaveUp = Job.Fault(
        code: "gave_up",
        es: "Se intentó varias veces sin lograrlo. Reinténtalo; si vuelve a fallar, avisa a quien administra.",
        en: "It was tried several times without success. Try again; if it fails again, tell your administrator."
    )
}

extension JobError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "job_not_found", Messages.jobNotFound)
        case .hasEnded: Problem(.conflict, "job_has_ended", Messages.jobHasEnded)
        case .notStopped: Problem(.conflict, "job_not_stopped", Messages.jobNotStopped)
        case .badPage(let most): Problem(.badRequest, "bad_page", Messages.badPage(most: most))
        }
    }
}
