import Daemon
import DaemonTesting
import Foundation
import Identity
import SuiteProtocol
import Testing

/// What the help desk holds on a citizen and on a clerk: said, handed over and erased, for the gateway alone.
@Suite struct CitizenSubjectTests {
    @Test(arguments: TestDatabase.engines) func aCitizenIsForgottenAndNobodyElse(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let (person, other) = (try await Citizen(municipio, id: newID()), try await Citizen(municipio, id: newID()))
            for citizen in [person, other] {
                _ = try await citizen.leave("Perdí la llave", contact: "221 555-0134")
                _ = try await citizen.wonder("¿Quién poda los árboles?")
            }
            let clerk = try await Clerk(municipio)
            let tickets = try await clerk.inbox().items
            for ticket in tickets { _ = try await clerk.send("PATCH", "tickets/\(ticket.id)", ["note": "Llamar"]) }

            let report: SubjectReport = try await municipio.subject(person.id, "GET", "?data=true")
                .decode(by: WireJSON.decoder())
            let counts = Dictionary(uniqueKeysWithValues: report.categories.map { ($0.key, $0.count) })
            #expect(counts["tickets"] == 1 && counts["unanswered_questions"] == 1 && counts["handled_tickets"] == 0)
            #expect(report.categories.allSatisfy { !$0.title.isEmpty && !$0.purpose.isEmpty && !$0.ground.isEmpty })
            let ticket = try #require(report.data?["tickets"]?.array.first)
            #expect(ticket["contact"]?.string == "221 555-0134")
            #expect(ticket["notes"]?.array.first?["text"]?.string == "Llamar")
            #expect(report.data?["unanswered_questions"]?.array.first?["text"]?.string == "¿Quién poda los árboles?")

            let erasure: SubjectErasure = try await municipio.subject(person.id, "DELETE")
                .decode(by: WireJSON.decoder())
            let erased = Dictionary(uniqueKeysWithValues: erasure.erased.map { ($0.key, $0.count) })
            #expect(erased["tickets"] == 1 && erased["unanswered_questions"] == 1)
            #expect(try await other.numbers().count == 1)
            #expect(try await clerk.inbox().items.count == 1)
            #expect(try await clerk.unanswered().items.map(\.count) == [1])
            let again: SubjectErasure = try await municipio.subject(person.id, "DELETE").decode(by: WireJSON.decoder())
            #expect(again.erased.allSatisfy { $0.count == 0 })
        }
    }

    @Test(arguments: TestDatabase.engines) func aClerksNameGoesAndTheirWorkStays(engine: TestDatabase) async throws {
        try await MunicipioFixture.run(on: engine) { municipio in
            let (clerk, reader) = (try await Clerk(municipio), try await Clerk(municipio))
            _ = try await Citizen(municipio).leave("Quiero hablar con alguien")
            let id = try #require(try await clerk.inbox().items.first?.id)
            _ = try await clerk.send("PATCH", "tickets/\(id)", json: #"{"take": true, "note": "Llamar"}"#)
            let topic = try await clerk.approve("Poda", "Llama al 147.")

            let report: SubjectReport = try await municipio.subject(clerk.id, "GET", "?data=true")
                .decode(by: WireJSON.decoder())
            #expect(report.data?["handled_tickets"]?.array.count == 1)
            #expect(report.data?["topic_changes"]?.array.first?["title"]?.string == "Poda")
            _ = try await municipio.subject(clerk.id, "DELETE")
            let ticket: SeenTicket = try await reader.get("tickets/\(id)")
            #expect(ticket.notes.map(\.text) == ["Llamar"] && ticket.notes.first?.by == nil && ticket.handledBy == nil)
            let kept = try #require(try await reader.topics().first { $0.id == topic.id })
            #expect(kept.answer == "Llama al 147." && kept.updatedBy == nil)
        }
    }
}
