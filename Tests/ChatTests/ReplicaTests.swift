import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// Two daemons on one database: what one writes, the other shows, stops and goes on reading.
@Suite struct ReplicaTests {
    @Test(arguments: TestDatabase.engines)
    func anAnswerIsReadOnAnotherReplica(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: steady)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            try await chat.withReplica(router: simulator.url) { replica in
                let reader = try await chat.stream(["message": "Hola"], token: token)
                let start = try #require(try await reader.next())
                let first = try #require(try await reader.next())
                let generation = try #require(start.data.generationID)

                let whole = try await replica.resume(generation, after: nil, token: token).rest()
                #expect(whole.first?.name == "start" && whole.first?.data.messageID == start.data.messageID)
                let rest = try await replica.resume(generation, after: first.id, token: token).rest()
                let all = try await [first] + reader.rest()
                #expect(all.last?.name == "done" && rest.last?.name == "done" && whole.last?.name == "done")
                #expect(text(of: whole) == text(of: all))
                #expect(text(of: [first]) + text(of: rest) == text(of: all))
                #expect(rest.last?.id == all.last?.id && rest.last?.data.model == "medical-chat")
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anEndedAnswerIsReadToItsEnd(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(
            models: ["medical-chat"],
            options: ["--first-token-ms", "0", "--tokens-per-second", "2000", "--answer-tokens", "40"]
        )
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            let events = try await chat.stream(["message": "Hola"], token: token).rest()
            let generation = try #require(events.first?.data.generationID)
            let half = try #require(events.filter { $0.name == "delta" }.dropFirst(5).first?.id)
            let rest = try await chat.resume(generation, after: half, token: token).rest()
            #expect(rest.map(\.name) == ["delta", "done"])
            #expect(Int(half).map { Array(text(of: events).utf8.dropFirst($0)) } == Array(text(of: rest).utf8))
            #expect(rest.last?.data.finishReason == events.last?.data.finishReason)
            let stranger = try await chat.identity.token()
            #expect(try await chat.status("GET", "/api/generations/\(generation)/stream", stranger) == 404)

            let broken = try await chat.stream(["message": "Hola [[fault:cut=5]]"], token: token).rest()
            let again = try await chat.resume(
                try #require(broken.first?.data.generationID),
                after: nil,
                token: token
            ).rest()
            #expect(again.last?.name == "error" && again.last?.data.code == "upstream_interrupted")
            #expect(text(of: again) == text(of: broken))
        }
    }

    @Test(arguments: TestDatabase.engines)
    func anAnswerIsStoppedOnAnotherReplica(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: endless)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            try await chat.withReplica(router: simulator.url) { replica in
                let reader = try await chat.stream(["message": "Hola"], token: token)
                let start = try #require(try await reader.next())
                let generation = try #require(start.data.generationID)
                let body = try ChatFixture.json(["generation_id": generation])
                #expect(try await replica.status("POST", "/api/cancel", token, body: body) == 204)
                let rest = try await reader.rest()
                #expect(rest.last?.name == "done" && rest.last?.data.finishReason == "stopped")
                let conversation = try #require(start.data.conversationID)
                let messages = try await replica.history(conversation, token: token).messages
                #expect(messages.last?.status == "stopped" && messages.last?.text == text(of: rest))
            }
        }
    }

    @Test(arguments: TestDatabase.engines)
    func aDeletedConversationIsWrittenNoFurther(engine: TestDatabase) async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: endless)
        try await ChatFixture.run(router: simulator.url, on: engine) { chat in
            let token = try await chat.identity.token()
            let reader = try await chat.stream(["message": "Hola"], token: token)
            let conversation = try #require(try await reader.next()?.data.conversationID)
            #expect(try await chat.status("DELETE", "/api/history/\(conversation)", token) == 204)
            #expect(try await reader.rest().last?.data.finishReason == "stopped")
            let counters = try await simulator.counters { $0.active == 0 }
            #expect(counters.active == 0)
        }
    }

    @Test func writesOnlySoManyAnswersOfOnePersonAtOnce() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["medical-chat"], options: endless)
        try await ChatFixture.run(router: simulator.url, settings: ["CHAT_MAX_GENERATIONS": "2"]) { chat in
            let token = try await chat.identity.token()
            var readers: [EventReader] = []
            for _ in 0..<2 { readers.append(try await chat.stream(["message": "Hola"], token: token)) }
            let third = try await chat.ask("Hola", token: token)
            #expect(third.status == 429 && third.body.contains("too_many_generations"))
            #expect(third.header("retry-after") == "5")
            let other = try await chat.stream(["message": "Hola"], token: try await chat.identity.token())
            #expect(try await other.next()?.name == "start")

            let generation = try #require(try await readers[0].next()?.data.generationID)
            let body = try ChatFixture.json(["generation_id": generation])
            #expect(try await chat.status("POST", "/api/cancel", token, body: body) == 204)
            #expect(try await readers[0].rest().last?.name == "done")
            #expect(try await chat.stream(["message": "Hola"], token: token).next()?.name == "start")
        }
    }

    private func text(of events: [EventReader.Event]) -> String {
        events.filter { $0.name == "delta" }.compactMap(\.data.text).joined()
    }

    private let steady = ["--first-token-ms", "0", "--tokens-per-second", "60", "--answer-tokens", "90"]
    private let endless = ["--first-token-ms", "0", "--tokens-per-second", "20", "--answer-tokens", "2000"]
}
