import FoundationEssentials
import Logging
import Messaging
import ServiceLifecycle
import SuiteProtocol

/// Tells the pages of administrators when an endpoint's state changes. Live only: who misses it asks.
struct EndpointAnnouncer: Service {
    private let redis: Redis
    private let logger: Logger
    private let changes: AsyncStream<EndpointStateChanged>
    private let continuation: AsyncStream<EndpointStateChanged>.Continuation

    init(redis: Redis, logger: Logger) {
        self.redis = redis
        self.logger = logger
        (changes, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(256))
    }

    /// From any thread, without waiting.
    func announce(_ endpoint: String, _ state: EndpointState) {
        logger.notice("endpoint changed", metadata: ["endpoint": "\(endpoint)", "state": "\(state.rawValue)"])
        continuation.yield(EndpointStateChanged(endpointID: endpoint, state: state.rawValue))
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await change in changes { await publish(change) }
        }
    }

    private func publish(_ change: EndpointStateChanged) async {
        guard redis.isConnected else { return }
        let type = EventType.endpointStateChanged
        let event = Event(source: "/inference-router", type: type, subject: change.endpointID, data: change)
        do {
            let json = try WireJSON.encoder().encode(event)
            try await redis.publish(type.channel, String(decoding: json, as: UTF8.self))
        } catch {
            logger.debug("state not announced", metadata: ["error": "\(error)"])
        }
    }
}
