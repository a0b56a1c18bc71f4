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
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                try await server.send("HTTP/1.1 200 OK\r\nConten")
                try await server.close()
                #expect(try await client.receiveMessage().status == 502)
                #expect(try await relay.journal.next().failure == .reset)
            }
        }

        @Test(arguments: ["Content-Length: 10\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"])
        func cutsTheClientWhenTheUpstreamIsCutMidBody(rest: String) async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                try await server.send("HTTP/1.1 200 OK\r\n\(rest)")
                try await server.close()
                let text = try await client.receiveToEnd()
                #expect(text.contains("half"))
                #expect(!text.hasSuffix("0\r\n\r\n"))
                let record = try await relay.journal.next()
                #expect(record.outcome == .interrupted)
                #expect(record.failure == .interrupted)
            }
        }

        @Test func givesUpWaitingForAHead() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address, route: { $0.timeouts.header = .milliseconds(150) }) {
                relay in
                let client = try await relay.connect()
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                #expect(try await client.receiveMessage().status == 504)
                try await server.closed(within: .seconds(5))
                #expect(try await relay.journal.next().failure == .headerTimeout)
            }
        }

        @Test func cutsAStreamThatStalls() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address, route: { $0.timeouts.idle = .milliseconds(150) }) {
                relay in
                let client = try await relay.connect()
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                try await server.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
                #expect(try await client.receiveToEnd().hasSuffix("half"))
                #expect(try await relay.journal.next().failure == .idleTimeout)
            }
        }

        @Test func endsWhatTakesTooLongAltogether() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address, route: { $0.timeouts.total = .milliseconds(500) }) {
                relay in
                let client = try await relay.connect()
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                try await server.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
                _ = try await client.receiveToEnd()
                #expect(try await relay.journal.next().failure == .totalTimeout)
            }
        }

        @Test func sendsAgainWhatAStaleConnectionLost() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                try await client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n")
                let first = try await upstream.accept()
                _ = try await first.receiveMessage()
                try await first.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1")
                _ = try await client.receiveMessage()

                try await client.send("PUT /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody")
                _ = try await first.receiveMessage()
                try await first.close()
                let second = try await upstream.accept()
                let again = try await second.receiveMessage()
                #expect(again.startLine == "PUT /2 HTTP/1.1")
                #expect(again.body == "body")
                try await second.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n2")
                #expect(try await client.receiveMessage().body == "2")
            }
        }

        @Test func doesNotSendTwiceWhatMayHaveBeenDone() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                try await client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\n")
                let first = try await upstream.accept()
                _ = try await first.receiveMessage()
                try await first.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1")
                _ = try await client.receiveMessage()
                try await client.send("POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody")
                _ = try await first.receiveMessage()
                try await first.close()
                #expect(try await client.receiveMessage().status == 502)
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
            let upstream = try await TestUpstream.start()
            var limits = PoolLimits()
            limits.idleTimeout = .milliseconds(100)
            try await RelayUnderTest.run(to: upstream.address, limits: limits) { relay in
                let client = try await relay.connect()
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                try await server.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")
                _ = try await client.receiveMessage()
                try await server.closed(within: .seconds(5))
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
