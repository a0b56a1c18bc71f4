import NIOCore

extension UpstreamRequest {
    /// A client's request as the upstream gets it: target rewritten, hop-by-hop fields gone, what is known of
    /// the client added. Nil where the target is one that no route leads to.
    init?(forwarding head: RequestHead, by plan: ForwardingPlan, tags: RequestTags, peer: ClientPeer) {
        let route = plan.route
        let upgrades = head.wantsUpgrade && route.settings.allowsUpgrade
        var line = FieldLines(capacity: 1024)
        line.copy(head.fields, 0, head.methodEnd)
        line.bytes.writeInteger(ByteClass.space)
        guard ForwardingTarget.write(head, route, to: &line) else { return nil }

        let dropped = KnownFieldSet.hopByHop.union(ForwardedFields.replaced).union(tags.replacedFields)
            .union(plan.droppedFields).union(KnownFieldSet(.host, .expect))
        self.init(
            line: line,
            host: route.settings.keepsHost ? head.fields[.host] ?? route.upstream.host : route.upstream.host,
            framing: head.framing,
            lengthIsWritten: true,
            isHead: head.method == .head,
            mayResend: route.settings.mayResend ?? head.method.isIdempotent,
            wantsUpgrade: upgrades
        ) { lines in
            lines.add(head.fields, dropping: dropped, named: route.settings.removedRequestFields)
            ForwardedFields.write(for: head, from: peer, to: &lines)
            tags.writeFields(to: &lines)
            if let added = plan.addedRequestFields { lines.add(added) }
            if upgrades { lines.bytes.writeStaticString("connection: upgrade\r\nupgrade: websocket\r\n") }
        }
    }
}

extension ResponseHead {
    /// The fields of an upstream's answer as the client gets them.
    func writeFields(to lines: inout FieldLines, plan: ForwardingPlan, tags: RequestTags) {
        var dropped = KnownFieldSet.hopByHop.union(KnownFieldSet(.requestID))
        if status == 101 { dropped.remove(KnownFieldSet(.upgrade)) }
        if status == 204 { dropped.insert(KnownFieldSet(.contentLength)) }
        lines.add(fields, dropping: dropped, named: plan.route.settings.removedResponseFields)
        if status == 101 { lines.bytes.writeStaticString("connection: upgrade\r\n") }
        tags.writeRequestIDField(to: &lines)
        lines.add(plan.route.settings.addedResponseFields)
        if let added = plan.addedResponseFields { lines.add(added) }
    }
}
