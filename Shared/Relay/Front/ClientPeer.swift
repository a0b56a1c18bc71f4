import NIOCore

/// Who is at the other end of a client connection.
package struct ClientPeer: Sendable {
    /// The IP address in text, `unix` on a Unix socket.
    package let address: String
    /// Whether what this peer says about whom it forwards for is believed.
    package let isTrustedProxy: Bool
    /// `http` or `https`.
    package let scheme: String
    /// What an upstream is told of a client that is no proxy, the last line open for its host.
    let forwardedFields: FieldLines
    /// The element of `Forwarded` (RFC 7239) for this peer.
    let forwardedElement: String

    init(_ channel: any Channel, _ settings: FrontSettings) {
        let address = channel.remoteAddress?.ipAddress ?? "unix"
        self.address = address
        isTrustedProxy = settings.trustedProxies.contains(address)
        scheme = settings.scheme
        let node = address.contains(":") ? "\"[\(address)]\"" : address == "unix" ? "_unix" : address
        forwardedElement = "for=\(node);proto=\(scheme)"
        var lines = FieldLines([("x-forwarded-for", address), ("x-forwarded-proto", scheme)])
        lines.bytes.writeString("forwarded: \(forwardedElement)")
        forwardedFields = lines
    }

    /// The address of the person's machine: behind trusted proxies the last one that is not theirs.
    package func clientAddress(of head: RequestHead, trusted: TrustedProxies) -> String {
        guard isTrustedProxy else { return address }
        let chain = head.fields.values(.forwardedFor).flatMap { HeaderBlock.tokens($0) }
        for hop in chain.reversed() where !trusted.contains(hop) {
            return (try? SocketAddress(ipAddress: hop, port: 0)) == nil ? address : hop
        }
        return address
    }
}

/// The addresses whose `X-Forwarded-*` and `Forwarded` fields are believed. Empty by default: nobody's are.
package struct TrustedProxies: Sendable {
    private let addresses: Set<String>

    /// IP addresses in text; `unix` for a front on a Unix socket.
    package init(_ addresses: some Sequence<String> = []) {
        self.addresses = Set(addresses)
    }

    package func contains(_ address: String) -> Bool {
        addresses.contains(address)
    }
}
