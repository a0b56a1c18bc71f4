import Daemon
import DaemonTesting
import Foundation
import Identity
import Logging
import Messaging
import NIOCore
import NIOHTTP1
import NIOWebSocket
import SuiteProtocol
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
            try await TestSocket.open(gateway, session, origin: gateway.url) { socket in
                try await socket.send(.ping, "hola")
                let pong = try await socket.next()
                #expect(pong?.opcode == .pong && pong.map { String(buffer: $0.data) } == "hola")
            }
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
                // The answer shows that the socket is known before the session ends.
                try await socket.send(.ping, "1")
                _ = try await socket.next()
                let out = try await gateway.send(.POST, "/auth/logout", token: session.accessToken)
                #expect(out.status == 204)
                #expect(try await socket.closeCode() == .policyViolation)
            }
        }
    }

    @Test(.enabled(if: TestRedis.sharedURL != nil)) func noticesReachTheirOwnerOnly() async throws {
        let url = try #require(TestRedis.sharedURL)
        try await RunningGateway.run(["REDIS_URL": url]) { gateway in
            let administrator = try await gateway.signIn()
            let ana = try await gateway.newPerson("ana", by: administrator)
            let bruno = try await gateway.newPerson("bruno", by: administrator)
            try await TestSocket.open(gateway, ana) { first in
                try await TestSocket.open(gateway, bruno) { second in
                    for socket in [first, second] {
                        try await socket.send(.ping, "1")
                        _ = try await socket.next()
                    }
                    try await Self.withRedis(url) { redis in
                        // Each is published until somebody hears it: a subscription may still be on its way.
                        let conversation = newID()
                        let heard = Task { try await first.text(containing: conversation) }
                        let event = Event(
                            source: "/chat",
                            type: .conversationChanged,
                            subject: conversation,
                            data: ConversationChanged(conversationID: conversation, ownerID: ana.user.id)
                        )
                        let payload = String(decoding: try WireJSON.encoder().encode(event), as: UTF8.self)
                        while try await redis.command("PUBLISH", EventType.conversationChanged.channel, payload).integer
                            == 0
                        {
                            try await Task.sleep(for: .milliseconds(5))
                        }
                        let text = try await heard.value
                        let notice = try JSONDecoder().decode(Notice.self, from: Data(text.utf8))
                        #expect(notice.type == "conversation.changed" && notice.subject == conversation)
                        #expect(notice.data["owner_id"] == ana.user.id)

                        let mine = newID()
                        let own = Event(
                            source: "/chat",
                            type: .conversationChanged,
                            subject: mine,
                            data: ConversationChanged(conversationID: mine, ownerID: bruno.user.id)
                        )
                        try await redis.publish(
                            EventType.conversationChanged.channel,
                            String(decoding: try WireJSON.encoder().encode(own), as: UTF8.self)
                        )
                        // Had the other's notice come here, it would have come first.
                        let next = try await second.nextText()
                        #expect(next.contains(mine))
                    }
                }
            }
        }
    }

    private struct Notice: Decodable {
        let type: String
        let subject: String
        let data: [String: String]
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

    private static func withRedis(_ url: String, _ body: (Redis) async throws -> Void) async throws {
        let redis = try Redis(
            url: url,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
            metrics: PrometheusMetrics()
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await redis.run() }
            try await redis.untilConnected()
            try await body(redis)
            group.cancelAll()
        }
    }
}
