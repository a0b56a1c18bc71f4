import Foundation
import Logging
import Messaging
import Persistence
import ServiceLifecycle
import SuiteProtocol

/// Notes what chat tells of in the database, so that no message's turn depends on how long chat is away.
struct AnalysisIntake: Sendable {
    private static let group = "analysis"
    private static let batch = 32
    private static let pause = Duration.seconds(1)

    let store: AnalysisStore
    let worker: AnalysisWorker
    let now: @Sendable () -> Date
    let logger: Logger

    /// - Parameter name: this replica's.
    func consumer(_ redis: Redis, named name: String) -> StreamConsumer {
        StreamConsumer(
            redis: redis,
            stream: EventType.messageCreated.stream,
            group: Self.group,
            consumer: name,
            // A database that is away for minutes costs no message its attempts.
            staleAfter: .seconds(600),
            batch: Self.batch,
            handlerOfMany: take
        )
    }

    @Sendable private func take(_ entries: [StreamEntry]) async throws {
        let messages = try entries.map { entry in
            try WireJSON.decoder().decode(Event<MessageCreated>.self, from: entry.payload).data
        }.filter { $0.accompanied == true && $0.sender == .user }
        guard !messages.isEmpty else { return }
        while true {
            do {
                try await store.expect(messages, at: now())
                return worker.wake()
            } catch let error as DatabaseError where error.mayPass {
                logger.warning("messages wait", metadata: ["error": "\(error)"])
                try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.pause) }
            }
        }
    }
}
