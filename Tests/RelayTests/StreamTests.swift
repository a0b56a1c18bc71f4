import NIOCore
import Relay
import Synchronization
import Testing

extension RelayTests {
    @Suite struct StreamTests {
        @Test func flushesEveryEventAsItComes() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                try await client.send("GET /events HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                try await server.send(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                )
                _ = try await client.receive(to: "\r\n\r\n")
                for number in 0..<50 {
                    // The next event is only written when this one has arrived.
                    let event = "data: \(number)\n\n"
                    try await server.send("\(String(event.utf8.count, radix: 16))\r\n\(event)\r\n")
                    #expect(try await client.receive(to: "\n\n\r\n").contains(event))
                }
                try await server.send("0\r\n\r\n")
                #expect(try await client.receive(to: "0\r\n\r\n") == "0\r\n\r\n")
            }
        }

        /// Thousands of tiny chunks in one read are written together, and never leave the stream paused for good.
        @Test func passesManySmallChunksAtOnce() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect()
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                let chunks = String(repeating: "3\r\nabc\r\n", count: 100_000)
                try await server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n")
                #expect(try await relay.journal.next().bytesOut == 300_000)
            }
        }

        private static let size = max(100 * 1_048_576, 2 * bounded)
        /// What the kernel may keep for two connections (its limits differ between machines), and a little of ours.
        private static let bounded = 2 * (KernelBuffers.largestSend + KernelBuffers.largestReceive) + 4 * 1_048_576

        @Test func aSlowClientHoldsBackAFastUpstream() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect(receiveBuffer: 65_536)
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                try await client.setReading(false)
                try await server.send("HTTP/1.1 200 OK\r\nContent-Length: \(Self.size)\r\n\r\n")
                let sender = Sender(server, Self.size)
                async let sending: Void = sender.run()
                try await sender.stalled()
                #expect(sender.sent < Self.bounded)
                try await client.setReading(true)
                try await sending
                try await within(.seconds(10), "the whole body") {
                    while client.receivedCount < Self.size { try await Task.sleep(for: .milliseconds(5)) }
                }
                #expect(try await relay.journal.next().bytesOut == Self.size)
            }
        }

        @Test func aSlowUpstreamHoldsBackAFastUpload() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address, route: { $0.bodyLimit = .max }) { relay in
                let client = try await relay.connect()
                try await client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(Self.size)\r\n\r\n")
                let server = try await upstream.accept()
                try await server.setReading(false)
                let sender = Sender(client, Self.size)
                async let sending: Void = sender.run()
                try await sender.stalled()
                #expect(sender.sent < Self.bounded)
                try await server.setReading(true)
                try await sending
                try await within(.seconds(10), "the whole body") {
                    while server.receivedCount < Self.size { try await Task.sleep(for: .milliseconds(5)) }
                }
                try await server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                #expect(try await client.receiveMessage().body == "ok")
            }
        }
    }
}

/// Sends as fast as it is let, and counts.
private final class Sender: Sendable {
    private let connection: TestConnection
    private let size: Int
    private let count = Atomic<Int>(0)

    init(_ connection: TestConnection, _ size: Int) {
        self.connection = connection
        self.size = size
    }

    var sent: Int { count.load(ordering: .relaxed) }

    func run() async throws {
        let block = ByteBuffer(repeating: 0x61, count: 262_144)
        for _ in 0..<(size / block.readableBytes) {
            try await connection.send(block)
            count.wrappingAdd(block.readableBytes, ordering: .relaxed)
        }
    }

    /// Returns when nothing has moved for a while.
    func stalled() async throws {
        try await within(.seconds(5), "the sender to be held back") { [self] in
            var last = -1
            while sent != last || sent == 0 {
                last = sent
                try await Task.sleep(for: .milliseconds(150))
            }
        }
    }
}
