import Relay

/// Which sites' pages may call. A browser sends its cookies along with whatever a page asks for, so what changes
/// something has to come from our own pages, or from those that `CORS_ORIGINS` names.
struct OriginPolicy: Sendable {
    /// `https://desk.example.org`, in lower case.
    let allowed: Set<String>

    /// Whether a request without a token of its own may change something. Programs, which send neither field, may:
    /// nobody makes them send cookies against their will.
    func mayChange(_ head: RequestHead, isSecure: Bool) -> Bool {
        if let origin = head.fields[.origin] { return isOwn(origin, head, isSecure) || allows(origin) }
        switch head.fields["sec-fetch-site"] {
        case nil, "same-origin", "none": return true
        default: return false
        }
    }

    /// Whether a page may open a WebSocket with its cookie. Browsers always say whose page it is.
    func mayOpenSocket(_ head: RequestHead, isSecure: Bool) -> Bool {
        guard let origin = head.fields[.origin] else { return false }
        return isOwn(origin, head, isSecure) || allows(origin)
    }

    /// Whether pages of this origin may read answers.
    func allows(_ origin: String) -> Bool {
        !allowed.isEmpty && allowed.contains(origin.lowercased())
    }

    /// The page came from the very host and port that is asked now, and by TLS where we are asked by TLS. The reverse
    /// proves nothing: a TLS front that we weren't told of stands before us.
    private func isOwn(_ origin: String, _ head: RequestHead, _ isSecure: Bool) -> Bool {
        guard let host = head.fields[.host], let scheme = origin.firstRange(of: "://") else { return false }
        if isSecure, origin[..<scheme.lowerBound].lowercased() != "https" { return false }
        return origin[scheme.upperBound...].lowercased() == host.lowercased()
    }
}
