import DaemonTesting
import Foundation
import Persistence
import SuiteProtocol
import Testing

/// Who answers is a column: while a tutor does, no model is called, and words go both ways.
@Suite struct TutoringResponderTests {
    @Test(arguments: TestDatabase.engines)
    func fiveMessagesToATutorCallNoModel(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: TutoringFixture.models, options: TutoringFixture.fast)
        // Redis is away all the while.
        let settings = ["REDIS_URL": "unix:///nowhere/redis.sock"]
        try await TutoringFixture.run(router: simulator.url, on: engine, settings: settings) { tutoring in
            let conversation = try await tutoring.begin()
            #expect(try await tutoring.take(conversation).status == 200)
            let before = try await simulator.counters().requests
            for number in 0..<5 {
                let events = try await tutoring.say("Mensaje \(number)", in: conversation)
                #expect(events.map(\.name) == ["start", "done"])
                #expect(events.first?.data.responder == "tutor" && events.last?.data.finishReason == "tutor")
            }
            let whole = try await tutoring.chat.ask("Uno más", in: conversation, token: try await tutoring.token())
            #expect(whole.status == 200 && whole.body.contains(#""responder":"tutor""#))
            #expect(try await tutoring.write("Hola, soy Marta. Te leo.", in: conversation).status == 201)
            #expect(try await simulator.counters().requests == before)

            let seen = try await tutoring.history(conversation)
            #expect(seen.responder == "tutor" && seen.tutor == History.Tutor(id: tutoring.tutor, name: "Marta Ruiz"))
            #expect(seen.messages.map(\.role).suffix(7) == Array(repeating: "user", count: 6) + ["tutor"])
            #expect(seen.messages.last?.tutor?.name == "Marta Ruiz")
            let found: HistoryList = try await tutoring.chat.daemon.get(
                "/api/history?q=marta",
                token: try await tutoring.token()
            ).decode(by: WireJSON.decoder())
            #expect(found.items.map(\.id) == [conversation])

            #expect(try await tutoring.giveBack(conversation).status == 200)
            #expect(try await tutoring.say("¿Y ahora?", in: conversation).last?.data.model == "general-chat")
            #expect(try await tutoring.write("Sigo aquí", in: conversation).status == 409)
        }
    }

    @Test func whoeverWaitedForATutorInVainIsLeftTheCard() async throws {
        let simulator = try await ModelSimulatorProcess(models: TutoringFixture.models, options: TutoringFixture.fast)
        try await TutoringFixture.run(router: simulator.url) { tutoring in
            let conversation = try await tutoring.begin()
            _ = try await tutoring.take(conversation)
            _ = try await tutoring.say("¿Estás?", in: conversation)
            let before = try await simulator.counters().requests
            let change: [String: Any] = ["responder": "assistant", "reason": "unanswered"]
            for _ in 0..<2 {
                let path = "conversations/\(conversation)/responder"
                #expect(try await tutoring.send("PUT", path, change).status == 200)
            }
            let seen = try await tutoring.history(conversation)
            #expect(seen.responder == "assistant" && seen.messages.map(\.role).suffix(2) == ["user", "assistant"])
            #expect(seen.messages.last?.help?.lines == [FakeAnalysis.line])
            #expect(try await simulator.counters().requests == before)
        }
    }

    @Test func takingOverEndsWhatAModelWrites() async throws {
        let simulator = try await ModelSimulatorProcess(
            models: TutoringFixture.models,
            options: ["--first-token-ms", "0", "--tokens-per-second", "20", "--answer-tokens", "2000"]
        )
        try await TutoringFixture.run(router: simulator.url) { tutoring in
            let reader = try await tutoring.chat.stream(
                ["message": "Hola", "assistant": "tutor"],
                token: try await tutoring.token()
            )
            let start = try #require(try await reader.next())
            let conversation = try #require(start.data.conversationID)
            #expect(try await tutoring.take(conversation).status == 200)
            #expect(try await reader.rest().last?.data.finishReason == "stopped")
            #expect(try await simulator.counters { $0.active == 0 }.active == 0)
            let answer = try #require(start.data.messageID)
            let retry: [String: Any?] = ["conversation_id": conversation, "retry_message_id": answer]
            let refused = try await tutoring.chat.daemon.post(
                "/api/chat",
                json: ChatFixture.json(retry),
                token: try await tutoring.token()
            )
            #expect(refused.status == 409 && refused.body.contains("tutor_answers"))
        }
    }

    @Test func oneTutorTakesAConversationAndOnlyOneOfAccompaniment() async throws {
        try await TutoringFixture.run { tutoring in
            let conversation = try await tutoring.begin()
            #expect(try await tutoring.take(conversation).status == 200)
            #expect(try await tutoring.take(conversation).status == 200)
            let other: [String: Any] = ["responder": "tutor", "tutor": ["id": newID()]]
            let second = try await tutoring.send("PUT", "conversations/\(conversation)/responder", other)
            #expect(second.status == 409 && second.body.contains("taken_by_another"))
            let nobody = try await tutoring.send(
                "PUT",
                "conversations/\(conversation)/responder",
                ["responder": "tutor"]
            )
            #expect(nobody.status == 400)
            #expect(try await tutoring.take(newID()).status == 404)

            let token = try await tutoring.token()
            let events = try await tutoring.chat.stream(["message": "¿Qué es la fiebre?"], token: token).rest()
            let medical = try #require(events.first?.data.conversationID)
            #expect(try await tutoring.take(medical).body.contains("no_tutoring_conversation"))
            #expect(try await tutoring.send("GET", "conversations/\(medical)/messages").status == 404)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func analysisReadsMessagesInTheirOrderAndNobodyElseDoes(engine: TestDatabase) async throws {
        struct Page: Decodable {
            struct Item: Decodable { let id: String, role: String, text: String }
            let items: [Item]
            let next: String?
        }
        try await TutoringFixture.run(on: engine) { tutoring in
            let conversation = try await tutoring.begin()
            _ = try await tutoring.take(conversation)
            let between = newID()
            for text in ["uno", "dos"] { _ = try await tutoring.say(text, in: conversation) }
            _ = try await tutoring.write("tres", in: conversation)
            func page(_ query: String) async throws -> Page {
                try await tutoring.send("GET", "conversations/\(conversation)/messages\(query)")
                    .decode(by: WireJSON.decoder())
            }
            let all = try await page("")
            #expect(all.items.map(\.role) == ["user", "assistant", "user", "user", "tutor"] && all.next == nil)
            let first = try await page("?limit=3")
            let rest = try await page("?after=\(try #require(first.next))")
            #expect(first.items.map(\.id) + rest.items.map(\.id) == all.items.map(\.id))
            #expect(try await page("?after=\(between)").items.map(\.text) == ["uno", "dos", "tres"])

            let message = all.items[2].id
            let one = try await tutoring.send("GET", "messages/\(message)")
            #expect(one.status == 200 && one.body.contains(#""text":"uno""#) && one.body.contains(tutoring.student))
            for token in [try await tutoring.token(), try await tutoring.chat.identity.token(roles: [.admin, .tutor])] {
                #expect(try await tutoring.chat.status("GET", "/internal/messages/\(message)", token) == 403)
            }
            #expect(try await tutoring.send("GET", "messages/\(newID())").status == 404)
        }
    }

    @Test func eachMessageOfAStudentIsToldOfInTheTransactionThatKeepsIt() async throws {
        try await TutoringFixture.run { tutoring in
            let conversation = try await tutoring.begin()
            _ = try await tutoring.take(conversation)
            _ = try await tutoring.say("dos", in: conversation)
            _ = try await tutoring.write("tres", in: conversation)
            let events = try await tutoring.chat.withDatabase { database in
                try await database.read { try Outbox.pending(of: EventType.messageCreated.stream, in: $0) }
                    .map { try WireJSON.decoder().decode(Event<MessageCreated>.self, from: $0.payload).data }
            }
            let messages = try await tutoring.history(conversation).messages
            #expect(events.map(\.messageID) == messages.filter { $0.role == "user" }.map(\.id))
            #expect(events.allSatisfy { $0.accompanied == true && $0.sender == .user })
            #expect(events.allSatisfy { $0.ownerID == tutoring.student })
        }
    }
}
