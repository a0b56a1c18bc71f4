/// What an answer costs there, roughly: a tier is left only when none of its endpoints can take the request.
package enum EndpointTier: String, Codable, CaseIterable, Sendable {
    /// On this machine or beside it.
    case local
    /// The institution's own, and dearer to run.
    case own
    /// Somebody else's, by the token.
    case paid

    var rank: Int {
        switch self {
        case .local: 0
        case .own: 1
        case .paid: 2
        }
    }
}

/// Who named an endpoint.
package enum EndpointSource: String, Codable, Sendable {
    /// A key of the environment.
    case settings
    /// `EXTERNAL_ENDPOINTS`.
    case file
    /// An administrator, while the daemon ran.
    case administrator
}
