import CoreMetrics
import Daemon
import Identity
import InferenceClient
import Logging
import Persistence
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
        let language: Language
        let trace: TraceContext
        let cancelled: AsyncStream<Void>
    }

    private struct Running {
        let generation: Generation
        let cancel: AsyncStream<Void>.Continuation
    }

    private struct State {
        var running: [String: Running] = [:]
        /// Answers under way, and those that are about to begin, by person.
        var taken: [String: Int] = [:]
    }

    private let store: ConversationStore
    private let inference: InferenceClient
    private let media: MediaStore
    private let reading: MessageReading
    private let notices: ConversationNotices
    private let maxCharacters: Int
    private let maxPerPerson: Int
    private let logger: Logger
    private let metrics: any MetricsFactory
    private let state = Mutex(State())
    private let orders: AsyncStream<Order>
    private let enqueue: AsyncStream<Order>.Continuation

    init(
        store: ConversationStore,
        inference: InferenceClient,
        media: MediaStore,
        reading: MessageReading,
        notices: ConversationNotices,
        maxCharacters: Int,
        maxPerPerson: Int,
        logger: Logger,
        metrics: any MetricsFactory
    ) {
        self.store = store
        self.inference = inference
        self.media = media
        self.reading = reading
        self.notices = notices
        self.maxCharacters = maxCharacters
        self.maxPerPerson = maxPerPerson
        self.logger = logger
        self.metrics = metrics
        (orders, enqueue) = AsyncStream.makeStream()
    }

    /// Ids of the generations of this replica.
    var ids: Set<String> { Set(state.withLock { $0.running.keys }) }

    subscript(id: String, owner owner: String) -> Generation? {
        state.withLock { $0.running[id]?.generation }.flatMap { $0.owner == owner ? $0 : nil }
    }

    /// Begins to write the answer to what `prepare` keeps, where the person has not too many under way here.
    func begin(
        for principal: Principal,
        speaking language: Language,
        trace: TraceContext,
        _ prepare: () async throws -> (GenerationStart, Assistant)
    ) async throws -> Generation {
        let isFree = state.withLock { state in
            guard state.taken[principal.subject, default: 0] < maxPerPerson else { return false }
            state.taken[principal.subject, default: 0] += 1
            return true
        }
        guard isFree else { throw ConversationError.tooManyGenerations(limit: maxPerPerson) }
        do {
            let (start, assistant) = try await prepare()
            return begin(start, by: assistant, for: principal, speaking: language, trace: trace)
        } catch {
            giveBack(principal.subject)
            throw error
        }
    }

    private func giveBack(_ person: String) {
        state.withLock { state in
            let left = state.taken[person, default: 1] - 1
            state.taken[person] = left > 0 ? left : nil
        }
    }

    private func begin(
        _ start: GenerationStart,
        by assistant: Assistant,
        for principal: Principal,
        speaking language: Language,
        trace: TraceContext
    ) -> Generation {
        let generation = Generation(start, owner: principal.subject)
        let (cancelled, cancel) = AsyncStream.makeStream(of: Void.self)
        state.withLock { $0.running[start.generationID] = Running(generation: generation, cancel: cancel) }
        let order = Order(
            generation: generation,
            assistant: assistant,
            principal: principal,
            language: language,
            trace: trace,
            cancelled: cancelled
        )
        if case .terminated = enqueue.yield(order) {
            leave(generation)
            generation.end(GenerationOutcome(status: .waiting, failure: .routerAway))
        }
        return generation
    }

    /// Stops a generation wherever it runs; what is written stays. Not found where there is none of this owner.
    func stop(_ id: String, owner: String) async throws {
        let stopped = try await store.stop(id, owner: owner)
        if let run = state.withLock({ $0.running[id] }), run.generation.owner == owner {
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
            media: media,
            reading: reading,
            maxCharacters: maxCharacters,
            logger: logger.with(order.trace)
        )
        let outcome = await writer.write(
            generation,
            by: order.assistant,
            for: order.principal,
            speaking: order.language,
            trace: order.trace,
            until: order.cancelled
        )
        await keep(outcome, of: generation)
        leave(generation)
        generation.end(outcome)
        Counter(
            label: "consulta_chat_generations_total",
            dimensions: [("status", outcome.status.rawValue)],
            factory: metrics
        ).increment()
        await notices.changed(generation.start.conversationID, owner: generation.owner)
        guard outcome.status == .complete else { return }
        await ConversationSummaries(store: store, inference: inference, logger: logger.with(order.trace)).update(
            generation.start.conversationID,
            by: order.assistant,
            for: order.principal,
            trace: order.trace
        )
    }

    /// Keeps the end of an answer, and waits for a database that is away. A cancelled task could not save what was
    /// written, so that a task of its own does it.
    private func keep(_ outcome: GenerationOutcome, of generation: Generation) async {
        var pause = Duration.milliseconds(250)
        while true {
            let kept = await Task { [store] in
                try await store.finish(generation.start, owner: generation.owner, with: outcome)
            }.result
            guard case .failure(let error) = kept else { return }
            logger.error("an answer could not be kept", metadata: ["error": "\(error)"])
            guard (error as? DatabaseError)?.isTransient == true, (try? await Task.sleep(for: pause)) != nil else {
                return
            }
            pause = min(pause * 2, .seconds(5))
        }
    }

    private func leave(_ generation: Generation) {
        state.withLock { $0.running[generation.start.generationID] = nil }
        giveBack(generation.owner)
    }
}

extension DatabaseError {
    /// It may be over when it is tried again.
    fileprivate var isTransient: Bool {
        switch self {
        case .unavailable, .noFreeConnection, .conflict, .locked, .full, .readOnly, .statementTimeout, .commitInDoubt:
            true
        case .constraint, .corrupt, .transactionFailed, .unstorable, .statement, .unsupportedURL: false
        }
    }
}
