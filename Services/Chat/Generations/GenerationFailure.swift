import Daemon
import HTTPTypes
import InferenceClient

/// Why a generation gave no answer, or only a part of one.
enum GenerationFailure: Error, Equatable, Sendable {
    case noModel
    case routerAway
    case interrupted
    case refused(status: Int)

    init(_ error: InferenceError) {
        self =
            switch error {
            case .noEndpoint: .noModel
            case .unreachable: .routerAway
            case .interrupted: .interrupted
            // The router is there, but what it stands on isn't: the same question may be answered later.
            case .refused(let status, _) where status >= 500 || status == 429: .routerAway
            case .refused(let status, _): .refused(status: status)
            }
    }

    /// What becomes of the message: one that no model has seen waits for one.
    func status(afterText hasText: Bool) -> Message.Status {
        switch self {
        case .noModel, .routerAway: hasText ? .interrupted : .waiting
        case .interrupted, .refused: .interrupted
        }
    }
}

extension GenerationFailure: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .noModel: Problem(.serviceUnavailable, "no_model", Messages.noModel)
        case .routerAway: Problem(.serviceUnavailable, "inference_unavailable", Messages.inferenceUnavailable)
        case .interrupted: Problem(.badGateway, "upstream_interrupted", Messages.interrupted)
        case .refused: Problem(.badGateway, "refused_by_model", Messages.refusedByModel)
        }
    }
}
