import DaemonTesting
import Foundation
import Identity
import Persistence
import SuiteProtocol
import Testing

/// A student can always ask for a person.
@Suite struct TutoringHelpRequestTests {
    private struct Asked: Decodable, Equatable { let askedAt: Date }

    /// Durable events wait there for a Redis.
    private let settings = ["REDIS_URL": "unix:///nowhere/redis.sock"]

    @Test(arguments: TestDatabase.engines)
    func askedTwiceItIsToldOfOnceAndAgainLater(engine: TestDatabase) async throws {
        try await TutoringFixture.run(on: engine, settings: settings) { tutoring in
            let conversation = try await tutoring.begin()
            let first = try await ask(tutoring, #"{"conversation_id": "\#(conversation)"}"#)
            #expect(try await ask(tutoring, "{}") == first)
            #expect(try await events(tutoring).map(\.conversationID) == [conversation])
            try await tutoring.chat.withDatabase { database in
                _ = try await database.write { db in
                    try db.execute("UPDATE help_requests SET asked_at = \(Date(timeIntervalSinceNow: -601))")
                }
            }
            let second = try await ask(tutoring, "")
            #expect(second.askedAt > first.askedAt)
            // Once somebody has seen to it, it is news again.
            #expect(try await tutoring.send("DELETE", "students/\(tutoring.student)/episode").status == 204)
            #expect(try await ask(tutoring, "").askedAt > second.askedAt)
            let told = try await events(tutoring)
            #expect(told.map(\.conversationID) == [conversation, nil, nil] && Set(told.map(\.requestID)).count == 3)
            #expect(told.allSatisfy { $0.ownerID == tutoring.student })
        }
    }

    @Test func aConversationThatATutorCantTakeIsNotNamed() async throws {
        try await TutoringFixture.run(settings: settings) { tutoring in
            let token = try await tutoring.token()
            let events = try await tutoring.chat.stream(["message": "¿Qué es la fiebre?"], token: token).rest()
            let medical = try #require(events.first?.data.conversationID)
            _ = try await ask(tutoring, #"{"conversation_id": "\#(medical)"}"#)
            #expect(try await self.events(tutoring).map(\.conversationID) == [nil])
            let stranger = try await tutoring.chat.identity.token(roles: [.student])
            let theirs = #"{"conversation_id": "\#(medical)"}"#
            // Nobody who asks is sent away, whatever they name.
            #expect(try await tutoring.chat.status("POST", "/api/help", stranger, body: theirs) == 202)
            #expect(try await self.events(tutoring).map(\.conversationID) == [nil, nil])
            #expect(try await tutoring.chat.status("POST", "/api/help", stranger, body: "[") == 400)
        }
    }

    @Test func whoeverWithholdsEverythingIsHeardTooAndAVisitorIsNot() async throws {
        try await TutoringFixture.run(settings: settings) { tutoring in
            let signer = await TokenSigner(product: "gateway", key: tutoring.chat.identity.gatewayKey)
            let person = Principal(
                subject: tutoring.student,
                name: "Persona",
                roles: [.student],
                withheld: Set(Purpose.allCases)
            )
            let token = try await signer.accessToken(for: person)
            #expect(try await tutoring.chat.status("POST", "/api/help", token, body: "{}") == 202)
            let visitor = Principal(subject: newID(), name: "", roles: [], kind: .anonymous)
            let theirs = try await signer.accessToken(for: visitor)
            #expect(try await tutoring.chat.status("POST", "/api/help", theirs, body: "{}") == 401)
            let stranger = Principal(subject: newID(), name: "Persona", roles: [])
            let other = try await signer.accessToken(for: stranger)
            #expect(try await tutoring.chat.status("POST", "/api/help", other, body: "{}") == 403)
        }
    }

    @Test func whereNobodyWouldHearOfItItSaysSo() async throws {
        try await TutoringFixture.run { tutoring in
            let answer = try await tutoring.chat.daemon.post("/api/help", json: "{}", token: try await tutoring.token())
            #expect(answer.status == 503 && answer.body.contains("nobody_hears"))
        }
    }

    private func ask(_ tutoring: TutoringFixture, _ body: String) async throws -> Asked {
        let answer = try await tutoring.chat.daemon.post("/api/help", json: body, token: try await tutoring.token())
        #expect(answer.status == 202, "\(answer.body)")
        return try answer.decode(Asked.self, by: WireJSON.decoder())
    }

    private func events(_ tutoring: TutoringFixture) async throws -> [HelpRequested] {
        try await tutoring.chat.withDatabase { database in
            try await database.read { try Outbox.pending(of: EventType.helpRequested.stream, in: $0) }
                .map { try WireJSON.decoder().decode(Event<HelpRequested>.self, from: $0.payload).data }
        }
    }
}
