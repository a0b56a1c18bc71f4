import Identity
import NIOCore
import Relay

/// What the front tells daemons of a client, and never lets a client say itself.
enum ClientFields {
    /// The address of the person's machine, whatever proxies stand between.
    static let address = "x-consulta-client-address"
    static let neverBelieved = [address, "x-consulta-data-class", "x-consulta-subject", "x-consulta-roles"]

    /// The person's token: as a program sends it, else from the browser's cookie.
    static func token(of head: RequestHead) -> (text: String, isFromCookie: Bool)? {
        if let authorization = head.fields[.authorization] {
            return bearerToken(authorization).map { ($0, false) }
        }
        for header in head.fields.values(.cookie) {
            if let token = SessionCookies.value(SessionCookies.access, in: header) { return (token, true) }
        }
        return nil
    }

    /// Whether the client came by TLS, as far as a trusted proxy or we ourselves can tell.
    static func isSecure(_ head: RequestHead, _ peer: ClientPeer) -> Bool {
        if peer.isTrustedProxy, let scheme = head.fields[.forwardedProto] { return scheme == "https" }
        return peer.scheme == "https"
    }

    /// A program on this machine that speaks for itself: what came through a proxy names whom it speaks for.
    static func isLocal(_ head: RequestHead, _ peer: ClientPeer) -> Bool {
        let isLoopback = peer.address.hasPrefix("127.") || peer.address == "::1" || peer.address == "unix"
        return isLoopback && !head.fields.contains(.forwardedFor) && !head.fields.contains(.forwarded)
    }
}
