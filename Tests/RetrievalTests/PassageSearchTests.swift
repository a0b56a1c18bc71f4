import Foundation
import Retrieval
import TextAnalysis
import Testing

struct PassageSearchTests {
    private let all = Filter(collections: ["a", "b"])

    private func index(_ bodies: [String], analyzer: Analyzer = .spanish) -> PassageIndex {
        var index = PassageIndex()
        for (number, body) in zip(1..., bodies) {
            index.add(
                Passage(id: Int64(number), document: "d\(number)", collection: "a", analyzer: analyzer, body: body)
            )
        }
        return index
    }

    private func found(_ question: String, in index: PassageIndex, ranking: Ranking = Ranking()) -> [Int64] {
        PassageSearch(question, in: index, filter: all, ranking: ranking).hits.map(\.id)
    }

    @Test func findsWordsByTheirOtherFormsInBothLanguages() {
        var index = index(["Las infecciones pulmonares se tratan", "El recreo empieza a las diez"])
        index.add(
            Passage(id: 9, document: "e", collection: "a", analyzer: .english, body: "The lungs were infected twice")
        )
        #expect(found("infección del pulmón", in: index).first == 1)
        #expect(found("infecting", in: index).contains(9))
        #expect(found("¿a qué hora es el RECREO?", in: index).first == 2)
    }

    @Test func rareWordsTellMoreThanCommonOnes() {
        let index = index(["alumno alumno alumno", "alumno beca", "alumno aula", "alumno patio"])
        #expect(found("alumno beca", in: index).first == 2)
    }

    @Test func titlesTellMoreThanTheSameWordsInABody() {
        var index = PassageIndex()
        for (id, title, body) in [(1, "Becas", "Requisitos y plazos"), (2, "Plazos", "Requisitos y becas")] {
            index.add(
                Passage(
                    id: Int64(id),
                    document: "d",
                    collection: "a",
                    analyzer: .spanish,
                    title: title,
                    body: body
                )
            )
        }
        #expect(found("becas", in: index) == [1, 2])
    }

    @Test func wordsSpeltAlikeAreRelativesAndNoMore() {
        let index = index(["transplantation of kidneys", "xenotransplantation", "weather"], analyzer: .english)
        #expect(found("transplant", in: index) == [1, 2] || found("transplant", in: index) == [2, 1])
        var alone = Ranking()
        alone.resemblance = 0
        #expect(found("transplant", in: index, ranking: alone) == [1])
    }

    @Test func hyphensMayBeLeftOut() {
        let index = index(["Levels of IL-6 rise", "Levels of CD4 rise"], analyzer: .english)
        #expect(found("il6", in: index).first == 1)
        #expect(found("il-6", in: index).first == 1)
    }

    @Test(arguments: [
        ("12345678", "DNI 12.345.678"), ("12.345.678", "DNI 12345678"), ("3A", "Grupo 3.º A"), ("3.º A", "Grupo 3A"),
        ("3º B", "Grupo 3ºB"), ("1234-2025", "Nota 1234/2025"), ("A17", "Aula A-17"), ("EX 0042", "Nota EX_0042"),
    ])
    func codesAreFoundHoweverTheyAreWritten(question: String, body: String) {
        let others = (100...199).map { "DNI 12.345.\($0), 3.º C, 4.º A, aula A-\($0), nota \($0)/2025, EX_0\($0)" }
        #expect(found(question, in: index(others + [body])).first == 101)
    }

    @Test func whatHasOtherDigitsIsNoRelative() {
        let index = index((1...3_000).map { "quetzal\($0 + 10_000) con EX-\($0 + 5_000)-B" })
        #expect(found("quetzal12999", in: index) == [2_999])
        #expect(found("ex7999b", in: index) == [2_999])
        #expect(found("quetzal", in: index).count == 10)
    }

    @Test func neighboursOfTheQueryTellMoreSideBySide() {
        let index = index(["presión baja y sangre arterial", "sangre baja y presión arterial", "otra cosa"])
        #expect(found("presión arterial", in: index).first == 2)
    }

    @Test func quotedWordsMustStandTogether() {
        let index = index(["la presión arterial alta", "presión alta, sangre arterial", "presión"])
        #expect(found("«presión arterial»", in: index) == [1])
        #expect(found("\"arterial alta\" presión", in: index) == [1])
        #expect(found("“presión inexistente”", in: index).isEmpty)
        #expect(found("presión \"sangre\"", in: index) == [2])
    }

    @Test func filtersHideWhatIsNotAskedFor() {
        var index = PassageIndex()
        let day = Date(timeIntervalSince1970: 1_700_000_000)
        for (id, collection, owner, kind, date) in [
            (1, "a", "ana", "pdf", day), (2, "b", "ana", "pdf", day), (3, "a", "eva", "docx", day + 86_400),
            (4, "a", "eva", "pdf", nil),
        ] as [(Int64, String, String, String, Date?)] {
            index.add(
                Passage(
                    id: id,
                    document: "d\(id)",
                    collection: collection,
                    owner: owner,
                    kind: kind,
                    date: date,
                    analyzer: .spanish,
                    body: "beca"
                )
            )
        }
        func ids(_ filter: Filter) -> [Int64] {
            PassageSearch("beca", in: index, filter: filter).hits.map(\.id)
        }
        #expect(ids(Filter(collections: [])).isEmpty)
        #expect(ids(Filter(collections: ["c"])).isEmpty)
        #expect(ids(Filter(collections: ["b"])) == [2])
        #expect(ids(Filter(collections: ["a"])) == [1, 3, 4])
        #expect(ids(Filter(collections: ["a"], owners: ["eva"])) == [3, 4])
        #expect(ids(Filter(collections: ["a", "b"], kinds: ["docx"])) == [3])
        #expect(ids(Filter(collections: ["a", "b"], dates: day..<day + 1)) == [1, 2])
    }

    @Test func limitsAndOrdersWhatItFinds() {
        let index = index((1...300).map { _ in "beca" })
        let hits = PassageSearch("beca", in: index, filter: all, limit: 250).hits
        #expect(hits.map(\.id) == Array(1...250))
        #expect(PassageSearch("beca", in: index, filter: all, limit: 0).hits.isEmpty)
    }

    @Test(arguments: ["", " ", "🙂", "de la que", "\u{0}", "«»", "東京", String(repeating: "beca ", count: 5_000)])
    func takesAnyQuestion(_ question: String) {
        #expect(found(question, in: index(["beca"])).count <= 1)
        #expect(found(question, in: PassageIndex()).isEmpty)
    }
}
