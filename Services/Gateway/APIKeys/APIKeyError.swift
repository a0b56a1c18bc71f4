import Daemon
import HTTPTypes
import Hummingbird

/// Why a key can't be made, or doesn't serve.
package enum APIKeyError: Error, Equatable {
    case invalidName, scopesMissing, expiryPassed, dataClassForbidden, tooMany
    case notFound
    /// Not ours, revoked, expired, or of somebody who may no longer do what it is for.
    case refused
    /// Good, but not for this.
    case notAccepted
}

extension APIKeyError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .invalidName: Problem(.unprocessableContent, "invalid_name", Messages.invalidKeyName)
        case .scopesMissing: Problem(.unprocessableContent, "scopes_missing", Messages.scopesMissing)
        case .expiryPassed: Problem(.unprocessableContent, "expiry_passed", Messages.expiryPassed)
        case .dataClassForbidden: Problem(.forbidden, "data_class_forbidden", Messages.dataClassForbidden)
        case .tooMany: Problem(.conflict, "too_many_keys", Messages.tooManyKeys)
        case .notFound: .notFound
        case .refused:
            Problem(.unauthorized, "invalid_api_key", Messages.invalidKey, headers: [.wwwAuthenticate: "Bearer"])
        case .notAccepted: Problem(.forbidden, "api_key_not_accepted", Messages.keyNotAccepted)
        }
    }
}
