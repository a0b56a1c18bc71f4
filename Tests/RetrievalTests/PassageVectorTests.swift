import AsyncHTTPClient
import DaemonTesting
import Foundation
import Persistence
import Retrieval
import Synchronization
import Testing

/// A model that knows a few words' meanings.
private final class Meanings: Embedder {
    struct State {
        var model: String? = "one"
        var isDown = false
        var asked = 0
        /// What is refused.
        var refused: String?
    }

    struct Down: Error {}

    let state = Mutex(State())

    func model() async -> String? { state.withLock { $0.model } }

    func embed(_ texts: [String], model: String) async throws -> [[Float]] {
        try state.withLock { state in
            state.asked += 1
            if state.isDown || state.model != model { throw Down() }
            if let refused = state.refused, texts.contains(where: { $0.contains(refused) }) { throw Down() }
        }
        let axes = [["perro", "can", "mascota"], ["coche", "automóvil"], ["beca"]]
        return texts.map { text in
            axes.map { words in words.contains { text.lowercased().contains($0) } ? 1 : 0.01 }
                + (model == "one" ? [] : [0])
        }
    }
}

@Suite(.timeLimit(.minutes(2)))
struct PassageVectorTests {
    typealias Fixture = PassageStoreFixture

    private let texts = ["El can duerme", "Un automóvil rojo", "Una beca nueva"]

    @Test(arguments: TestDatabase.engines)
    func whatIsMeantIsFoundOnceThereAreVectors(_ engine: TestDatabase) async throws {
        let model = Meanings()
        try await Fixture.run(engine, embedder: model) { fixture in
            try await fixture.store.replace(Fixture.passages(texts), pages: 1...1, of: Fixture.source("d"))
            #expect(try await fixture.found("automóvil") == ["Un automóvil rojo"])
            #expect(try await fixture.found("coche").isEmpty)
            try await fixture.store.embedPending()
            #expect(try await fixture.found("coche").first == "Un automóvil rojo")
            #expect(try await fixture.found("mascota").first == "El can duerme")
            // What is asked for as it is written is found so or not at all.
            #expect(try await fixture.found("«mascota feliz»").isEmpty)
            #expect(try await fixture.found("coche", filter: Filter(collections: ["b"])).isEmpty)
            #expect(try await fixture.found("coche", filter: Filter(collections: ["a"], documents: ["e"])).isEmpty)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func vectorsAreKeptAndGoWithTheirPassages(_ engine: TestDatabase) async throws {
        let model = Meanings()
        try await Fixture.run(engine, embedder: model) { fixture in
            try await fixture.store.replace(Fixture.passages(texts), pages: 1...1, of: Fixture.source("d"))
            try await fixture.store.embedPending()
            let asked = model.state.withLock { $0.asked }
            try await fixture.withAnother(embedder: model) { other in
                try await other.embedPending()
                #expect(model.state.withLock { $0.asked } == asked)
                let found = try await fixture.found("coche", in: other)
                #expect(found.first == "Un automóvil rojo")
            }
            try await fixture.store.remove(documents: ["d"])
            let left: Int? = try await fixture.database.read {
                try $0.value("SELECT COUNT(*) AS value FROM passage_vectors")
            }
            #expect(left == 0)
            #expect(try await fixture.found("coche").isEmpty)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anotherModelReadsEverythingAnew(_ engine: TestDatabase) async throws {
        let model = Meanings()
        try await Fixture.run(engine, embedder: model) { fixture in
            try await fixture.store.replace(Fixture.passages(texts), pages: 1...1, of: Fixture.source("d"))
            try await fixture.store.embedPending()
            model.state.withLock { $0.model = "two" }
            try await fixture.store.embedPending()
            #expect(try await fixture.found("coche").first == "Un automóvil rojo")
            let models = try await fixture.database.read { db in
                try db.rows("SELECT DISTINCT model FROM passage_vectors").map { try $0.get("model", as: String.self) }
            }
            #expect(models == ["two"])
            model.state.withLock { $0.model = nil }
            try await fixture.store.embedPending()
            #expect(try await fixture.found("coche").isEmpty)
            #expect(try await fixture.found("automóvil") == ["Un automóvil rojo"])
        }
    }

    @Test func aModelThatFailsLeavesWords() async throws {
        let model = Meanings()
        try await Fixture.run(.sqlite, embedder: model) { fixture in
            try await fixture.store.replace(Fixture.passages(texts), pages: 1...1, of: Fixture.source("d"))
            try await fixture.store.embedPending()
            model.state.withLock { $0.isDown = true }
            #expect(try await fixture.found("automóvil") == ["Un automóvil rojo"])
            // It is not asked again at once.
            let asked = model.state.withLock { $0.asked }
            #expect(try await fixture.found("beca") == ["Una beca nueva"])
            #expect(model.state.withLock { $0.asked } == asked)
        }
    }

    @Test func aTextThatIsRefusedKeepsNoOtherFromItsVector() async throws {
        let model = Meanings()
        model.state.withLock { $0.refused = "rojo" }
        try await Fixture.run(.sqlite, embedder: model) { fixture in
            try await fixture.store.replace(Fixture.passages(texts), pages: 1...1, of: Fixture.source("d"))
            try await fixture.store.embedPending()
            #expect(try await fixture.found("mascota").first == "El can duerme")
            model.state.withLock { $0.refused = nil }
            try await fixture.store.embedPending()
            #expect(try await fixture.found("coche").first == "Un automóvil rojo")
        }
    }

    @Test(.enabled(if: TestDatabase.server != nil)) func replicasShareVectors() async throws {
        let model = Meanings()
        try await Fixture.run(.postgresql, embedder: model) { fixture in
            try await fixture.withAnother(embedder: model) { other in
                try await other.embedPending()
                try await fixture.store.replace(Fixture.passages(texts), pages: 1...1, of: Fixture.source("d"))
                try await fixture.store.embedPending()
                let asked = model.state.withLock { $0.asked }
                try await other.catchUp()
                try await other.embedPending()
                #expect(model.state.withLock { $0.asked } == asked)
                let found = try await fixture.found("coche", in: other)
                #expect(found.first == "Un automóvil rojo")
            }
        }
    }

    /// Against the server that CHROMA_TEST_URL names: `scripts/bench.sh retrieval` starts one.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["CHROMA_TEST_URL"] != nil), arguments: TestDatabase.engines)
    func chromaKeepsFiltersAndForgetsVectors(_ engine: TestDatabase) async throws {
        let url = try #require(ProcessInfo.processInfo.environment["CHROMA_TEST_URL"])
        let name = "test-\(UUID().uuidString.lowercased())"
        let chroma = ChromaVectors(url: url, name: name, client: .shared)
        let model = Meanings()
        try await Fixture.run(engine, embedder: model, vectors: chroma) { fixture in
            let day = Date(timeIntervalSince1970: 1_700_000_000)
            for (id, collection, date) in [("d", "a", day), ("e", "b", nil)] as [(String, String, Date?)] {
                let source = Fixture.source(id, collection: collection, date: date)
                let passages = Fixture.passages(texts.map { "\($0) \(id)" })
                try await fixture.store.replace(passages, pages: 1...1, of: source)
            }
            try await fixture.store.embedPending()
            func near(_ filter: Filter) async throws -> Int {
                try await chroma.nearest(to: [0, 1, 0], model: "one", filter: filter, limit: 10).count
            }
            #expect(Set(try await fixture.found("coche").prefix(2)) == ["Un automóvil rojo d", "Un automóvil rojo e"])
            #expect(try await near(Fixture.all) == 6)
            #expect(try await near(Filter(collections: ["a"])) == 3)
            #expect(try await near(Filter(collections: [])) == 0)
            #expect(try await near(Filter(collections: ["a", "b"], owners: ["eva"])) == 0)
            #expect(try await near(Filter(collections: ["a", "b"], kinds: ["pdf"], documents: ["e"])) == 3)
            #expect(try await near(Filter(collections: ["a", "b"], dates: day..<day + 1)) == 3)
            #expect(try await near(Filter(collections: ["a", "b"], dates: day + 1..<day + 2)) == 0)

            try await fixture.store.remove(documents: ["d"])
            #expect(try await near(Fixture.all) == 3)
            let waiting: Int? = try await fixture.database.read {
                try $0.value("SELECT COUNT(*) AS value FROM forgotten_vectors")
            }
            #expect(waiting == 0)

            model.state.withLock { $0.model = "two" }
            try await fixture.store.embedPending()
            #expect(try await fixture.found("coche").first == "Un automóvil rojo e")
            try await fixture.store.remove(documents: ["e"])
            try await chroma.keepOnly(model: "none")
        }
    }
}
