import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOWebSocket

/// Accepts an upgrade request, or returns `nil` to let the HTTP router answer it.
///
/// A refusal falls through to the router, so authentication and error bodies stay in one place.
typealias WebSocketRoute = @Sendable (HTTPRequest) async -> WebSocketAcceptance?

extension HTTPServerBuilder {
    /// An HTTP/1 server that also upgrades the requests `route` claims.
    static func http1WithWebSockets(limits: WebSocketLimits, route: @escaping WebSocketRoute) -> HTTPServerBuilder {
        HTTPServerBuilder { WebSocketUpgradeChannel(responder: $0, limits: limits, route: route) }
    }
}

/// A connection that starts as HTTP/1 and may become a WebSocket on its first request: the relay in front opens a
/// new one for each upgrade.
struct WebSocketUpgradeChannel: HTTPChannelHandler {
    enum Outcome: Sendable {
        case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
        case refused(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>, HTTPRequest)
        case webSocket(WebSocket)
    }

    /// What the upgrade callbacks, which share nothing but the channel, tell each other.
    enum Decision {
        case none
        case refused(HTTPRequest)
        case accepted(WebSocketAcceptance)
    }

    struct Value: ServerChildChannelValue {
        let outcome: EventLoopFuture<Outcome>
        let channel: any Channel
    }

    /// An upgrade that nobody had accepted.
    struct UnacceptedUpgrade: Error {}

    let responder: Responder
    let limits: WebSocketLimits
    let route: WebSocketRoute

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let decision = NIOLoopBoundBox(Decision.none, eventLoop: channel.eventLoop)
            var pipeline = NIOUpgradableHTTPServerPipelineConfiguration(
                upgradeConfiguration: NIOTypedHTTPServerUpgradeConfiguration(
                    upgraders: [upgrader(recording: decision)],
                    notUpgradingCompletionHandler: { channel in
                        channel.eventLoop.makeCompletedFuture {
                            try wrapHTTP(channel, after: decision.value, logger: logger)
                        }
                    }
                )
            )
            // NIOAsyncChannel pipelines, Hummingbird answers parse errors, HTTPTypes validates headers.
            pipeline.enablePipelining = false
            pipeline.enableErrorHandling = false
            pipeline.enableResponseHeaderValidation = false
            let outcome = try channel.pipeline.syncOperations.configureUpgradableHTTPServerPipeline(
                configuration: pipeline
            )
            return Value(outcome: outcome, channel: channel)
        }
    }

    func handle(value: Value, logger: Logger) async {
        do {
            switch try await value.outcome.get() {
            case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
            case .refused(let channel, let head): try await answer(head, on: channel)
            case .webSocket(let socket): await socket.untilClosed()
            }
        } catch {
            logger.debug("connection ended before its first request", metadata: ["error": "\(error)"])
        }
    }

    /// NIO drops the head of a request it declines to upgrade, so the router is handed it here.
    private func answer(_ head: HTTPRequest, on channel: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
        async throws
    {
        try await channel.executeThenClose { _, outbound in
            let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
            try await responder(request, ResponseWriter(outbound: outbound), channel.channel)
        }
    }

    private func upgrader(recording decision: NIOLoopBoundBox<Decision>) -> NIOTypedWebSocketServerUpgrader<Outcome> {
        NIOTypedWebSocketServerUpgrader(
            maxFrameSize: limits.message,
            enableAutomaticErrorHandling: false,
            shouldUpgrade: { channel, head in
                channel.eventLoop.makeFutureWithTask {
                    let request = try HTTPRequest(head, secure: false, splitCookie: false)
                    return (request, await route(request))
                }.map { request, acceptance in
                    decision.value = acceptance.map { .accepted($0) } ?? .refused(request)
                    return acceptance.map { _ in HTTPHeaders() }
                }
            },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    guard case .accepted(let acceptance) = decision.value else { throw UnacceptedUpgrade() }
                    try channel.pipeline.syncOperations.addHandler(WebSocketConnection(acceptance, limits: limits))
                    return .webSocket(WebSocket(channel))
                }
            }
        )
    }

    private func wrapHTTP(_ channel: any Channel, after decision: Decision, logger: Logger) throws -> Outcome {
        try channel.pipeline.syncOperations.addHandlers([
            HTTP1ToHTTPServerCodec(secure: false),
            // The relay in front decides how long a connection may idle.
            HTTPConnectionStateHandler(idleTimeout: nil, logger: logger),
        ])
        let http = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true)
        )
        return if case .refused(let head) = decision { .refused(http, head) } else { .http(http) }
    }
}
