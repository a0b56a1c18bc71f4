import CoreMetrics
import DaemonTesting
import Foundation
import Logging
import Persistence
import Retrieval
import Testing
import TextAnalysis

/// A store on a database of a test, and what else opens it.
struct PassageStoreFixture: Sendable {
    let place: TestDatabase.Place
    let database: Database
    let keyring: Keyring
    let store: PassageStore

    static let migrations = PassageStore.migrations + [Resealing.migration]
    static let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    static func run(
        _ engine: TestDatabase,
        embedder: (any Embedder)? = nil,
        vectors: (any VectorStore)? = nil,
        _ body: (PassageStoreFixture) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { keys in
            let keyring = try Keyring(directory: keys)
            try await engine.withPlace { place in
                try await place.withDatabase(migrations: migrations) { database in
                    let store = try await Self.store(database, keyring, embedder, vectors)
                    try await body(
                        PassageStoreFixture(place: place, database: database, keyring: keyring, store: store)
                    )
                }
            }
        }
    }

    /// Another store on the same database, with a connection of its own, as another replica or a later start has it.
    func withAnother(
        embedder: (any Embedder)? = nil,
        vectors: (any VectorStore)? = nil,
        _ body: (PassageStore) async throws -> Void
    ) async throws {
        try await place.withDatabase(migrations: Self.migrations) { database in
            try await body(try await Self.store(database, keyring, embedder, vectors))
        }
    }

    private static func store(
        _ database: Database,
        _ keyring: Keyring,
        _ embedder: (any Embedder)?,
        _ vectors: (any VectorStore)?
    ) async throws -> PassageStore {
        try await PassageStore(
            database: database,
            keyring: keyring,
            embedder: embedder,
            vectors: vectors,
            logger: logger,
            metrics: NOOPMetricsHandler.instance
        )
    }

    static let all = Filter(collections: ["a", "b"])

    func found(_ question: String, filter: Filter = all, in store: PassageStore? = nil) async throws -> [String] {
        try await (store ?? self.store).search(question, filter: filter, limit: 20).map(\.text)
    }

    static func source(_ id: String, collection: String = "a", title: String = "", date: Date? = nil) -> PassageSource {
        PassageSource(
            id: id,
            collection: collection,
            owner: "ana",
            kind: "pdf",
            date: date,
            title: title,
            externalID: "x-\(id)",
            url: "https://example.org/\(id)",
            analyzer: .spanish
        )
    }

    static func passages(_ texts: [String], page: Int = 1) -> [NewPassage] {
        texts.map { NewPassage(page: page, range: 3..<3 + $0.utf16.count, section: ["Uno"], text: $0) }
    }
}

/// Waits for what happens soon, and fails where it doesn't.
func eventually(_ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while try await !condition() {
        try #require(ContinuousClock.now < deadline, "it never came true")
        try await Task.sleep(for: .milliseconds(5))
    }
}
