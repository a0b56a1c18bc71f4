import NIOCore
import NIOPosix
import Relay
import Testing

extension RelayTests {
    @Suite struct FaultTests {
        @Test func namesAnUpstreamThatIsDown() async throws {
            let closed = try ClosedPort()
            defer { closed.release() }
            try await RelayUnderTest.run(to: .tcp(host: "127.0.0.1", port: closed.port)) { relay in
                let client = try await relay.connect()
                for _ in 0..<2 {
                    try await client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nab")
                    #expect(try await client.receiveMessage().status == 502)
                    #expect(try await relay.journal.next().failure == .refused)
                }
            }
        }

        @Test func answersWhenTheUpstreamClosesBeforeItsHead() async throws {
            try await RelayUnderTest.relaying { passage in
                try await passage.server.send("HTTP/1.1 200 OK\r\nConten")
                try await passage.server.close()
                #expect(try await passage.client.receiveMessage().status == 502)
                #expect(try await passage.relay.journal.next().failure == .reset)
            }
        }

        @Test(arguments: ["Content-Length: 10\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"])
        func cutsTheClientWhenTheUpstreamIsCutMidBody(rest: String) async throws {
            try await RelayUnderTest.relaying { passage in
                try await passage.server.send("HTTP/1.1 200 OK\r\n\(rest)")
                try await passage.server.close()
                let text = try await passage.client.receiveToEnd()
                #expect(text.contains("half"))
                #expect(!text.hasSuffix("0\r\n\r\n"))
                let record = try await passage.relay.journal.next()
                #expect(record.outcome == .interrupted)
                #expect(record.failure == .interrupted)
            }
        }

        @Test func givesUpWaitingForAHead() async throws {
            try await RelayUnderTest.relaying(route: { $0.timeouts.header = .milliseconds(150) }) { passage in
                #expect(try await passage.client.receiveMessage().status == 504)
                try await passage.server.closed(within: .seconds(5))
                #expect(try await passage.relay.journal.next().failure == .headerTimeout)
            }
        }

        @Test func cutsAStreamThatStalls() async throws {
            try await RelayUnderTest.relaying(route: { $0.timeouts.idle = .milliseconds(150) }) { passage in
                try await passage.server.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
                #expect(try await passage.client.receiveToEnd().hasSuffix("half"))
                #expect(try await passage.relay.journal.next().failure == .idleTimeout)
            }
        }

        @Test func endsWhatTakesTooLongAltogether() async throws {
            try await RelayUnderTest.relaying(route: { $0.timeouts.total = .milliseconds(500) }) { passage in
                try await passage.server.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
                _ = try await passage.client.receiveToEnd()
                #expect(try await passage.relay.journal.next().failure == .totalTimeout)
            }
        }

        @Test func waitsForTheHeadOnlySoLongAlsoAfterAPause() async throws {
            let upstream = try await TestUpstream.start()
            let target = Upstream(name: "upstream", address: upstream.address)
            let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
            let failure = try await eventLoop.flatSubmit { () -> EventLoopFuture<UpstreamFailure> in
                let delegate = Hesitant(eventLoop)
                var timeouts = UpstreamTimeouts()
                timeouts.header = .milliseconds(50)
                UpstreamExchange(
                    to: target,
                    request: UpstreamRequest(.get, "/", to: target),
                    timeouts: timeouts,
                    delegate: delegate,
                    on: RelayLoop(eventLoop)
                ).start()
                return delegate.failure.futureResult
            }.get()
            #expect(failure == .headerTimeout)
        }

        /// A channel that closes while it reads never tells the end of its read cycle.
        @Test func doesNotKeepAnAnswerAfterWhichTheUpstreamCloses() async throws {
            try await promptly {
                try await RelayUnderTest.relaying { passage in
                    let client = passage.client
                    var server = passage.server
                    for _ in 0..<5 {
                        try await server.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
                        _ = try await within(.milliseconds(30), "the answer") { try await client.receiveMessage() }
                        try await client.send(RelayUnderTest.plainRequest)
                        server = try await passage.upstream.accept()
                        _ = try await server.receiveMessage()
                    }
                }
            }
        }

        @Test func sendsAgainWhatAStaleConnectionLost() async throws {
            try await RelayUnderTest.relaying { passage in
                _ = try await passage.answer()
                try await passage.client.send("PUT /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody")
                _ = try await passage.server.receiveMessage()
                try await passage.server.close()
                let second = try await passage.upstream.accept()
                let again = try await second.receiveMessage()
                #expect(again.startLine == "PUT /2 HTTP/1.1")
                #expect(again.body == "body")
                try await second.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2")
                #expect(try await passage.client.receiveMessage().body == "2")
            }
        }

        @Test func doesNotSendTwiceWhatMayHaveBeenDone() async throws {
            try await RelayUnderTest.relaying { passage in
                _ = try await passage.answer()
                try await passage.client.send("POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody")
                _ = try await passage.server.receiveMessage()
                try await passage.server.close()
                #expect(try await passage.client.receiveMessage().status == 502)
            }
        }

        @Test func dropsIdleConnectionsThatTheUpstreamClosed() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                for number in 1...3 {
                    try await client.send("POST /\(number) HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx")
                    let server = try await upstream.accept()
                    _ = try await server.receiveMessage()
                    try await server.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
                    #expect(try await client.receiveMessage().status == 200)
                    try await server.finish()
                    try await server.closed(within: .seconds(5))
                }
            }
        }

        @Test func closesConnectionsThatStayIdle() async throws {
            var limits = PoolLimits()
            limits.idleTimeout = .milliseconds(100)
            try await RelayUnderTest.relaying(limits: limits) { passage in
                try await passage.server.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
                _ = try await passage.client.receiveMessage()
                try await passage.server.closed(within: .seconds(5))
            }
        }

        @Test func letsRequestsWaitForAFreeConnection() async throws {
            let upstream = try await TestUpstream.start()
            var limits = PoolLimits()
            limits.maxConnections = 1
            limits.maxWaiting = 1
            // Each event loop has connections of its own: one loop, to know how many.
            let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
            try await RelayUnderTest.run(to: upstream.address, on: eventLoop, limits: limits) { relay in
                let clients = [try await relay.connect(), try await relay.connect(), try await relay.connect()]
                for client in clients { try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n") }
                let server = try await upstream.accept()
                #expect(try await relay.journal.next().failure == .overloaded)
                for _ in 0..<2 {
                    _ = try await server.receiveMessage()
                    try await server.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
                }
                var statuses: [Int] = []
                for client in clients { statuses.append(try await client.receiveMessage().status) }
                #expect(statuses.sorted() == [200, 200, 503])
            }
        }
    }
}

/// Stops reading for a moment before there is anything to read.
private final class Hesitant: UpstreamDelegate {
    let failure: EventLoopPromise<UpstreamFailure>

    init(_ eventLoop: any EventLoop) {
        failure = eventLoop.makePromise()
    }

    func upstream(_ exchange: UpstreamExchange, writable isWritable: Bool) {
        exchange.end()
        exchange.pauseReading()
        exchange.resumeReading()
    }

    func upstream(_ exchange: UpstreamExchange, received head: ResponseHead) {}
    func upstream(_ exchange: UpstreamExchange, received bytes: ByteBuffer) {}
    func upstreamEnded(_ exchange: UpstreamExchange) {}

    func upstream(_ exchange: UpstreamExchange, failed cause: UpstreamFailure) {
        failure.succeed(cause)
    }
}
