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
    }

    private let store: ConversationStore
    private let inference: InferenceClient
    private let media: MediaStore
    private let reading: MessageReading
    private let analysis: AnalysisClient
    private let frames: SafeFrames
    private let documents: DocumentsClient
    private let notices: ConversationNotices
    private let maxCharacters: Int
    private let running: RunningGenerations
    private let logger: Logger
    private let metrics: any MetricsFactory
    private let orders: AsyncStream<Order>
    private let enqueue: AsyncStream<Order>.Continuation

    init(
        store: ConversationStore,
        inference: InferenceClient,
        media: MediaStore,
        reading: MessageReading,
        analysis: AnalysisClient,
        frames: SafeFrames,
        documents: DocumentsClient,
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
        self.analysis = analysis
        self.frames = frames
        self.documents = documents
        self.notices = notices
        self.maxCharacters = maxCharacters
        self.running = RunningGenerations(maxPerPerson: maxPerPerson)
        self.logger = logger
        self.metrics = metrics
        (orders, enqueue) = AsyncStream.makeStream()
    }

    /// Ids of the generations of this replica.
    var ids: Set<String> { Set(running.all.map(\.start.generationID)) }

    subscript(id: String, owner owner: String) -> Generation? {
        running[id].flatMap { $0.owner == owner ? $0 : nil }
    }

    /// Begins to write the answer to what `prepare` keeps, where the person has not too many under way here; nothing where
    /// a person answers it.
    ///
    /// - Parameter isUrgent: somebody is in danger, and heard however many there are.
    func begin(
        for principal: Principal,
        speaking language: Language,
        isUrgent: Bool,
        trace: TraceContext,
        _ prepare: () async throws -> (GenerationStart, Assistant)?
    ) async throws -> Generation? {
        try running.reserve(for: principal.subject, isUrgent: isUrgent)
        let generation: Generation
        let assistant: Assistant
        do {
            guard let prepared = try await prepare() else {
                running.giveBack(principal.subject)
                return nil
            }
            assistant = prepared.1
            generation = Generation(prepared.0, owner: principal.subject)
        } catch {
            running.giveBack(principal.subject)
            throw error
        }
        running.add(generation)
        let order = Order(
            generation: generation,
            assistant: assistant,
            principal: principal,
            language: language,
            trace: trace
        )
        if case .terminated = enqueue.yield(order) {
            running.remove(generation)
            generation.end(GenerationOutcome(status: .waiting, failure: .routerAway))
        }
        return generation
    }

    /// Stops a generation wherever it runs; what is written stays. Not found where there is none of this owner.
    func stop(_ id: String, owner: String) async throws {
        let stopped = try await store.stop(id, owner: owner)
        if let generation = self[id, owner: owner] {
            running.stop(generation)
        } else if !stopped {
            throw ConversationError.generationNotFound
        }
    }

    /// Ends what is written into a conversation here. Other replicas see the mark on its message when they next keep it.
    func stopAll(in conversation: String) {
        for generation in running.all where generation.start.conversationID == conversation {
            running.stop(generation)
        }
    }

    /// Ends what is written for a person here. What other replicas write for them ends when its message is gone.
    func stopAll(of owner: String) {
        for generation in running.all where generation.owner == owner { running.stop(generation) }
    }

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await GenerationKeeper(store: self.store, running: self.running, logger: self.logger).run()
            }
            await writeOrders()
            group.cancelAll()
        }
    }

    /// Until the daemon stops and all that was under way has ended.
    private func writeOrders() async {
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
            inference: inference,
            media: media,
            analysis: analysis,
            frames: frames,
            documents: documents,
            maxCharacters: maxCharacters,
            logger: logger.with(order.trace)
        )
        // A task that a person can stop, here or on another replica.
        let writing = Task {
            await writer.write(
                generation,
                by: order.assistant,
                for: order.principal,
                speaking: order.language,
                trace: order.trace
            )
        }
        running.started(generation, writing)
        var outcome = await withTaskCancellationHandler {
            await writing.value
        } onCancel: {
            writing.cancel()
        }
        if running.isStopped(generation) {
            outcome.status = .stopped
            outcome.failure = nil
            outcome.finishReason = outcome.finishReason ?? "stop"
        }
        outcome.text = generation.text
        outcome.facts.safety = outcome.facts.safety ?? generation.start.question.safety
        outcome.facts.help = generation.start.question.help
        outcome.facts.entities = reading.entities.entities(in: outcome.text)
        await keep(outcome, of: generation)
        running.remove(generation)
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
