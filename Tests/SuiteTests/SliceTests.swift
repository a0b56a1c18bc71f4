import DaemonTesting
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import SuiteProtocol
import Testing

/// A question is answered through every layer.
@Suite(.serialized) struct SliceTests {
    @Test func answersAQuestionThroughEveryLayerAndFindsItAgain() async throws {
        let simulator = try await ModelSimulatorProcess(options: fast)
        try await Suite.run(model: simulator.url) { suite in
            let token = try await suite.signIn()
            let answer = try await suite.gateway.post("/api/chat", json: question, token: token)
            #expect(answer.status == 200)
            #expect(answer.headers.first(name: "content-type") == "text/event-stream")
            #expect(answer.body.contains("event: start") && answer.body.contains("event: done"))
            #expect(answer.body.contains(#""model":"simulated-medgemma""#))

            let found = try await suite.gateway.get("/api/history?q=hipertension", token: token)
            #expect(found.status == 200 && found.body.contains("hipertensión"))
            #expect(try await suite.gateway.get("/api/history").status == 401)
        }
    }

    @Test func saysSoWhereNoModelIsConnectedAndKeepsTheQuestion() async throws {
        try await Suite.run(model: "") { suite in
            let token = try await suite.signIn()
            let answer = try await suite.gateway.post("/api/chat", json: question, token: token)
            #expect(answer.body.contains("event: error") && answer.body.contains(#""code":"no_model""#))
            #expect(answer.body.contains("No hay un modelo de lenguaje conectado."))
            let history = try await suite.gateway.get("/api/history", token: token)
            #expect(history.body.contains("hipertensión"))
        }
    }

    @Test func endsTheAnswerInPlainWordsWhenTheModelDiesInTheMiddle() async throws {
        let simulator = try await ModelSimulatorProcess(options: slow)
        try await Suite.run(model: simulator.url) { suite in
            let token = try await suite.signIn()
            let response = try await suite.gateway.open("POST", "/api/chat", token: token, body: question)
            var body = ""
            for try await bytes in response.body {
                body += String(buffer: bytes)
                if body.contains("event: delta") && !body.contains("event: error") { await simulator.kill() }
            }
            #expect(body.contains("event: error") && body.contains(#""code":"upstream_interrupted""#))
            let history = try await suite.gateway.get("/api/history", token: token)
            #expect(history.status == 200)
        }
    }

    @Test func tellsThePlaceInTheQueueWhileEveryModelIsBusy() async throws {
        let simulator = try await ModelSimulatorProcess(options: slow)
        try await Suite.run(model: simulator.url, settings: ["ROUTER_CONCURRENCY": "1"]) { suite in
            let token = try await suite.signIn()
            let first = try await suite.gateway.open("POST", "/api/chat", token: token, body: question)
            var body = first.body.makeAsyncIterator()
            var text = ""
            while !text.contains("event: delta"), let bytes = try await body.next() { text += String(buffer: bytes) }
            let generation = try #require(text.firstMatch(of: /"generation_id":"([0-9a-f-]+)"/)?.1)

            var hasWaited = false
            let second = try await suite.gateway.open("POST", "/api/chat", token: token, body: question)
            text = ""
            for try await bytes in second.body {
                if text.contains("event: delta") { break }
                text += String(buffer: bytes)
                guard !hasWaited, text.contains("event: queued\ndata: {\"position\":1}") else { continue }
                hasWaited = true
                let stop = #"{"generation_id": "\#(generation)"}"#
                #expect(try await suite.gateway.post("/api/cancel", json: stop, token: token).status == 204)
            }
            #expect(hasWaited && text.contains("event: delta"))
        }
    }

    @Test func aKeyIsNotAnsweredOnceItsOwnersGuardianHasWithdrawnConsent() async throws {
        struct Key: Decodable { let key: String }
        let simulator = try await ModelSimulatorProcess(options: fast)
        try await Suite.run(model: simulator.url) { suite in
            let director = try await suite.signIn()
            func send(_ method: String, _ path: String, _ body: String, by token: String) async throws -> TestResponse {
                try await suite.gateway.send(method, path, token: token, body: body)
            }
            let pupil = try await Caller.make(.admin, in: suite, name: "nico")
            let made = try await send(
                "POST",
                "/api/keys",
                #"{"name": "a", "scopes": ["inference"]}"#,
                by: pupil.token ?? ""
            )
            let key = try made.decode(Key.self, by: WireJSON.decoder()).key
            func ask() async throws -> TestResponse {
                let prompt = #"{"model": "medical-chat", "messages": [{"role": "user", "content": "hola"}]}"#
                return try await send("POST", "/v1/chat/completions", prompt, by: key)
            }
            #expect(try await ask().status == 200)
            let path = "/api/users/\(pupil.id ?? "")"
            #expect(try await send("PATCH", path, #"{"minor": true}"#, by: director).status == 200)
            let refused = try await ask()
            #expect(refused.status == 403 && refused.body.contains(#""code":"consent_missing""#), "\(refused.body)")
            let consent = #"{"version": 1, "guardian": {"name": "Rosa", "relation": "madre"}}"#
            #expect(try await send("PUT", path + "/consents/assistant", consent, by: director).status == 200)
            #expect(try await ask().status == 200)
            #expect(try await send("DELETE", path + "/consents/assistant", "", by: director).status == 200)
            #expect(try await ask().status == 403)
        }
    }

    private let question = #"{"message": "¿Qué es la hipertensión?"}"#
    private let fast = ["--first-token-ms", "0", "--tokens-per-second", "2000"]
    private let slow = ["--first-token-ms", "0", "--tokens-per-second", "20", "--answer-tokens", "1000"]
}
