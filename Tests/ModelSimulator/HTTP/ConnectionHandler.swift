import NIOCore
import NIOHTTP1

/// One client connection: gathers requests, has each answered in turn, and notices a client that left.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    private let simulator: Simulator
    private var arriving: Request?
    /// Requests that a client sent ahead of the answers.
    private var waiting = CircularBuffer<Request>()
    private var writer: (any ResponseWriter)?
    private var isStream = false
    private var channel: (any Channel)?
    /// Whether this connection steers the simulator: such aren't counted among its clients.
    private(set) var isControl = false

    init(simulator: Simulator) {
        self.simulator = simulator
    }

    func channelActive(context: ChannelHandlerContext) {
        channel = context.channel
        simulator.connections[ObjectIdentifier(self)] = self
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        simulator.connections[ObjectIdentifier(self)] = nil
        writer?.stop()
        ended(.cancelled)
        waiting.removeAll()
        channel = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            arriving = Request(head)
            if head.headers.first(name: "expect")?.lowercased() == "100-continue" {
                context.writeAndFlush(
                    NIOAny(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")),
                    promise: nil
                )
            }
        case .body(let bytes):
            arriving?.body.writeImmutableBuffer(bytes)
        case .end:
            guard let request = arriving else { return }
            arriving = nil
            if writer == nil { answer(request) } else { waiting.append(request) }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { writer?.resume() }
        context.fireChannelWritabilityChanged()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Resets the connection, unless it is one that steers the simulator.
    func breakOff() {
        guard !isControl else { return }
        writer?.stop()
        ended(.broken)
        channel?.reset()
    }

    private func answer(_ request: Request) {
        guard let channel else { return }
        isControl = ControlRoutes.serves(request.path)
        if isControl {
            write(simulator.control(request), request, FaultPlan(), channel)
            return
        }
        let response = simulator.respond(to: request)
        let faults = FaultPlan(response.faults)
        if let seconds = faults.refusal {
            simulator.ended(.broken, streamed: false)
            simulator.refuseConnections(seconds)
        } else if faults.resetsAtOnce {
            simulator.ended(.broken, streamed: false)
            channel.reset()
        } else {
            write(response, request, faults, channel)
        }
    }

    private func write(
        _ response: Response,
        _ request: Request,
        _ faults: FaultPlan,
        _ channel: any Channel
    ) {
        let destination = Destination(channel: channel, keepsConnection: request.isKeptAlive) {
            [weak self] outcome in
            self?.ended(outcome)
            self?.answerNext()
        }
        let writer: any ResponseWriter
        switch response.body {
        case .whole(let body):
            isStream = false
            writer = WholeResponseWriter(response, body: body, faults: faults, to: destination)
        case .stream(let stream):
            isStream = true
            simulator.streamOpened()
            writer = StreamWriter(response, stream, faults: faults, to: destination)
        }
        self.writer = writer
        writer.start()
    }

    private func ended(_ outcome: Outcome) {
        guard writer != nil else { return }
        writer = nil
        if !isControl { simulator.ended(outcome, streamed: isStream) }
    }

    private func answerNext() {
        if writer == nil, let request = waiting.popFirst() { answer(request) }
    }
}
