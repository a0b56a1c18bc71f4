import NIOCore
import NIOPosix
import Relay
import Testing

extension RelayTests {
    @Suite struct TunnelTests {
        private static let handshake =
            "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: k\r\n\r\n"

        @Test func passesBytesBothWaysAfterA101() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address, route: { $0.allowsUpgrade = true }) { relay in
                let client = try await relay.connect()
                // Frames may follow the handshake at once, on either side.
                try await client.send(Self.handshake + "early")
                let server = try await upstream.accept()
                let request = Message(try await server.receive(to: "\r\n\r\n"))
                #expect(request["upgrade"] == "websocket")
                #expect(request["connection"] == "upgrade")
                #expect(request["sec-websocket-key"] == "k")
                try await server.send(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: a\r\n\r\nhello"
                )
                let text = try await client.receive(to: "hello")
                #expect(Message(text).status == 101)
                #expect(Message(text)["upgrade"] == "websocket")
                #expect(Message(text)["connection"] == "upgrade")
                #expect(Message(text)["sec-websocket-accept"] == "a")
                #expect(try await server.receive(to: "early") == "early")
                for number in 0..<20 {
                    try await client.send("c\(number);")
                    #expect(try await server.receive(to: ";") == "c\(number);")
                    try await server.send("s\(number);")
                    #expect(try await client.receive(to: ";") == "s\(number);")
                }
                try await client.close()
                try await server.closed(within: .seconds(5))
                let record = try await relay.journal.next()
                #expect(record.status == 101)
                #expect(record.outcome == .complete)
            }
        }

        @Test func endsWithTheUpstream() async throws {
            try await RelayUnderTest.relaying(Self.handshake, until: "\r\n\r\n", route: { $0.allowsUpgrade = true }) {
                passage in
                try await passage.server.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\nbye")
                try await passage.server.close()
                #expect(try await passage.client.receiveToEnd().hasSuffix("bye"))
            }
        }

        @Test func passesARefusalOfTheUpgrade() async throws {
            try await RelayUnderTest.relaying(Self.handshake, until: "\r\n\r\n", route: { $0.allowsUpgrade = true }) {
                passage in
                try await passage.server.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno")
                let answer = try await passage.client.receiveMessage()
                #expect(answer.status == 401)
                #expect(answer.body == "no")
            }
        }

        @Test func opensAConnectionOfItsOwn() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address, route: { $0.allowsUpgrade = true }) { relay in
                let client = try await relay.connect()
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let pooled = try await upstream.accept()
                _ = try await pooled.receiveMessage()
                try await pooled.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                _ = try await client.receiveMessage()
                try await client.send(Self.handshake)
                let fresh = try await upstream.accept()
                #expect(try await fresh.receive(to: "\r\n\r\n").hasPrefix("GET /ws"))
            }
        }

        @Test func takesThePlaceOfAnIdleConnection() async throws {
            var limits = PoolLimits()
            limits.maxConnections = 1
            try await RelayUnderTest.relaying(limits: limits, route: { $0.allowsUpgrade = true }) { passage in
                _ = try await passage.answer()
                try await passage.client.send(Self.handshake)
                let fresh = try await passage.upstream.accept()
                #expect(try await fresh.receive(to: "\r\n\r\n").hasPrefix("GET /ws"))
                try await passage.server.closed(within: .seconds(5))
            }
        }

        /// What passes through an `h2c` tunnel, or behind a handshake with a body, no rule of the relay would see.
        @Test(arguments: [
            "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x\r\n\r\n",
            "POST /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
            "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 2\r\n\r\nab",
            "GET /ws HTTP/1.0\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        ])
        func isNoTunnelForAnythingButAWebSocket(request: String) async throws {
            try await RelayUnderTest.relaying(request, route: { $0.allowsUpgrade = true }) { passage in
                #expect(passage.request["upgrade"] == nil)
                #expect(passage.request["connection"] == nil)
                #expect(passage.request["http2-settings"] == nil)
                let answer = try await passage.answer("HTTP/1.1 101 Switching Protocols\r\n\r\n")
                #expect(answer.status == 502)
            }
        }

        @Test func leavesItsPlaceInThePoolToOthers() async throws {
            let upstream = try await TestUpstream.start()
            var limits = PoolLimits()
            limits.maxConnections = 1
            let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
            try await RelayUnderTest.run(
                to: upstream.address,
                on: eventLoop,
                limits: limits,
                route: { $0.allowsUpgrade = true }
            ) { relay in
                var tunnels: [TestConnection] = []
                for _ in 0..<3 {
                    let client = try await relay.connect()
                    try await client.send(Self.handshake)
                    let server = try await upstream.accept()
                    _ = try await server.receive(to: "\r\n\r\n")
                    try await server.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\nhello")
                    _ = try await client.receive(to: "hello")
                    tunnels += [client, server]
                }
                let other = try await relay.connect()
                try await other.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                try await server.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                #expect(try await other.receiveMessage().status == 200)
                for end in tunnels { try await end.close() }
            }
        }

        @Test func isNoTunnelWhereTheRouteHasNone() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                try await client.send(Self.handshake)
                let server = try await upstream.accept()
                #expect(Message(try await server.receive(to: "\r\n\r\n"))["upgrade"] == nil)
                try await server.send("HTTP/1.1 101 Switching Protocols\r\n\r\n")
                #expect(try await client.receiveMessage().status == 502)
            }
        }
    }
}
