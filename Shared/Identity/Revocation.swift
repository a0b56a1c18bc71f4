/// What ends tokens before they expire.
package enum Revocation: Equatable, Sendable {
    /// Every token of a sign-in or of an API key.
    case session(String)
    /// A person's access tokens issued before a time (seconds since 1970): what they say of the person has changed.
    case claims(of: String, before: Double)

    /// As daemons tell each other.
    package init?(text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        switch (parts.first, parts.count) {
        case ("session", 2): self = .session(String(parts[1]))
        case ("claims", 3):
            guard let before = Double(parts[2]) else { return nil }
            self = .claims(of: String(parts[1]), before: before)
        default: return nil
        }
    }

    package var text: String {
        switch self {
        case .session(let id): "session \(id)"
        case .claims(let subject, let before): "claims \(subject) \(before)"
        }
    }

    /// What a later one of the same name replaces.
    var name: String {
        switch self {
        case .session(let id): "session:\(id)"
        case .claims(let subject, _): "claims:\(subject)"
        }
    }
}
