import Glibc
import NIOCore
import Relay
import Testing

@Suite struct ClientGoneTests {
    private static let limit = Duration.milliseconds(100)

    @Test func closesTheUpstreamThatHasNotAnsweredYet() async throws {
        let upstream = try await TestUpstream.start()
        try await RelayUnderTest.run(to: upstream.address) { relay in
            let client = try await relay.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            let server = try await upstream.accept()
            _ = try await server.receiveMessage()
            try await client.close()
            try await server.closed(within: Self.limit)
            let record = try await relay.journal.next()
            #expect(record.status == 499)
            #expect(record.outcome == .clientGone)
        }
    }

    @Test func closesTheUpstreamInTheMiddleOfAStream() async throws {
        let upstream = try await TestUpstream.start()
        try await RelayUnderTest.run(to: upstream.address) { relay in
            let client = try await relay.connect()
            try await client.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
            let server = try await upstream.accept()
            _ = try await server.receiveMessage()
            try await server.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n")
            _ = try await client.receive(to: "ab\r\n")
            try await client.close()
            try await server.closed(within: Self.limit)
            #expect(try await relay.journal.next().outcome == .clientGone)
        }
    }

    @Test func closesTheUpstreamInTheMiddleOfAnUpload() async throws {
        let upstream = try await TestUpstream.start()
        try await RelayUnderTest.run(to: upstream.address) { relay in
            let client = try await relay.connect()
            try await client.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nsome")
            let server = try await upstream.accept()
            _ = try await server.receive(to: "some")
            try await client.close()
            try await server.closed(within: Self.limit)
        }
    }

    @Test func stopsConnecting() async throws {
        let full = try FullListener()
        defer { full.close() }
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

/// A listener whose queue is full: whoever connects next waits for ever.
private struct FullListener: Sendable {
    let port: Int
    private let descriptors: [CInt]

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(listener, address, length) == 0, listen(listener, 0) == 0,
                    getsockname(listener, address, &length) == 0
                else { throw TimedOut(description: "no listener") }
            }
        }
        var descriptors = [listener]
        for _ in 0..<2 {
            let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = connect(client, $0, length) }
            }
            descriptors.append(client)
        }
        self.descriptors = descriptors
        port = Int(UInt16(bigEndian: address.sin_port))
        own = Self.attempts(port)
    }

    private let own: Int

    func close() {
        for descriptor in descriptors { Glibc.close(descriptor) }
    }

    var isBeingConnected: Bool { Self.attempts(port) > own }

    /// Sockets in state SYN_SENT towards the port.
    private static func attempts(_ port: Int) -> Int {
        guard let file = fopen("/proc/net/tcp", "r") else { return 0 }
        defer { fclose(file) }
        let digits = String(port, radix: 16, uppercase: true)
        let remote = "0100007F:" + String(repeating: "0", count: 4 - digits.count) + digits + " 02"
        var count = 0
        var line = [CChar](repeating: 0, count: 512)
        while fgets(&line, 512, file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if text.contains(remote) { count += 1 }
        }
        return count
    }
}
