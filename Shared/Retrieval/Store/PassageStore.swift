import CoreMetrics
import Foundation
import Logging
import NIOPosix
import Persistence
import ServiceLifecycle
import Synchronization

/// The chunks of documents, kept sealed in a database of their own and found in memory.
///
/// What is put in is found when the call returns, and on other replicas within a second; what is removed is gone from table,
/// memory and vectors. All of it can be made anew from the documents' pages. `Database.expunge` is the caller's.
package final class PassageStore: Service {
    let database: Database
    let keyring: Keyring
    let embedder: (any Embedder)?
    /// Nil where vectors are kept in the database and compared in memory.
    let vectors: (any VectorStore)?
    let logger: Logger
    let memory = Memory(Holdings())
    let writers = OneByOne()
    let state = Mutex(State())
    /// Which of the processes on one database this is.
    let replica = UUID().uuidString
    /// Told when something was written that waits for vectors, and when something was removed.
    let written = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let removed = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    private let passageGauge: Gauge

    struct State {
        /// Numbers that this process may give to chunks.
        var numbers: Range<Int64> = 0..<0
        /// The last change of other replicas that was taken in.
        var revision: Int64 = 0
        /// Documents of which memory may differ from the table: a write that failed, or that may have.
        var doubtful: Set<String> = []
        /// The model whose vectors are made, and the same once they are searched.
        var model: String?
        var searchedModel: String?
        /// Questions have no vector before, since the last one had to be given up.
        var restsUntil: ContinuousClock.Instant?
    }

    /// Opens the store and loads what is found by words; vectors follow in `run`.
    package init(
        database: Database,
        keyring: Keyring,
        embedder: (any Embedder)? = nil,
        vectors: (any VectorStore)? = nil,
        logger: Logger,
        metrics: any MetricsFactory
    ) async throws {
        self.database = database
        self.keyring = keyring
        self.embedder = embedder
        self.vectors = vectors
        self.logger = logger
        passageGauge = Gauge(label: "consulta_passages", factory: metrics)
        try await load()
    }

    /// How many chunks can be found.
    package var count: Int { memory.read { $0.index.count } }

    /// Chunks that can't be found any more, but whose words are still in memory.
    package var removedCount: Int { memory.read { $0.index.removedCount } }

    /// Follows other replicas, makes vectors, and clears memory of what was removed, until the daemon stops.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await self.follow() }
                group.addTask { await self.keepPurging() }
                group.addTask { await self.keepEmbedding() }
            }
        }
    }

    /// On a thread that may be kept busy: there are a few, and what comes meanwhile waits.
    func work<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await NIOThreadPool.singleton.runIfActive(body)
    }

    /// Changes what is in memory, beside the rows.
    func remember(_ change: @escaping @Sendable (inout Holdings) -> Void) async throws {
        let count = try await work { [memory] in
            memory.write { holdings in
                change(&holdings)
                return holdings.index.count
            }
        }
        passageGauge.record(count)
    }
}
