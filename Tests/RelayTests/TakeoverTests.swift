import NIOCore
import NIOPosix
import Relay
import ServiceLifecycle
import Synchronization
import Testing

extension RelayTests {
    @Suite struct TakeoverTests {
        private static let handshake =
            "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"

        @Test func whatFollowsTheHandshakeBelongsToTheHandlers() async throws {
            let ended = AsyncStream<Void>.makeStream()
            let decide: TestPolicy.Decide = { _, _, _ in
                let takeover = Takeover(fields: FieldLines([("x-own", "1")])) { channel in
                    try channel.pipeline.syncOperations.addHandler(Echo(ended.continuation))
                }
                return .takeOver(takeover, route: "own")
            }
            try await RelayUnderTest.run(to: .unix(path: "/nowhere"), decide: decide) { relay in
                let client = try await relay.connect()
                // Frames may share a segment with the handshake.
                try await client.send(Self.handshake + "early;")
                let answer = try await client.receive(to: "early;")
                #expect(Message(answer).status == 101)
                #expect(Message(answer)["upgrade"] == "websocket" && Message(answer)["x-own"] == "1")
                for number in 0..<20 {
                    try await client.send("\(number);")
                    #expect(try await client.receive(to: ";") == "\(number);")
                }
                let record = try await relay.journal.next()
                #expect(record.status == 101 && record.route == "own" && record.outcome == .complete)
                try await client.close()
                for await _ in ended.stream {}
            }
        }

        @Test func isClosedWhenTheServerHasWaitedLongEnough() async throws {
            var settings = FrontSettings()
            settings.drainTimeout = .milliseconds(200)
            let decide: TestPolicy.Decide = { _, _, _ in
                .takeOver(Takeover(fields: FieldLines([])) { _ in }, route: "own")
            }
            try await RelayUnderTest.run(to: .unix(path: "/nowhere"), settings: settings, decide: decide) { relay in
                let client = try await relay.connect()
                try await client.send(Self.handshake)
                _ = try await client.receive(to: "\r\n\r\n")
                await relay.group.triggerGracefulShutdown()
                try await client.closed(within: .seconds(5))
            }
        }

        /// A place that a request takes is free again also where its client left before the decision.
        @Test func whatAnExchangeHoldsIsLetGoOfHoweverItEnds() async throws {
            let upstream = try await TestUpstream.start()
            let (freed, free) = AsyncStream<Bool>.makeStream()
            let decide: TestPolicy.Decide = { route, head, loop in
                let plan = ForwardingPlan(route, hold: Place(free))
                guard head.path == "/wait" else { return .forward(plan) }
                let later = loop.eventLoop.scheduleTask(in: .milliseconds(100)) { ForwardingDecision.forward(plan) }
                return .wait(later.futureResult)
            }
            try await RelayUnderTest.run(to: upstream.address, decide: decide) { relay in
                var places = freed.makeAsyncIterator()
                let answered = try await relay.connect()
                try await answered.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                try await server.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                #expect(try await answered.receiveMessage().status == 200)
                #expect(await places.next() == true)

                let gone = try await relay.connect()
                try await gone.send("GET / HTTP/1.1\r\nHost: h\r\n\r\n")
                try await gone.close()
                #expect(await places.next() == true)

                let undecided = try await relay.connect()
                try await undecided.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n")
                try await undecided.close()
                #expect(await places.next() == false)
            }
        }
    }
}

/// Says when it is free, and whether its exchange had begun.
private final class Place: ExchangeHold {
    private let free: AsyncStream<Bool>.Continuation
    private let hasEnded = Atomic(false)

    init(_ free: AsyncStream<Bool>.Continuation) {
        self.free = free
    }

    deinit { free.yield(hasEnded.load(ordering: .relaxed)) }

    func ended(_ record: ExchangeRecord) { hasEnded.store(true, ordering: .relaxed) }
}

private final class Echo: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let ended: AsyncStream<Void>.Continuation

    init(_ ended: AsyncStream<Void>.Continuation) {
        self.ended = ended
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(unwrapInboundIn(data)), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        ended.finish()
    }
}
