import NIOCore
import NIOHTTP1
import NIOWebSocket
import Testing

@Suite(.serialized) struct WebSocketTests {
    @Test func aHandshakeNeedsATokenAndOurOwnPage() async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let anonymous = try await TestSocket.handshake(port: gateway.port, headers: [:])
            #expect(anonymous.hasPrefix("HTTP/1.1 401 ") && anonymous.contains("unauthenticated"))
            let cookie = ["cookie": "consulta_access=\(session.accessToken)"]
            let foreign = try await TestSocket.handshake(
                port: gateway.port,
                headers: cookie.merging(["origin": "http://evil.example"]) { $1 }
            )
            #expect(foreign.hasPrefix("HTTP/1.1 403 ") && foreign.contains("cross_origin"))
            let plain = try await gateway.send(.GET, "/ws", token: session.accessToken)
            #expect(plain.status == 426)
            // Every browser says whose page opens a socket; only a program with a token of its own may not.
            let silent = try await TestSocket.handshake(port: gateway.port, headers: cookie)
            #expect(silent.hasPrefix("HTTP/1.1 403 ") && silent.contains("cross_origin"))
            let sandboxed = try await TestSocket.handshake(
                port: gateway.port,
                headers: cookie.merging(["origin": "null"]) { $1 }
            )
            #expect(sandboxed.hasPrefix("HTTP/1.1 403 "))
            let program = try await TestSocket.handshake(
                port: gateway.port,
                headers: ["authorization": "Bearer \(session.accessToken)"],
                until: "connected"
            )
            #expect(program.hasPrefix("HTTP/1.1 101 "))
            #expect(program.contains("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"))
            try await TestSocket.open(gateway, session) { socket in
                #expect(try await socket.nextNotice()?.type == "connected")
                try await socket.send(.ping, "hola")
                let pong = try await socket.next()
                #expect(pong?.opcode == .pong && pong.map { String(buffer: $0.data) } == "hola")
            }
        }
    }

    @Test(arguments: [
        ("Sec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "426"),
        ("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n", "400"), ("Sec-WebSocket-Version: 13\r\n", "400"),
    ])
    func aHandshakeThatIsNotOfVersion13WithAKeyIsRefused(fields: String, status: String) async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let answer = try await RawConnection.exchange(
                port: gateway.port,
                "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\(fields)"
                    + "Authorization: Bearer \(session.accessToken)\r\n\r\n"
            )
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
        }
    }

    @Test func unmaskedFramesEndTheConnection() async throws {
        try await Self.expectClose(.protocolError) { try await $0.send(.text, "hola", masked: false) }
    }

    @Test func textThatIsNotUTF8EndsTheConnection() async throws {
        try await Self.expectClose(.dataInconsistentWithMessage) { socket in
            try await socket.send(.text, bytes: ByteBuffer(bytes: [0xFF, 0xFE]))
        }
    }

    @Test func messagesPastTheLimitEndTheConnection() async throws {
        try await Self.expectClose(.messageTooLarge) { socket in
            try await socket.send(.text, String(repeating: "a", count: 17_000))
        }
        try await Self.expectClose(.messageTooLarge) { socket in
            let part = String(repeating: "a", count: 9_000)
            try await socket.send(.text, part, fin: false)
            try await socket.send(.continuation, part)
        }
    }

    @Test func fragmentsOutOfOrderEndTheConnection() async throws {
        try await Self.expectClose(.protocolError) { try await $0.send(.continuation, "hola") }
    }

    @Test func thePeersClosingIsAnsweredWithItsCode() async throws {
        try await Self.expectClose(.goingAway) { socket in
            var code = ByteBuffer()
            code.write(webSocketErrorCode: .goingAway)
            try await socket.send(.connectionClose, bytes: code)
        }
    }

    @Test func signingOutClosesTheSocketsOfTheSession() async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            try await TestSocket.open(gateway, session) { socket in
                // The greeting shows that the socket is known before the session ends.
                _ = try await socket.nextNotice()
                let out = try await gateway.send(.POST, "/auth/logout", token: session.accessToken)
                #expect(out.status == 204)
                #expect(try await socket.closeCode() == .policyViolation)
            }
        }
    }

    private static func expectClose(
        _ code: WebSocketErrorCode,
        after action: @escaping @Sendable (TestSocket) async throws -> Void
    ) async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            try await TestSocket.open(gateway, session) { socket in
                try await action(socket)
                #expect(try await socket.closeCode() == code)
            }
        }
    }
}
