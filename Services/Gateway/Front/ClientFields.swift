import Relay

/// What the front tells daemons of a client, and never lets a client say itself.
enum ClientFields {
    /// The address of the person's machine, whatever proxies stand between.
    static let address = "x-consulta-client-address"
    /// What may see a request's words, as the API key it came with says.
    static let dataClass = "x-consulta-data-class"
    static let neverBelieved = [address, dataClass, "x-consulta-subject", "x-consulta-roles"]

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
