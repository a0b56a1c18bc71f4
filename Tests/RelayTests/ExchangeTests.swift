import NIOCore
import Relay
import Testing

extension RelayTests {
    /// What the inference-router does with the same parts: it keeps the body, tries one upstream after the other,
    /// adds to a stream, and cuts it where it breaks.
    @Suite struct ExchangeTests {
        @Test func anExchangeOfItsOwnTriesTheNextUpstream() async throws {
            let closed = try ClosedPort()
            defer { closed.release() }
            let broken = try await TestUpstream.start()
            let good = try await TestUpstream.start()
            let upstreams = [closed.port, broken.port, good.port].map {
                Upstream(name: "\($0)", address: .tcp(host: "127.0.0.1", port: $0))
            }
            try await RelayUnderTest.run(source: { TryingSource(upstreams, $0) }) { relay in
                let client = try await relay.connect()
                try await client.send("POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello")
                let second = try await broken.accept()
                #expect(try await second.receiveMessage().body == "hello")
                try await second.send("HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy")
                let third = try await good.accept()
                #expect(try await third.receiveMessage().body == "hello")
                try await third.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n")
                #expect(try await client.receive(to: "one\r\n").contains("x-attempts: 3"))
                try await third.close()
                #expect(try await client.receiveToEnd() == "9\r\nevent:cut\r\n")
            }
        }
    }
}

private final class TryingSource: ExchangeSource {
    private let upstreams: [Upstream]
    private let loop: RelayLoop

    init(_ upstreams: [Upstream], _ loop: RelayLoop) {
        self.upstreams = upstreams
        self.loop = loop
    }

    func makeExchange(for head: RequestHead, client: ClientStream) -> any Exchange {
        TryingExchange(upstreams, client)
    }
}

private final class TryingExchange: Exchange, UpstreamDelegate {
    private let upstreams: [Upstream]
    private let client: ClientStream
    private var body = ByteBuffer()
    private var attempt = 0
    private var upstream: UpstreamExchange?

    init(_ upstreams: [Upstream], _ client: ClientStream) {
        self.upstreams = upstreams
        self.client = client
    }

    func requestHead(_ head: RequestHead) {}

    func requestBody(_ bytes: ByteBuffer) {
        body.writeImmutableBuffer(bytes)
    }

    func requestEnd() {
        tryNext()
    }

    func clientGone() {
        upstream?.cancel()
    }

    private func tryNext() {
        guard attempt < upstreams.count else { return client.respond(CannedResponse(status: 503)) }
        let target = upstreams[attempt]
        attempt += 1
        let request = UpstreamRequest(.post, "/y", to: target, framing: .length(body.readableBytes))
        let exchange = UpstreamExchange(
            to: target,
            request: request,
            timeouts: UpstreamTimeouts(),
            delegate: self,
            on: client.loop
        )
        upstream = exchange
        exchange.start()
        exchange.write(body)
        exchange.end()
    }

    func upstream(_ exchange: UpstreamExchange, received head: ResponseHead) {
        guard head.status < 500 else {
            exchange.cancel()
            return tryNext()
        }
        client.respond(status: head.status, framing: .untilClose) { $0.add("x-attempts", attempt) }
    }

    func upstream(_ exchange: UpstreamExchange, received bytes: ByteBuffer) {
        client.write(bytes)
    }

    func upstreamEnded(_ exchange: UpstreamExchange) {
        client.end()
    }

    func upstream(_ exchange: UpstreamExchange, failed failure: UpstreamFailure) {
        guard client.hasResponded else { return tryNext() }
        client.write(ByteBuffer(string: "event:cut"))
        client.abort()
    }
}
