import NIOCore
import NIOPosix
import Relay
import Testing

extension RelayTests {
    @Suite struct LimitTests {
        @Test func refusesALargeBodyByItsLengthWithoutReadingIt() async throws {
            try await RelayUnderTest.run(to: .unix(path: "/nowhere"), route: { $0.bodyLimit = 1000 }) { relay in
                let client = try await relay.connect()
                try await client.send(
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n"
                )
                let answer = try await client.receiveMessage()
                #expect(answer.status == 413)
            }
        }

        @Test func refusesALargeChunkedBodyWhenItPassesTheLimit() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address, route: { $0.bodyLimit = 1000 }) { relay in
                let client = try await relay.connect()
                try await client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
                let server = try await upstream.accept()
                let chunk = "190\r\n" + String(repeating: "x", count: 400) + "\r\n"
                try await client.send(chunk + chunk + chunk)
                #expect(try await client.receiveMessage().status == 413)
                try await server.closed(within: .seconds(5))
            }
        }

        @Test func refusesAHeadThatIsTooLong() async throws {
            try await RelayUnderTest.run(to: .unix(path: "/nowhere")) { relay in
                let client = try await relay.connect()
                let field = "X-Fill: " + String(repeating: "y", count: 1000) + "\r\n"
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n" + String(repeating: field, count: 40))
                #expect(Message(try await client.receiveToEnd()).status == 431)
            }
        }

        @Test func refusesTooManyFields() async throws {
            try await RelayUnderTest.run(to: .unix(path: "/nowhere")) { relay in
                let client = try await relay.connect()
                let fields = (0..<200).map { "X-\($0): 1\r\n" }.joined()
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\(fields)\r\n")
                #expect(Message(try await client.receiveToEnd()).status == 431)
            }
        }

        @Test func waitsForASlowHeadOnlySoLong() async throws {
            var settings = FrontSettings()
            settings.headTimeout = .milliseconds(200)
            try await RelayUnderTest.run(to: .unix(path: "/nowhere"), settings: settings) { relay in
                let client = try await relay.connect()
                try await client.send("GET / HTTP/1.1\r\nHost")
                #expect(Message(try await client.receiveToEnd()).status == 408)
            }
        }

        @Test func waitsForASlowBodyOnlySoLong() async throws {
            var settings = FrontSettings()
            settings.bodyTimeout = .milliseconds(200)
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address, settings: settings) { relay in
                let client = try await relay.connect()
                try await client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nab")
                let server = try await upstream.accept()
                #expect(Message(try await client.receiveToEnd()).status == 408)
                try await server.closed(within: .seconds(5))
            }
        }

        @Test func closesAConnectionThatStaysIdle() async throws {
            var settings = FrontSettings()
            settings.keepAliveTimeout = .milliseconds(100)
            let decide: TestPolicy.Decide = { _, _, _ in .respond(CannedResponse(status: 200), route: "r") }
            try await RelayUnderTest.run(to: .unix(path: "/nowhere"), settings: settings, decide: decide) { relay in
                let client = try await relay.connect()
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let text = try await client.receiveToEnd()
                #expect(Message(text).status == 200)
                #expect(Message(text)["connection"] == nil)
            }
        }

        @Test func refusesConnectionsBeyondTheirNumber() async throws {
            var settings = FrontSettings()
            settings.maxConnections = 1
            let decide: TestPolicy.Decide = { _, _, _ in .respond(CannedResponse(status: 200), route: "r") }
            try await RelayUnderTest.run(to: .unix(path: "/nowhere"), settings: settings, decide: decide) { relay in
                let first = try await relay.connect()
                try await first.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                #expect(try await first.receiveMessage().status == 200)
                let second = try await relay.connect()
                #expect(Message(try await second.receiveToEnd()).status == 503)
            }
        }

        /// Its answers would otherwise all have to be kept.
        @Test func holdsBackAClientThatAsksAndNeverReads() async throws {
            let answer = CannedResponse(status: 200, body: ByteBuffer(repeating: 0x61, count: 1000))
            let decide: TestPolicy.Decide = { _, _, _ in .respond(answer, route: "r") }
            try await RelayUnderTest.run(to: .unix(path: "/nowhere"), decide: decide) { relay in
                let client = try await relay.connect()
                try await client.setReading(false)
                let requests = ByteBuffer(string: String(repeating: RelayUnderTest.plainRequest, count: 8000))
                let sender = Sender(client, KernelBuffers.plenty, block: requests)
                async let sending: Void = sender.run()
                try await sender.stalled()
                #expect(sender.sent < KernelBuffers.bounded)
                try await client.close()
                try? await sending
            }
        }

        @Test func aLimitIsNotEarlyAfterATimeWithoutClients() async throws {
            let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
            let loop = try await eventLoop.submit { NIOLoopBound(RelayLoop(eventLoop), eventLoop: eventLoop) }.get()
            let isAhead = try await eventLoop.scheduleTask(in: .milliseconds(150)) {
                loop.value.deadline(after: .milliseconds(10)) > .now()
            }.futureResult.get()
            #expect(isAhead)
        }

        @Test func readsAHeadThatComesByteByByte() async throws {
            let decide: TestPolicy.Decide = { _, head, _ in .respond(CannedResponse(status: 200), route: head.path) }
            try await RelayUnderTest.run(to: .unix(path: "/nowhere"), decide: decide) { relay in
                let client = try await relay.connect()
                let request =
                    "\r\nPOST /p?q HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n"
                for byte in request.utf8 { try await client.send(ByteBuffer(bytes: [byte])) }
                #expect(try await client.receiveMessage().status == 200)
                #expect(try await relay.journal.next().route == "/p")
            }
        }
    }
}
