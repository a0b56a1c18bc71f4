import Daemon
import HTTPTypes

package enum TokenError: Error, Equatable {
    /// Not ours, altered, expired, revoked, or for somebody else.
    case refused
    /// The keys could not be fetched: nothing can be said of the token yet.
    case keysUnavailable
}

extension TokenError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .refused: .unauthenticated
        case .keysUnavailable:
            Problem(
                .serviceUnavailable,
                "identity_unavailable",
                LocalizedText(
                    es: "No se puede comprobar tu sesión ahora. Inténtalo de nuevo en unos segundos.",
                    en: "Your session can't be checked right now. Try again in a few seconds."
                ),
                headers: [.retryAfter: "2"]
            )
        }
    }
}
