import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// All that chat asks about a question before it answers.
@Suite struct ConsultationTests {
    @Test func placeOfficesAndAnswersComeTogether() async throws {
        try await MunicipioFixture.run { municipio in
            let (clerk, citizen) = (try await Clerk(municipio), try await Citizen(municipio))
            let office = try await clerk.create("06427", "Escrituras")
            let topic = try await clerk.approve(
                "Escrituración social",
                "Lleva tu documento.",
                questions: ["¿Qué necesito para escriturar?"]
            )
            let known = try await citizen.consult("necesito escriturar, vivo en gonzalez catan")
            #expect(known.search.decision == "match" && known.place?.name == "La Matanza")
            #expect(known.places.map(\.text) == ["gonzalez catan"])
            #expect(known.offices.map(\.id) == [office.id] && known.offices.first?.updatedBy == nil)
            #expect(known.topics.map(\.topic.id) == [topic.id], "examples step aside")
            #expect(known.topics.first.map { $0.score >= 0.5 } == true)
        }
    }

    @Test func nothingIsGuessed() async throws {
        try await MunicipioFixture.run { municipio in
            let citizen = try await Citizen(municipio)
            let unsure = try await citizen.consult("vivo en san")
            #expect(unsure.search.decision != "match" && unsure.place == nil && unsure.offices.isEmpty)
            let chosen = try await citizen.consult("¿y a qué hora abren?", code: "06049")
            #expect(chosen.place?.name == "Azul" && !chosen.offices.isEmpty && chosen.search.decision != "match")
            let nonsense = try await citizen.consult("🙂 مرحبا <b>'; DROP TABLE topics; --")
            #expect(nonsense.search.decision != "match" && nonsense.topics.isEmpty)
            for (json, code) in [
                #"{"text": " "}"#: "empty_question", #"{}"#: "invalid_body",
                #"{"text": "azul", "code": "99999"}"#: "place_not_found",
                #"{"text": "\#(String(repeating: "a", count: 20_001))"}"#: "question_too_long",
            ] {
                let answer = try await citizen.post("consultations", json)
                #expect(answer.status < 500 && answer.body.contains("\"code\":\"\(code)\""), "\(answer.body)")
            }
        }
    }

    @Test func eachExampleIsFoundByItsOwnWords() async throws {
        try await MunicipioFixture.run { municipio in
            let (clerk, citizen) = (try await Clerk(municipio), try await Citizen(municipio))
            for topic in try await clerk.topics() {
                for question in topic.questions ?? [] {
                    let best = try await citizen.consult(question).topics.first
                    #expect(best?.topic.id == topic.id, "«\(question)» → \(best?.topic.title ?? "nothing")")
                }
            }
        }
    }
}
