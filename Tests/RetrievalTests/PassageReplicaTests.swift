import DaemonTesting
import Persistence
import Retrieval
import Testing

/// Two stores on one PostgreSQL.
@Suite(.timeLimit(.minutes(2)), .enabled(if: TestDatabase.server != nil))
struct PassageReplicaTests {
    typealias Fixture = PassageStoreFixture

    /// Runs the other store's service meanwhile.
    private func withReplica(_ body: @escaping @Sendable (Fixture, PassageStore) async throws -> Void) async throws {
        try await Fixture.run(.postgresql) { fixture in
            try await fixture.withAnother { other in
                try await withThrowingTaskGroup { group in
                    group.addTask { try await other.run() }
                    group.addTask { try await body(fixture, other) }
                    defer { group.cancelAll() }
                    // The service ends when it is cancelled; the body ends first.
                    try await group.next()
                }
            }
        }
    }

    @Test func whatOneAddsReplacesAndRemovesTheOtherSees() async throws {
        try await withReplica { fixture, other in
            let source = Fixture.source("d", title: "Becas")
            try await fixture.store.replace(Fixture.passages(["plazo de mayo"]), pages: 1...1, of: source)
            try await eventually { try await fixture.found("mayo", in: other) == ["plazo de mayo"] }
            try await fixture.store.replace(Fixture.passages(["plazo de junio"]), pages: 1...1, of: source)
            try await eventually { try await fixture.found("junio", in: other) == ["plazo de junio"] }
            #expect(try await fixture.found("mayo", in: other).isEmpty)
            try await fixture.store.update(Fixture.source("d", collection: "b", title: "Ayudas"))
            try await eventually { try await fixture.found("ayudas", in: other) == ["plazo de junio"] }
            #expect(try await fixture.found("plazo", filter: Filter(collections: ["a"]), in: other).isEmpty)
            try await fixture.store.remove(documents: ["d"])
            try await eventually { other.count == 0 }
        }
    }

    @Test func bothMayWriteAtOnce() async throws {
        try await Fixture.run(.postgresql) { fixture in
            try await fixture.withAnother { other in
                try await withThrowingDiscardingTaskGroup { group in
                    for (name, store) in [("a", fixture.store), ("b", other)] {
                        group.addTask {
                            for number in 0..<15 {
                                let passages = Fixture.passages(["beca \(name)\(number)"])
                                try await store.replace(passages, pages: 1...1, of: Fixture.source("\(name)\(number)"))
                                // The last to come stays.
                                try await store.replace(passages, pages: 1...1, of: Fixture.source("both"))
                            }
                        }
                    }
                }
                for store in [fixture.store, other] {
                    try await store.catchUp()
                    #expect(store.count == 31)
                }
                let (one, two) = (
                    try await fixture.store.search("beca", filter: Fixture.all, limit: 50).map(\.id),
                    try await other.search("beca", filter: Fixture.all, limit: 50).map(\.id)
                )
                #expect(Set(one) == Set(two))
            }
        }
    }

    @Test func whoMissedTooMuchLoadsAll() async throws {
        try await Fixture.run(.postgresql) { fixture in
            try await fixture.withAnother { other in
                try await fixture.store.replace(Fixture.passages(["beca"]), pages: 1...1, of: Fixture.source("d"))
                try await fixture.database.write { db in
                    try db.execute("UPDATE passage_changes SET created_at = 0")
                }
                try await fixture.store.replace(Fixture.passages(["patio"]), pages: 1...1, of: Fixture.source("e"))
                try await other.catchUp()
                #expect(try await fixture.found("beca", in: other) == ["beca"])
                #expect(try await fixture.found("patio", in: other) == ["patio"])
            }
        }
    }
}
