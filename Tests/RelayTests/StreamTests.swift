import NIOCore
import Relay
import Testing

extension RelayTests {
    @Suite struct StreamTests {
        @Test func flushesEveryEventAsItComes() async throws {
            try await RelayUnderTest.relaying("GET /events HTTP/1.1\r\nHost: h\r\n\r\n") { passage in
                try await passage.server.send(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                )
                _ = try await passage.client.receive(to: "\r\n\r\n")
                for number in 0..<50 {
                    // The next event is only written when this one has arrived.
                    let event = "data: \(number)\n\n"
                    try await passage.server.send("\(String(event.utf8.count, radix: 16))\r\n\(event)\r\n")
                    #expect(try await passage.client.receive(to: "\n\n\r\n").contains(event))
                }
                try await passage.server.send("0\r\n\r\n")
                #expect(try await passage.client.receive(to: "0\r\n\r\n") == "0\r\n\r\n")
            }
        }

        /// Thousands of tiny chunks in one read are written together, and never leave the stream paused for good.
        @Test func passesManySmallChunksAtOnce() async throws {
            try await RelayUnderTest.relaying { passage in
                let chunks = String(repeating: "3\r\nabc\r\n", count: 100_000)
                try await passage.server.send(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "0\r\n\r\n"
                )
                #expect(try await passage.relay.journal.next().bytesOut == 300_000)
            }
        }

        @Test func aSlowClientHoldsBackAFastUpstream() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address) { relay in
                let client = try await relay.connect(receiveBuffer: 65_536)
                try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                try await client.setReading(false)
                try await server.send("HTTP/1.1 200 OK\r\nContent-Length: \(KernelBuffers.plenty)\r\n\r\n")
                let sender = Sender(server, KernelBuffers.plenty)
                async let sending: Void = sender.run()
                try await sender.stalled()
                #expect(sender.sent < KernelBuffers.bounded)
                try await client.setReading(true)
                try await sending
                try await within(.seconds(10), "the whole body") {
                    while client.receivedCount < KernelBuffers.plenty { try await Task.sleep(for: .milliseconds(5)) }
                }
                #expect(try await relay.journal.next().bytesOut == KernelBuffers.plenty)
            }
        }

        @Test func aSlowUpstreamHoldsBackAFastUpload() async throws {
            let upstream = try await TestUpstream.start()
            try await RelayUnderTest.run(to: upstream.address, route: { $0.bodyLimit = .max }) { relay in
                let client = try await relay.connect()
                try await client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: \(KernelBuffers.plenty)\r\n\r\n")
                let server = try await upstream.accept()
                try await server.setReading(false)
                let sender = Sender(client, KernelBuffers.plenty)
                async let sending: Void = sender.run()
                try await sender.stalled()
                #expect(sender.sent < KernelBuffers.bounded)
                try await server.setReading(true)
                try await sending
                try await within(.seconds(10), "the whole body") {
                    while server.receivedCount < KernelBuffers.plenty { try await Task.sleep(for: .milliseconds(5)) }
                }
                try await server.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                #expect(try await client.receiveMessage().body == "ok")
            }
        }
    }
}
