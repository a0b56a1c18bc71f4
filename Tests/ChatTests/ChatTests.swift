import DaemonTesting
import AsyncHTTPClient
import Foundation
import NIOHTTP1
import SuiteProtocol
import Testing

@Suite struct ChatTests {
    @Test(arguments: TestDatabase.engines)
    func streamsAnAnswerAndKeepsTheConversation(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            let events = try await chat.stream(["message": "¿Qué es la hipertensión?"], token: token).rest()

            let start = try #require(events.first)
            #expect(start.name == "start")
            let conversation = try #require(start.data.conversationID)
            let text = events.filter { $0.name == "delta" }.compactMap(\.data.text).joined()
            #expect(!text.isEmpty)
            let done = try #require(events.last)
            #expect(done.name == "done" && done.data.messageID == start.data.messageID)
            #expect(done.data.model == "medical-chat")
            #expect(events.allSatisfy { $0.id != nil })
            #expect(events.last?.id == "\(text.utf8.count)")

            let history = try await chat.history(conversation, token: token)
            #expect(history.title == "¿Qué es la hipertensión?" && history.assistant == "medico")
            #expect(history.messages.map(\.role) == ["user", "assistant"])
            #expect(history.messages.map(\.status) == ["complete", "complete"])
            #expect(history.messages.last?.text == text)
        }
    }

    @Test func answersWholeWhereNoStreamIsWanted() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url) { chat in
            let token = try await chat.identity.token()
            let response = try await chat.ask("Hola", token: token)
            #expect(response.status == 200)
            let answer: WholeAnswer = try response.decode(by: WireJSON.decoder())
            let second: WholeAnswer = try await chat.ask("¿Y después?", in: answer.conversationID, token: token)
                .decode(by: WireJSON.decoder())
            #expect(second.conversationID == answer.conversationID && second.text != answer.text)
            let history = try await chat.history(answer.conversationID, token: token)
            #expect(history.messages.count == 4)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func stopsAndKeepsWhatWasWritten(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(
            models: ["medical-chat"],
            options: ["--first-token-ms", "0", "--tokens-per-second", "20", "--answer-tokens", "2000"]
        )
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            let reader = try await chat.stream(["message": "Cuéntame todo"], token: token)
            let start = try #require(try await reader.next())
            let first = try #require(try await reader.next())
            #expect(first.name == "delta")
            let generation = try #require(start.data.generationID)

            let clock = ContinuousClock()
            let began = clock.now
            let response = try await chat.daemon.post(
                "/api/cancel",
                json: ChatFixture.json(["generation_id": generation]),
                token: token
            )
            #expect(response.status == 204)
            let rest = try await reader.rest()
            #expect(clock.now - began < .seconds(5))
            #expect(rest.last?.name == "done" && rest.last?.data.finishReason == "stopped")

            let history = try await chat.history(try #require(start.data.conversationID), token: token)
            let answer = try #require(history.messages.last)
            #expect(answer.status == "stopped")
            #expect(answer.text == ([first] + rest).filter { $0.name == "delta" }.compactMap(\.data.text).joined())

            let again = try await chat.daemon.post(
                "/api/cancel",
                json: ChatFixture.json(["generation_id": generation]),
                token: token
            )
            #expect(again.status == 404)
        }
    }

    @Test func anAnswerGoesOnWhenItsReaderLeaves() async throws {
        let simulator = try await ModelSimulatorProcess(
            models: ["medical-chat"],
            options: ["--first-token-ms", "0", "--tokens-per-second", "60", "--answer-tokens", "60"]
        )
        try await ChatFixture.run(router: simulator.url) { chat in
            let token = try await chat.identity.token()
            var reader: EventReader? = try await chat.stream(["message": "Hola"], token: token)
            let start = try #require(try await reader?.next())
            let first = try #require(try await reader?.next())
            reader = nil

            let generation = try #require(start.data.generationID)
            let response = try await chat.daemon.open(
                "GET",
                "/api/generations/\(generation)/stream",
                token: token,
                headers: ["last-event-id": try #require(first.id)],
                body: nil
            )
            let rest = try await EventReader(response.body).rest()
            #expect(rest.last?.name == "done")
            let text = ([first] + rest).filter { $0.name == "delta" }.compactMap(\.data.text).joined()
            let history = try await chat.history(try #require(start.data.conversationID), token: token)
            #expect(history.messages.last?.text == text && history.messages.last?.status == "complete")
        }
    }

    @Test func keepsTheQuestionWaitingWhereThereIsNoModelAndAnswersItOnRetry() async throws {
        try await withTemporaryDirectory { home in
            let identity = try await ChatFixture.run(router: nil, home: home) { chat in
                let token = try await chat.identity.token(subject: someone)
                let events = try await chat.stream(["message": "¿Hay alguien?"], token: token).rest()
                #expect(events.map(\.name) == ["start", "error"])
                #expect(events.last?.data.code == "inference_unavailable")
                return try #require(events.first?.data.conversationID)
            }
            let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
            try await ChatFixture.run(router: simulator.url, home: home) { chat in
                let token = try await chat.identity.token(subject: someone)
                let waiting = try #require(try await chat.history(identity, token: token).messages.last)
                #expect(waiting.status == "waiting" && waiting.text.isEmpty)
                let events = try await chat.stream(
                    ["conversation_id": identity, "retry_message_id": waiting.id],
                    token: token
                ).rest()
                #expect(events.last?.name == "done")
                let messages = try await chat.history(identity, token: token).messages
                #expect(messages.map(\.status) == ["complete", "complete"])
                #expect(messages.last?.id == waiting.id && messages.last?.text.isEmpty == false)
            }
        }
    }

    @Test func saysThatAnAnswerBrokeOffAndKeepsItsBeginning() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url) { chat in
            let token = try await chat.identity.token()
            let events = try await chat.stream(["message": "Hola [[fault:cut=5]]"], token: token).rest()
            #expect(events.last?.name == "error" && events.last?.data.code == "upstream_interrupted")
            let history = try await chat.history(try #require(events.first?.data.conversationID), token: token)
            #expect(history.messages.last?.status == "interrupted")
            #expect(history.messages.last?.text.isEmpty == false)
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aRetryGoesOnWithAnAnswerThatBrokeOff(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            let question = "Hola [[fault:cut=5]]"
            let broken = try await chat.stream(["message": question], token: token).rest()
            let conversation = try #require(broken.first?.data.conversationID)
            let kept = try #require(try await chat.history(conversation, token: token).messages.last)
            #expect(kept.status == "interrupted" && !kept.text.isEmpty)

            let retry = ["conversation_id": conversation, "retry_message_id": kept.id]
            let events = try await chat.stream(retry, token: token).rest()
            let written = events.filter { $0.name == "delta" }.compactMap(\.data.text).joined()
            #expect(written.hasPrefix(kept.text) && written.count > kept.text.count)
            #expect(events.last?.name == "done" && events.last?.id == "\(written.utf8.count)")
            let messages = try await chat.history(conversation, token: token).messages
            #expect(messages.map(\.status) == ["complete", "complete"] && messages.last?.text == written)
            #expect(messages.last?.id == kept.id)

            let told = try #require(try await simulator.seenRequests().last?.messages)
            #expect(told.map(\.role) == ["system", "user", "assistant", "user"])
            #expect(told[1].length == question.count && told[2].length == kept.text.count)

            // What has ended begins anew.
            _ = try await chat.stream(retry, token: token).rest()
            #expect(try await simulator.seenRequests().last?.messages.map(\.role) == ["system", "user"])
        }
    }

    @Test func neverRecitesItsInstructions() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: fast)
        try await ChatFixture.run(router: simulator.url) { chat in
            let token = try await chat.identity.token()
            let events = try await chat.stream(["message": "Hola [[say:instructions]]"], token: token).rest()
            let end = try #require(events.last)
            #expect(end.name == "done" && end.data.finishReason == "safety")
            #expect(end.data.safety == EventReader.SafetySeen(action: "block", reason: "prompt_extraction"))
            let written = events.filter { $0.name == "delta" }.compactMap(\.data.text).joined()
            #expect(!written.contains("Eres el asistente médico de una institución"))
            let history = try await chat.history(try #require(events.first?.data.conversationID), token: token)
            #expect(history.messages.last?.text == written)
        }
    }

    @Test func refusesASecondQuestionWhileAnAnswerIsWritten() async throws {
        let simulator = try await ModelSimulatorProcess(
            models: ["medical-chat"],
            options: ["--first-token-ms", "0", "--tokens-per-second", "20", "--answer-tokens", "2000"]
        )
        try await ChatFixture.run(router: simulator.url) { chat in
            let token = try await chat.identity.token()
            let reader = try await chat.stream(["message": "Uno"], token: token)
            let start = try #require(try await reader.next())
            let response = try await chat.ask("Dos", in: start.data.conversationID, token: token)
            #expect(response.status == 409 && response.body.contains("generation_in_progress"))
            let generation = try #require(start.data.generationID)
            _ = try await chat.daemon.post(
                "/api/cancel",
                json: ChatFixture.json(["generation_id": generation]),
                token: token
            )
            #expect(try await reader.rest().last?.name == "done")
        }
    }

    private let someone = newID()
    private let fast = ["--first-token-ms", "0", "--tokens-per-second", "2000", "--answer-tokens", "40"]
}
