import NIOCore
import Relay
import Testing

extension RelayTests {
    @Suite struct ClientGoneTests {
        private static let limit = Duration.milliseconds(100)

        @Test func closesTheUpstreamThatHasNotAnsweredYet() async throws {
            try await promptly {
                try await RelayUnderTest.relaying { passage in
                    try await passage.client.close()
                    try await passage.server.closed(within: Self.limit)
                    let record = try await passage.relay.journal.next()
                    #expect(record.status == 499)
                    #expect(record.outcome == .clientGone)
                }
            }
        }

        @Test func closesTheUpstreamInTheMiddleOfAStream() async throws {
            try await promptly {
                try await RelayUnderTest.relaying { passage in
                    try await passage.server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n")
                    _ = try await passage.client.receive(to: "ab\r\n")
                    try await passage.client.close()
                    try await passage.server.closed(within: Self.limit)
                    #expect(try await passage.relay.journal.next().outcome == .clientGone)
                }
            }
        }

        @Test func closesTheUpstreamInTheMiddleOfAnUpload() async throws {
            try await promptly {
                try await RelayUnderTest.relaying(
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nsome",
                    until: "some"
                ) { passage in
                    try await passage.client.close()
                    try await passage.server.closed(within: Self.limit)
                }
            }
        }

        /// By a reset: an orderly end would stand behind the bytes that nobody takes.
        @Test func closesTheUpstreamThatTakesNothing() async throws {
            try await promptly {
                try await RelayUnderTest.relaying(
                    "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(KernelBuffers.plenty)\r\n\r\n",
                    until: "\r\n\r\n",
                    route: { $0.bodyLimit = .max }
                ) { passage in
                    try await passage.server.setReading(false)
                    let sender = Sender(passage.client, KernelBuffers.plenty)
                    async let sending: Void = sender.run()
                    try await sender.stalled()
                    try await passage.client.reset()
                    let journal = passage.relay.journal
                    let record = try await within(Self.limit, "the exchange's end") { try await journal.next() }
                    #expect(record.outcome == .clientGone)
                    try? await sending
                }
            }
        }

        /// Reading has stopped for what piles up; the end of the connection is seen all the same.
        @Test func closesTheUpstreamOfAClientWithManyMoreRequests() async throws {
            try await promptly {
                try await RelayUnderTest.relaying { passage in
                    let more = String(repeating: RelayUnderTest.plainRequest, count: 4000)
                    try await passage.client.send(more)
                    try await passage.client.close()
                    try await passage.server.closed(within: Self.limit)
                }
            }
        }

        /// Whether a client that ends its side still listens cannot be known: a closed browser tab looks the same.
        @Test func takesAHalfClosedClientForGone() async throws {
            try await promptly {
                try await RelayUnderTest.relaying { passage in
                    try await passage.client.finish()
                    try await passage.server.closed(within: Self.limit)
                    #expect(try await passage.relay.journal.next().outcome == .clientGone)
                }
            }
        }

        @Test func stopsConnecting() async throws {
            let full = try FullListener()
            defer { full.close() }
            try await promptly {
                try await RelayUnderTest.run(
                    to: .tcp(host: "127.0.0.1", port: full.port),
                    route: { $0.timeouts.connect = .seconds(30) }
                ) { relay in
                    let client = try await relay.connect()
                    try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                    try await within(.seconds(2), "a connection attempt") {
                        while !full.isBeingConnected { try await Task.sleep(for: .milliseconds(2)) }
                    }
                    try await client.close()
                    try await within(Self.limit, "the attempt given up") {
                        while full.isBeingConnected { try await Task.sleep(for: .milliseconds(2)) }
                    }
                }
            }
        }
    }
}
