import Retrieval
import TextAnalysis
import Testing

struct PassageIndexTests {
    private let filter = Filter(collections: ["a"])

    private func passage(_ id: Int64, _ body: String, document: String = "d") -> Passage {
        Passage(id: id, document: document, collection: "a", analyzer: .spanish, body: body)
    }

    private func found(_ question: String, in index: PassageIndex) -> [Int64] {
        PassageSearch(question, in: index, filter: filter).hits.map(\.id)
    }

    @Test func whatIsAddedIsFoundAtOnceAndWhatIsRemovedIsNot() {
        var index = PassageIndex()
        index.add(passage(1, "beca"))
        #expect(found("beca", in: index) == [1])
        index.add(passage(2, "beca"))
        #expect(found("beca", in: index) == [1, 2])
        index.remove(id: 1)
        #expect(found("beca", in: index) == [2])
        index.remove(id: 1)
        index.remove(id: 7)
        #expect(index.count == 1)
    }

    @Test func anUpdateReplacesAllOfAChunk() {
        var index = PassageIndex()
        index.add(passage(1, "beca"))
        index.add(passage(1, "horario"))
        #expect(found("beca", in: index).isEmpty)
        #expect(found("horario", in: index) == [1])
        #expect(index.count == 1)
        #expect(index.removedCount == 1)
    }

    @Test func aDocumentGoesWithAllItsChunks() {
        var index = PassageIndex()
        for id in 1...6 { index.add(passage(Int64(id), "beca", document: id % 2 == 0 ? "even" : "odd")) }
        index.remove(document: "even")
        index.remove(document: "none")
        #expect(found("beca", in: index) == [1, 3, 5])
    }

    @Test func whatIsPurgedLeavesNothingBehindAndTheRestAsItWas() {
        let texts = ["beca para alumnos", "horario del patio", "«otra» secretísima-clave", "beca y horario"]
        var index = PassageIndex()
        var fresh = PassageIndex()
        for (id, text) in zip(Int64(1)..., texts) {
            index.add(passage(id, text, document: "d\(id)"))
            if id != 3 { fresh.add(passage(id, text, document: "d\(id)")) }
        }
        index.remove(id: 3)
        index.purge()
        #expect(index.removedCount == 0)
        #expect(index.memory <= fresh.memory * 2)
        for question in ["beca", "horario patio", "«beca y horario»", "alumno becado", "secretisimaclave"] {
            let hits = PassageSearch(question, in: index, filter: filter).hits
            #expect(hits == PassageSearch(question, in: fresh, filter: filter).hits)
        }
        index.add(passage(9, "beca"))
        #expect(found("beca", in: index).contains(9))
    }

    @Test func aCopyGoesOnInWhatItSaw() {
        var index = PassageIndex()
        index.add(passage(1, "beca"))
        let copy = index
        index.remove(id: 1)
        index.add(passage(2, "beca"))
        #expect(found("beca", in: copy) == [1])
        #expect(found("beca", in: index) == [2])
    }

    @Test func agreesWithACountByHandOverManyChunks() {
        let words = ["sol", "luna", "mar", "tren", "pez", "rey"]
        var index = PassageIndex()
        var holders: [String: Set<Int64>] = [:]
        for id in Int64(1)...2_000 {
            let chosen = words.enumerated().filter { id % Int64($0.offset + 2) == 0 }.map(\.element)
            index.add(passage(id, chosen.joined(separator: " ")))
            for word in chosen { holders[word, default: []].insert(id) }
        }
        for word in words {
            let hits = PassageSearch(word, in: index, filter: filter, limit: 2_000).hits
            #expect(Set(hits.map(\.id)) == holders[word])
        }
    }
}
