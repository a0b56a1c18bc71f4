import DaemonTesting
import Foundation
import Testing

/// What visitors left is erased by its age alone: they have no account to erase it with.
@Suite struct CitizenRetentionTests {
    @Test(arguments: TestDatabase.engines)
    func questionsAndTicketsGoWhenTheirTimeIsOver(engine: TestDatabase) async throws {
        let settings = ["MUNICIPIO_QUESTION_RETENTION_DAYS": "10", "MUNICIPIO_TICKET_RETENTION_DAYS": "20"]
        try await MunicipioFixture.run(settings, on: engine) { municipio in
            let (citizen, clerk) = (try await Citizen(municipio), try await Clerk(municipio))
            let number = try await citizen.leave("Quiero hablar con alguien", contact: "vecina@example.org")
            #expect(try await citizen.wonder("¿Quién poda los árboles de la vereda?") == 204)

            try await municipio.withReplica(now: { Date(timeIntervalSinceNow: 11 * 86_400) }) { _ in
                try await MunicipioFixture.eventually { try await clerk.unanswered().items.isEmpty }
            }
            #expect(try await citizen.numbers() == [number])

            try await municipio.withReplica(now: { Date(timeIntervalSinceNow: 21 * 86_400) }) { _ in
                try await MunicipioFixture.eventually { try await citizen.numbers().isEmpty }
            }
            #expect(try await clerk.inbox().items.isEmpty)
            #expect(try await clerk.inbox("?q=hablar").items.isEmpty)
        }
    }
}
