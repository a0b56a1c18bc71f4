import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// What was asked in vain, grouped by likeness, answered and dismissed.
@Suite struct UnansweredTests {
    @Test(arguments: TestDatabase.engines) func questionsThatAreAlikeStandTogether(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let clerk = try await Clerk(municipio)
            let asked = [
                "¿Cómo pago la tasa municipal?", "quiero pagar la tasa municipal, vivo en Tandil",
                "PAGAR TASAS MUNICIPALES", "¿Cómo pago la tasa municipal?", "¿Cuándo pasa el recolector de basura?",
            ]
            for text in asked {
                #expect(try await Citizen(municipio).wonder(text) == 204)
            }
            let groups = try await clerk.unanswered().items
            #expect(groups.map(\.count) == [4, 1])
            #expect(groups.first?.example == "¿Cómo pago la tasa municipal?")
            #expect(groups.first.map { Set($0.variants) } == Set(asked.prefix(3)))
            #expect(groups.last?.variants == ["¿Cuándo pasa el recolector de basura?"])

            let page = try await clerk.unanswered("?limit=1")
            let cursor = try #require(page.next)
            let rest = try await clerk.unanswered("?limit=1&cursor=\(cursor)")
            #expect((page.items + rest.items).map(\.id) == groups.map(\.id) && rest.next == nil)
            for query in ["?cursor=x", "?cursor=1_2_x", "?limit=0", "?limit=1000"] {
                #expect(try await clerk.send("GET", "unanswered\(query)").status == 400, "\(query)")
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func oneClickMakesAnApprovedAnswerOfAGroup(engine: TestDatabase) async throws
    {
        try await MunicipioFixture.run(on: engine) { municipio in
            let (first, second) = (try await Clerk(municipio), try await Clerk(municipio))
            let citizen = try await Citizen(municipio)
            _ = try await citizen.wonder("¿Quién poda los árboles de la vereda?")
            let id = try #require(try await first.unanswered().items.first?.id)
            let path = "unanswered/\(id)/topic"
            #expect(try await first.send("POST", path, json: #"{"title": "Poda", "kind": "other"}"#).status == 400)
            let draft = #"{"title": "Poda", "kind": "procedure", "answer": "Llama al 147."}"#
            async let one = first.send("POST", path, json: draft)
            async let other = second.send("POST", path, json: draft)
            let answers = try await [one, other]
            #expect(answers.map(\.status).sorted() == [201, 404])
            #expect(answers.contains { $0.body.contains(#""code":"unanswered_not_found""#) })

            #expect(try await first.unanswered().items.isEmpty)
            let topic = try #require(try await first.topics().first { $0.title == "Poda" })
            #expect(topic.questions == ["¿Quién poda los árboles de la vereda?"] && topic.kind == "procedure")
            #expect(try await first.topics().count(where: { $0.title == "Poda" }) == 1)
            let hits = try await citizen.consult("podar árboles de mi vereda").topics
            #expect(hits.first?.topic.id == topic.id)
        }
    }

    @Test(arguments: TestDatabase.engines) func whatIsDismissedDoesntComeUpAgain(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let clerk = try await Clerk(municipio)
            _ = try await Citizen(municipio).wonder("¿Cuándo juega la selección argentina?")
            let id = try #require(try await clerk.unanswered().items.first?.id)
            #expect(try await clerk.send("DELETE", "unanswered/\(id)").status == 204)
            #expect(try await clerk.send("DELETE", "unanswered/\(id)").status == 404)
            let answer = #"{"title": "a", "kind": "other", "answer": "b"}"#
            #expect(try await clerk.send("POST", "unanswered/\(id)/topic", json: answer).status == 404)
            _ = try await Citizen(municipio).wonder("cuando juega la seleccion argentina")
            #expect(try await clerk.unanswered().items.isEmpty)
            _ = try await Citizen(municipio).wonder("¿Cuándo vence la patente del auto?")
            #expect(try await clerk.unanswered().items.count == 1)
            #expect(try await municipio.auditEntries().map(\.action) == ["questions.dismissed"])
        }
    }

    @Test(arguments: TestDatabase.engines) func whoeverAsksAgainCountsOnce(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let (clerk, citizen) = (try await Clerk(municipio), try await Citizen(municipio))
            for _ in 0..<5 { _ = try await citizen.wonder("¿Quién poda los árboles?") }
            #expect(try await clerk.unanswered().items.map(\.count) == [1])
            _ = try await Citizen(municipio).wonder("¿Quién poda los árboles?")
            #expect(try await clerk.unanswered().items.map(\.count) == [2])
        }
    }

    @Test(arguments: TestDatabase.engines) func likeQuestionsAtOnceMakeOneGroup(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 {
                    group.addTask { try await Citizen(municipio).wonder("¿Quién poda los árboles?") }
                }
                for try await status in group { #expect(status == 204) }
            }
            #expect(try await Clerk(municipio).unanswered().items.map(\.count) == [12])
        }
    }

    @Test(arguments: TestDatabase.engines) func whatSaysNothingIsntKept(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let citizen = try await Citizen(municipio)
            for text in ["", " ", "hola", "¿qué?", "🙂🙂", "\u{0}\u{202E}", "Tandil", "<>';--"] {
                #expect(try await citizen.wonder(text) == 204, "\(text)")
            }
            #expect(try await Clerk(municipio).unanswered().items.isEmpty)
            let long = String(repeating: "palabra ", count: 2_000)
            #expect(try await citizen.wonder(long) == 204)
            #expect(try await Clerk(municipio).unanswered().items.first?.variants.first?.count ?? 0 <= 500)
            #expect(try await citizen.wonder(long + long) == 413)
            #expect(try await citizen.post("unanswered", "{}").status == 400)
        }
    }
}
