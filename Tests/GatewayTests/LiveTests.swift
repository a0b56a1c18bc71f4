import DaemonTesting
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket
import SuiteProtocol
import Testing

/// What pages hear over `/ws`, and what they are told when they come back.
@Suite(.serialized, .enabled(if: TestRedis.isInstalled)) struct LiveTests {
    private static func run(
        _ body: @escaping @Sendable (RunningGateway, Session, TestNotices) async throws -> Void
    ) async throws {
        let redis = try TestRedis()
        let url = redis.url
        try await RunningGateway.run(["REDIS_URL": url]) { gateway in
            let session = try await gateway.signIn()
            try await TestNotices.run(url) { notices in
                // The subscription stands, and its beginning has been told: no page is asked to begin anew later.
                try await notices.changed("first", of: session.user.id)
                try await body(gateway, session, notices)
            }
        }
        withExtendedLifetime(redis) {}
    }

    @Test func noticesReachTheirOwnerOnly() async throws {
        try await Self.run { gateway, administrator, notices in
            let ana = try await gateway.newPerson("ana", by: administrator)
            let bruno = try await gateway.newPerson("bruno", by: administrator)
            try await TestSocket.open(gateway, ana) { first in
                try await TestSocket.open(gateway, bruno) { second in
                    for socket in [first, second] { _ = try await socket.notice("connected") }
                    let (hers, his) = (newID(), newID())
                    try await notices.changed(hers, of: ana.user.id)
                    try await notices.changed(his, of: bruno.user.id)
                    let heard = try #require(try await first.nextNotice())
                    #expect(heard.type == "conversation.changed" && heard.subject == hers)
                    #expect(heard.data["owner_id"] == ana.user.id)
                    // Had hers come here too, it would have come first.
                    #expect(try await second.nextNotice()?.subject == his)
                }
            }
        }
    }

    @Test func theTutorWhoAnswersHearsOfAConversationToo() async throws {
        try await Self.run { gateway, administrator, notices in
            let student = try await gateway.newPerson("sol", by: administrator)
            let tutor = try await gateway.newPerson("marta", roles: ["tutor"], by: administrator)
            try await TestSocket.open(gateway, student) { first in
                try await TestSocket.open(gateway, tutor) { second in
                    for socket in [first, second] { _ = try await socket.notice("connected") }
                    try await notices.changed("alone", of: student.user.id)
                    try await notices.changed("taken", of: student.user.id, tutor: tutor.user.id)
                    #expect(try await first.nextNotice()?.subject == "alone")
                    #expect(try await first.nextNotice()?.subject == "taken")
                    #expect(try await second.nextNotice()?.subject == "taken")
                }
            }
        }
    }

    @Test func aNewTicketIsHeardByThoseWhoKeepOffices() async throws {
        try await Self.run { gateway, administrator, notices in
            let clerk = try await gateway.newPerson("clara", roles: ["clerk"], by: administrator)
            let student = try await gateway.newPerson("sol", by: administrator)
            try await TestSocket.open(gateway, clerk) { first in
                try await TestSocket.open(gateway, student) { second in
                    for socket in [first, second] { _ = try await socket.notice("connected") }
                    let ticket = newID()
                    try await notices.ticket(ticket)
                    let heard = try #require(try await first.nextNotice())
                    #expect(heard.type == "ticket.created" && heard.subject == ticket)
                    #expect(heard.data == ["ticket_id": ticket, "number": "2026-000001"])
                    // Had it come here too, it would have come first.
                    try await notices.changed("own", of: student.user.id)
                    #expect(try await second.nextNotice()?.subject == "own")
                }
            }
        }
    }

    @Test func aPageThatComesBackIsSentWhatItMissed() async throws {
        try await Self.run { gateway, session, notices in
            let last = Box("")
            try await TestSocket.open(gateway, session) { socket in
                _ = try await socket.notice("connected")
                try await notices.changed("1", of: session.user.id)
                last.value = try #require(try await socket.nextNotice()).id
            }
            // Another page of the same person shows that the gateway has them before the first comes back.
            try await TestSocket.open(gateway, session) { witness in
                _ = try await witness.notice("connected")
                try await notices.changed("others", of: newID())
                for subject in ["2", "3"] { try await notices.changed(subject, of: session.user.id) }
                for _ in 0..<2 { _ = try await witness.nextNotice() }
            }
            try await TestSocket.open(gateway, session, after: last.value) { socket in
                var subjects: [String] = []
                while let notice = try await socket.nextNotice(), notice.type != "connected" {
                    subjects.append(notice.subject)
                    last.value = notice.id
                }
                #expect(subjects == ["2", "3"])
            }
            try await TestSocket.open(gateway, session, after: last.value) { socket in
                let first = try await socket.nextNotice()
                #expect(first?.type == "connected")
            }
        }
    }

    @Test func aPageThatMissedTooMuchOrComesFromElsewhereAsksAgain() async throws {
        try await Self.run { gateway, session, notices in
            let first = Box("")
            try await TestSocket.open(gateway, session) { socket in
                first.value = try #require(try await socket.notice("connected")).id
                for number in 0..<40 { try await notices.changed("\(number)", of: session.user.id) }
                for _ in 0..<40 { _ = try await socket.nextNotice() }
            }
            for after in [first.value, "another-1", "nonsense", "", "-", "9-99999999999999999999"] {
                try await TestSocket.open(gateway, session, after: after) { socket in
                    let first = try await socket.nextNotice()
                    #expect(first?.type == "resumed", "\(after)")
                }
            }
        }
    }

    /// All that was held for it, by the gateway and by the system, is what it can still read: a small part of what came.
    @Test func pagesThatReadTooSlowlyAreDroppedWithLittleHeldForThem() async throws {
        try await Self.run { gateway, session, notices in
            var slow: [SlowReader] = []
            for _ in 0..<32 { slow.append(try await SlowReader.open(gateway, session)) }
            let last = Box("")
            try await TestSocket.open(gateway, session) { quick in
                _ = try await quick.notice("connected")
                for number in 0..<300 {
                    try await notices.large("\(number)", of: session.user.id, bytes: 16_000)
                    let notice = try await quick.nextNotice()
                    #expect(notice?.subject == "\(number)")
                    if number == 0 { last.value = notice?.id ?? "" }
                }
            }
            for reader in slow { #expect(try await reader.readAll() < 1 << 20) }
            // Neither are the notices themselves kept without end: one of the first is told to ask again.
            try await TestSocket.open(gateway, session, after: last.value) { socket in
                let notice = try await socket.nextNotice()
                #expect(notice?.type == "resumed")
            }
        }
    }
}

/// Only touched by one task at a time.
final class Box<Value>: @unchecked Sendable {
    var value: Value
    init(_ value: Value) { self.value = value }
}

/// A page that takes nothing until it is told to.
private struct SlowReader {
    let channel: any Channel
    private let frames: AsyncStream<WebSocketFrame>

    static func open(_ gateway: RunningGateway, _ session: Session) async throws -> SlowReader {
        let frames = AsyncStream<WebSocketFrame>.makeStream()
        let opened = AsyncStream<Void>.makeStream()
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.socketOption(.so_rcvbuf), value: 8_192)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        HandshakeReader(opened.continuation, frames.continuation)
                    )
                }
            }
            .connect(host: "127.0.0.1", port: gateway.port).get()
        let request =
            "GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + "Authorization: Bearer \(session.accessToken)\r\n\r\n"
        try await channel.writeAndFlush(ByteBuffer(string: request))
        for await _ in opened.stream {}
        return SlowReader(channel: channel, frames: frames.stream)
    }

    /// The bytes of all that still comes, up to the end.
    func readAll() async throws -> Int {
        try await channel.setOption(.autoRead, value: true).get()
        var bytes = 0
        for await frame in frames {
            bytes += frame.data.readableBytes
            if frame.opcode == .connectionClose { break }
        }
        try? await channel.close()
        return bytes
    }
}

/// Stops reading behind the handshake, and decodes what comes later.
private final class HandshakeReader: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let opened: AsyncStream<Void>.Continuation
    private let frames: AsyncStream<WebSocketFrame>.Continuation
    private var head = ByteBuffer()

    init(_ opened: AsyncStream<Void>.Continuation, _ frames: AsyncStream<WebSocketFrame>.Continuation) {
        (self.opened, self.frames) = (opened, frames)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        head.writeImmutableBuffer(unwrapInboundIn(data))
        let text = String(buffer: head)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return }
        head.moveReaderIndex(forwardBy: text[..<end.upperBound].utf8.count)
        let rest = head
        try? context.channel.syncOptions?.setOption(.autoRead, value: false)
        let pipeline = context.pipeline.syncOperations
        try? pipeline.addHandlers(
            ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: 1 << 20)),
            FrameReader(frames),
            position: .after(self)
        )
        context.fireChannelRead(NIOAny(rest))
        pipeline.removeHandler(self, promise: nil)
        opened.finish()
    }
}

private final class FrameReader: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame

    private let frames: AsyncStream<WebSocketFrame>.Continuation

    init(_ frames: AsyncStream<WebSocketFrame>.Continuation) {
        self.frames = frames
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        frames.yield(unwrapInboundIn(data))
    }

    func channelInactive(context: ChannelHandlerContext) {
        frames.finish()
    }
}
