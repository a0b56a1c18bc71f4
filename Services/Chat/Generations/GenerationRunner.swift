import CoreMetrics
import Daemon
import Identity
import InferenceClient
import Logging
import ServiceLifecycle
import Synchronization

/// Runs generations as tasks of its own, so that a reader who leaves ends nothing.
///
/// At shutdown no new one begins; those under way may end within the daemon's 30 s, and are kept as interrupted after.
final class GenerationRunner: Service {
    private struct Order: Sendable {
        let generation: Generation
        let assistant: Assistant
        let principal: Principal
        let trace: TraceContext
        let cancelled: AsyncStream<Void>
    }

    private struct Running {
        let generation: Generation
        let cancel: AsyncStream<Void>.Continuation
    }

    private let store: ConversationStore
    private let inference: InferenceClient
    private let notices: ConversationNotices
    private let maxCharacters: Int
    private let logger: Logger
    private let metrics: any MetricsFactory
    private let running = Mutex<[String: Running]>([:])
    private let orders: AsyncStream<Order>
    private let enqueue: AsyncStream<Order>.Continuation

    init(
        store: ConversationStore,
        inference: InferenceClient,
        notices: ConversationNotices,
        maxCharacters: Int,
        logger: Logger,
        metrics: any MetricsFactory
    ) {
        self.store = store
        self.inference = inference
        self.notices = notices
        self.maxCharacters = maxCharacters
        self.logger = logger
        self.metrics = metrics
        (orders, enqueue) = AsyncStream.makeStream()
    }

    /// Ids of the generations of this replica.
    var ids: Set<String> { Set(running.withLock { $0.keys }) }

    subscript(id: String, owner owner: String) -> Generation? {
        running.withLock { $0[id]?.generation }.flatMap { $0.owner == owner ? $0 : nil }
    }

    /// Begins to write the answer.
    func begin(
        _ start: GenerationStart,
        by assistant: Assistant,
        for principal: Principal,
        trace: TraceContext
    ) -> Generation {
        let generation = Generation(start, owner: principal.subject)
        let (cancelled, cancel) = AsyncStream.makeStream(of: Void.self)
        running.withLock { $0[start.generationID] = Running(generation: generation, cancel: cancel) }
        let order = Order(
            generation: generation,
            assistant: assistant,
            principal: principal,
            trace: trace,
            cancelled: cancelled
        )
        if case .terminated = enqueue.yield(order) {
            running.withLock { $0[start.generationID] = nil }
            generation.end(GenerationOutcome(status: .waiting, failure: .routerAway))
        }
        return generation
    }

    /// Stops a generation wherever it runs; what is written stays. Not found where there is none of this owner.
    func stop(_ id: String, owner: String) async throws {
        let stopped = try await store.stop(id, owner: owner)
        if let run = running.withLock({ $0[id] }), run.generation.owner == owner {
            run.cancel.finish()
        } else if !stopped {
            throw ConversationError.generationNotFound
        }
    }

    func run() async throws {
        await withDiscardingTaskGroup { group in
            await withGracefulShutdownHandler {
                for await order in orders {
                    group.addTask { await self.write(order) }
                }
            } onGracefulShutdown: { [enqueue] in
                enqueue.finish()
            }
        }
    }

    private func write(_ order: Order) async {
        let generation = order.generation
        let writer = AnswerWriter(
            store: store,
            inference: inference,
            maxCharacters: maxCharacters,
            logger: logger.with(order.trace)
        )
        let outcome = await writer.write(
            generation,
            by: order.assistant,
            for: order.principal,
            trace: order.trace,
            until: order.cancelled
        )
        // A cancelled task could not save what was written: the end is kept by one that is not.
        await Task { [store, logger] in
            do {
                try await store.finish(generation.start, owner: generation.owner, with: outcome)
            } catch {
                logger.error("an answer could not be kept", metadata: ["error": "\(error)"])
            }
        }.value
        running.withLock { $0[generation.start.generationID] = nil }
        generation.end(outcome)
        Counter(
            label: "consulta_chat_generations_total",
            dimensions: [("status", outcome.status.rawValue)],
            factory: metrics
        ).increment()
        await notices.changed(generation.start.conversationID, owner: generation.owner)
    }
}
