import NIOCore

extension ForwardingExchange: UpstreamDelegate {
    package func upstream(_ exchange: UpstreamExchange, informed head: ResponseHead) {
        client.inform(status: head.status) { $0.add(head.fields, dropping: .hopByHop) }
    }

    package func upstream(_ exchange: UpstreamExchange, received head: ResponseHead) {
        begin(head.status, head)
        if !client.isWritable { exchange.pauseReading() }
    }

    package func upstream(_ exchange: UpstreamExchange, switched head: ResponseHead) {
        begin(101, head)
    }

    package func upstream(_ exchange: UpstreamExchange, received bytes: ByteBuffer) {
        pass(bytes)
        if !client.isWritable { exchange.pauseReading() }
    }

    package func upstream(_ exchange: UpstreamExchange, writable isWritable: Bool) {
        if isWritable { client.resumeReading() } else { client.pauseReading() }
    }

    package func upstreamEnded(_ exchange: UpstreamExchange) {
        // Told first: ending may begin the client's next request.
        finish(.complete)
        client.end()
    }

    package func upstream(_ exchange: UpstreamExchange, failed failure: UpstreamFailure) {
        fail(.upstream(failure))
    }
}
