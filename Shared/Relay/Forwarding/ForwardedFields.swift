import NIOCore

/// `X-Forwarded-For`, `-Proto`, `-Host` and `Forwarded` (RFC 7239): what the client says of itself is dropped,
/// what a trusted proxy says is kept and added to.
enum ForwardedFields {
    static let replaced = KnownFieldSet(
        .forwarded,
        .forwardedFor,
        .forwardedProto,
        .forwardedHost,
        .forwardedPort,
        .realIP
    )

    static func write(for head: RequestHead, from peer: ClientPeer, to lines: inout FieldLines) {
        if peer.isTrustedProxy { return writeChain(for: head, from: peer, to: &lines) }
        lines.add(peer.forwardedFields)
        guard let host = head.fields.fields.first(where: { $0.known == .host }) else { return lines.endLine() }
        lines.bytes.writeStaticString(";host=\"")
        lines.copy(head.fields, Int(host.valueStart), Int(host.valueEnd))
        lines.bytes.writeStaticString("\"\r\nx-forwarded-host: ")
        lines.copy(head.fields, Int(host.valueStart), Int(host.valueEnd))
        lines.endLine()
    }

    private static func writeChain(for head: RequestHead, from peer: ClientPeer, to lines: inout FieldLines) {
        let hops = head.fields.values(.forwardedFor) + [peer.address]
        lines.add("x-forwarded-for", hops.joined(separator: ", "))
        lines.add("x-forwarded-proto", head.fields[.forwardedProto] ?? peer.scheme)
        if let host = head.fields[.forwardedHost] ?? head.fields[.host] { lines.add("x-forwarded-host", host) }
        let elements = head.fields.values(.forwarded) + [peer.forwardedElement]
        lines.add("forwarded", elements.joined(separator: ", "))
    }
}
