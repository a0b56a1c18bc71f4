import DaemonTesting
import Foundation
import Persistence
import Retrieval
import Testing

@Suite(.timeLimit(.minutes(2)))
struct PassageStoreTests {
    typealias Fixture = PassageStoreFixture

    @Test(arguments: TestDatabase.engines)
    func whatIsPutInIsFoundAtOnceWithAllThatIsKeptOfIt(_ engine: TestDatabase) async throws {
        try await Fixture.run(engine) { fixture in
            let date = Date(timeIntervalSince1970: 1_700_000_000.123)
            let source = Fixture.source("d", title: "Becas", date: date)
            let passage = NewPassage(
                page: 7,
                range: 12..<40,
                section: ["Ayudas", "Plazos"],
                text: "Hasta el 3 de mayo",
                tableHeader: "| Nombre |"
            )
            try await fixture.store.replace([passage], pages: 7...7, of: source)
            let hits = try await fixture.store.search("plazo de becas", filter: Fixture.all, limit: 5)
            let hit = try #require(hits.first)
            #expect(hit.source == source)
            #expect(hit.page == 7 && hit.range == 12..<40 && hit.section == ["Ayudas", "Plazos"])
            #expect(hit.text == "Hasta el 3 de mayo" && hit.tableHeader == "| Nombre |")
            #expect(hit.score > 0)
            #expect(try await fixture.store.passages(ids: [hit.id, 4_444]).map(\.id) == [hit.id])
            // What a table's header says is found too.
            #expect(try await fixture.found("nombre") == ["Hasta el 3 de mayo"])
        }
    }

    @Test(arguments: TestDatabase.engines) func pagesAreReplacedOneByOne(_ engine: TestDatabase) async throws {
        try await Fixture.run(engine) { fixture in
            let source = Fixture.source("d")
            for page in 1...3 {
                let texts = ["beca \(page)", "patio \(page)"]
                try await fixture.store.replace(Fixture.passages(texts, page: page), pages: page...page, of: source)
            }
            try await fixture.store.replace(Fixture.passages(["horario"], page: 2), pages: 2...2, of: source)
            #expect(Set(try await fixture.found("beca")) == ["beca 1", "beca 3"])
            #expect(try await fixture.found("horario") == ["horario"])
            let passages = try await fixture.store.passages(ofDocument: "d")
            #expect(passages.map(\.text) == ["beca 1", "patio 1", "horario", "beca 3", "patio 3"])
            #expect(Set(passages.map(\.id)).count == 5)
            try await fixture.store.replace([], pages: 1...3, of: source)
            #expect(try await fixture.store.passages(ofDocument: "d").isEmpty)
            #expect(fixture.store.count == 0)
        }
    }

    @Test(arguments: TestDatabase.engines) func manyDocumentsComeAtOnce(_ engine: TestDatabase) async throws {
        try await Fixture.run(engine) { fixture in
            let documents = (0..<1_500).map { number in
                (Fixture.source("d\(number)"), Fixture.passages(["alumno número \(number)"]))
            }
            try await fixture.store.replace(documents)
            #expect(fixture.store.count == 1_500)
            #expect(try await fixture.found("1234").first == "alumno número 1234")
            try await fixture.store.replace([(Fixture.source("d1234"), Fixture.passages(["otro"]))])
            #expect(try await !fixture.found("1234").contains("alumno número 1234"))
            try await fixture.store.remove(documents: documents.map(\.0.id))
            #expect(fixture.store.count == 0)
            let left: Int? = try await fixture.database.read {
                try $0.value("SELECT COUNT(*) AS value FROM passages")
            }
            #expect(left == 0)
        }
    }

    @Test(arguments: TestDatabase.engines) func aReopenedStoreFindsTheSame(_ engine: TestDatabase) async throws {
        try await Fixture.run(engine) { fixture in
            let texts = ["infecciones pulmonares", "IL-6 en sangre", "presión arterial alta", "arterial y presión"]
            try await fixture.store.replace(Fixture.passages(texts), pages: 1...1, of: Fixture.source("d", title: "T"))
            try await fixture.withAnother { other in
                for question in ["infección", "il6", "«presión arterial»", "T", "pulmon sangre"] {
                    let (first, second) = (
                        try await fixture.store.search(question, filter: Fixture.all, limit: 10),
                        try await other.search(question, filter: Fixture.all, limit: 10)
                    )
                    #expect(first == second)
                    #expect(!first.isEmpty)
                }
                // Numbers are never given twice.
                try await other.replace(Fixture.passages(["nuevo"]), pages: 1...1, of: Fixture.source("e"))
                let old = try await fixture.store.passages(ofDocument: "d").map(\.id)
                let new = try await other.passages(ofDocument: "e").map(\.id)
                #expect(Set(old).isDisjoint(with: new))
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func filtersNarrowWhatIsFound(_ engine: TestDatabase) async throws {
        try await Fixture.run(engine) { fixture in
            for (id, collection) in [("d1", "a"), ("d2", "a"), ("d3", "b")] {
                let source = Fixture.source(id, collection: collection)
                try await fixture.store.replace(Fixture.passages(["beca de \(id)"]), pages: 1...1, of: source)
            }
            #expect(try await fixture.found("beca", filter: Filter(collections: ["b"])) == ["beca de d3"])
            let one = Filter(collections: ["a"], documents: ["d2", "d3"])
            #expect(try await fixture.found("beca", filter: one) == ["beca de d2"])
            #expect(try await fixture.found("beca", filter: Filter(collections: [])).isEmpty)
            #expect(try await fixture.found("beca", filter: Filter(collections: ["a"], documents: [])).isEmpty)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func whatIsChangedOfADocumentIsChangedForAllItsPages(_ engine: TestDatabase) async throws {
        try await Fixture.run(engine) { fixture in
            let old = Fixture.source("d", collection: "a", title: "Viejo")
            for page in 1...2 {
                let passages = Fixture.passages(["beca \(page)"], page: page)
                try await fixture.store.replace(passages, pages: page...page, of: old)
            }
            let ids = try await fixture.store.passages(ofDocument: "d").map(\.id)
            try await fixture.store.update(Fixture.source("d", collection: "b", title: "Nuevo"))
            #expect(try await fixture.store.passages(ofDocument: "d").map(\.id) == ids)
            #expect(try await fixture.found("beca", filter: Filter(collections: ["a"])).isEmpty)
            #expect(try await fixture.found("beca", filter: Filter(collections: ["b"])).count == 2)
            #expect(try await fixture.found("viejo").isEmpty)
            #expect(try await fixture.found("nuevo").count == 2)
            try await fixture.withAnother { other in
                let (new, old) = (
                    try await fixture.found("nuevo", in: other), try await fixture.found("viejo", in: other)
                )
                #expect(new.count == 2 && old.isEmpty)
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func nothingOfWhatIsRemovedStays(_ engine: TestDatabase) async throws {
        try await Fixture.run(engine) { fixture in
            try await fixture.store.replace(
                Fixture.passages(["Secretísima palabra"]),
                pages: 1...1,
                of: Fixture.source("gone", title: "Ocultado")
            )
            try await fixture.store.replace(Fixture.passages(["beca"]), pages: 1...1, of: Fixture.source("kept"))
            try await fixture.store.remove(documents: ["gone", "never"])
            #expect(try await fixture.found("secretísima palabra ocultado").isEmpty)
            #expect(try await fixture.store.passages(ofDocument: "gone").isEmpty)
            for table in ["passages", "passage_sources"] {
                let count: Int? = try await fixture.database.read {
                    try $0.value("SELECT COUNT(*) AS value FROM \(identifier: table)")
                }
                #expect(count == 1)
            }
            try await fixture.store.purge()
            #expect(fixture.store.removedCount == 0)
            #expect(try await fixture.found("beca") == ["beca"])
        }
    }

    @Test(arguments: TestDatabase.engines) func textsAreSealed(_ engine: TestDatabase) async throws {
        try await Fixture.run(engine) { fixture in
            try await fixture.store.replace(
                Fixture.passages(["xilofonista"]),
                pages: 1...1,
                of: Fixture.source("d", title: "marimbero")
            )
            let values = try await fixture.database.read { db in
                try db.rows("SELECT content, terms FROM passages").map {
                    [try $0.get("content", as: Data.self), try $0.get("terms", as: Data.self)]
                }
                    + db.rows("SELECT details FROM passage_sources").map { [try $0.get("details", as: Data.self)] }
            }
            for value in values.flatMap(\.self) {
                #expect(value.firstRange(of: Data("xilof".utf8)) == nil)
                #expect(value.firstRange(of: Data("marimb".utf8)) == nil)
            }
            #expect(values.flatMap(\.self).count == 3)
        }
    }

    @Test func writesAndSearchesGoOnWhileMemoryIsCleared() async throws {
        try await Fixture.run(.sqlite) { fixture in
            let documents = (0..<600).map { number in
                (Fixture.source("d\(number)"), Fixture.passages(["beca \(number)", "patio"]))
            }
            try await fixture.store.replace(documents)
            try await fixture.store.remove(documents: (0..<300).map { "d\($0)" })
            try await withThrowingDiscardingTaskGroup { group in
                group.addTask { try await fixture.store.purge() }
                group.addTask {
                    for number in 600..<620 {
                        let passages = Fixture.passages(["beca \(number)"])
                        try await fixture.store.replace(passages, pages: 1...1, of: Fixture.source("d\(number)"))
                        try await fixture.store.remove(documents: ["d\(number - 100)"])
                    }
                }
                group.addTask {
                    for _ in 0..<20 {
                        let found = try await fixture.found("patio")
                        #expect(found.count == 20)
                    }
                }
            }
            try await fixture.store.purge()
            #expect(fixture.store.removedCount == 0)
            #expect(fixture.store.count == 280 * 2 + 20)
            #expect(try await fixture.found("619").first == "beca 619")
            #expect(try await !fixture.found("510").contains("beca 510"))
            #expect(try await fixture.found("450").first == "beca 450")
        }
    }
}
