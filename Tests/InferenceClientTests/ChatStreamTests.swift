import AsyncHTTPClient
import Foundation
import Identity
import InferenceClient
import SuiteProtocol
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ChatStreamTests {
    private static let usage = #"{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}"#

    private static func delta(_ text: String) -> String {
        #"data: {"model":"medgemma","choices":[{"index":0,"delta":{"content":"\#(text)"},"finish_reason":null}]}"#
            + "\n\n"
    }

    private static let end =
        #"data: {"choices":[{"delta":{},"finish_reason":"stop"}]}"# + "\n\n"
        + #"data: {"choices":[],"usage":\#(usage)}"# + "\n\ndata: [DONE]\n\n"

    @Test func givesTheAnswerAsItIsWritten() async throws {
        try await ScriptedRouter.run(.stream([Self.delta("La "), ": ping\n\n" + Self.delta("fiebre"), Self.end])) {
            router in
            let stream = try await router.ask()
            #expect(stream.endpoint == "medgemma-1")
            #expect(!stream.leftInstitution)
            let chunks = try await stream.reduce(into: []) { $0.append($1) }
            #expect(chunks.map(\.text) == ["La ", "fiebre", "", ""])
            #expect(chunks.first?.model == "medgemma")
            #expect(chunks.compactMap(\.finishReason) == ["stop"])
            #expect(
                chunks.compactMap(\.usage) == [TokenUsage(promptTokens: 9, completionTokens: 2, totalTokens: 11)]
            )
        }
    }

    @Test func asksInOpenAIsTermsForWhomItActs() async throws {
        try await ScriptedRouter.run(.stream([Self.end])) { router in
            _ = try await router.ask("¿Qué es?").reduce(0) { count, _ in count + 1 }
            let request = try #require(await router.requests.first { _ in true })
            #expect(request.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n"))
            let head = request.lowercased()
            #expect(head.contains("x-consulta-data-class: clinical") && head.contains("x-request-id: r-1"))
            #expect(head.contains("traceparent: 00-"))
            let caller = try await ScriptedRouter.caller(of: request)
            #expect(caller.subject == "ana" && caller.callingService == "chat" && caller.roles == [.clinician])

            let body = try #require(request.range(of: "\r\n\r\n").map { request[$0.upperBound...] })
            let json = try #require(JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
            #expect(json["model"] as? String == "medical-chat" && json["stream"] as? Bool == true)
            #expect(json["max_tokens"] as? Int == 64 && json["temperature"] as? Double == 0.2)
            #expect((json["stream_options"] as? [String: Bool]) == ["include_usage": true])
            #expect((json["messages"] as? [[String: String]]) == [["role": "user", "content": "¿Qué es?"]])
        }
    }

    @Test func readsUsageThatLeavesFiguresOut() async throws {
        let usage = #"data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}"#
        try await ScriptedRouter.run(.stream([usage + "\n\ndata: [DONE]\n\n"])) { router in
            let chunks = try await router.ask().reduce(into: []) { $0.append($1) }
            #expect(chunks.last?.usage == TokenUsage(promptTokens: 3, completionTokens: 4, totalTokens: 7))
        }
    }

    @Test func endsWithDoneAlsoWhereTheConnectionStaysOpen() async throws {
        try await ScriptedRouter.run(.open([Self.delta("a"), Self.end])) { router in
            let texts = try await router.ask().reduce(into: []) { $0.append($1.text) }
            #expect(texts.joined() == "a")
            _ = await router.departures.first { _ in true }
        }
    }

    @Test(arguments: [
        ScriptedRouter.Script.cut([delta("La "), delta("fie")]),
        .stream([delta("La "), delta("fie")]),
        .stream([
            delta("La "), delta("fie"), #"data: {"error":{"message":"upstream","code":"upstream_lost"}}"# + "\n\n",
        ]),
        .stream([delta("La "), delta("fie"), #"data: {"error":{"message":"x","code":500}}"# + "\n\n", end]),
        .stream([delta("La "), delta("fie"), "data: {\n\n"]),
    ])
    func keepsWhatWasWrittenWhereTheAnswerBreaksOff(_ script: ScriptedRouter.Script) async throws {
        try await ScriptedRouter.run(script) { router in
            let stream = try await router.ask()
            var written = ""
            await #expect(throws: InferenceError.interrupted) {
                for try await chunk in stream { written += chunk.text }
            }
            #expect(written == "La fie")
        }
    }

    @Test(arguments: [
        (
            "503 Service Unavailable", #"{"error":{"message":"m","type":"t","code":"no_endpoint"}}"#,
            InferenceError.noEndpoint
        ),
        (
            "429 Too Many Requests", #"{"error":{"message":"m","code":"budget_exhausted"}}"#,
            .refused(status: 429, code: "budget_exhausted")
        ),
        ("400 Bad Request", #"{"error":{"message":"m","code":null}}"#, .refused(status: 400, code: nil)),
        (
            "401 Unauthorized", #"{"code":"unauthenticated","status":401}"#,
            .refused(status: 401, code: "unauthenticated")
        ),
        ("502 Bad Gateway", "<html>}", .refused(status: 502, code: nil)),
    ])
    func tellsWhyItIsRefused(_ status: String, _ body: String, _ error: InferenceError) async throws {
        try await ScriptedRouter.run(.whole(status: status, body: body)) { router in
            await #expect(throws: error) { try await router.ask() }
        }
    }

    @Test func tellsThatTheRouterIsAway() async throws {
        try await ScriptedRouter.run(.nothing) { router in
            await #expect(throws: InferenceError.unreachable) { try await router.ask() }
        }
        var impatient = HTTPClient.Configuration()
        impatient.connectionPool.retryConnectionEstablishment = false
        try await HTTPClient.withHTTPClient(configuration: impatient) { client in
            let nobody = ScriptedRouter(
                url: "http://127.0.0.1:1",
                requests: AsyncStream { _ in },
                departures: AsyncStream { _ in }
            )
            await #expect(throws: InferenceError.unreachable) { try await nobody.ask(client: client) }
        }
    }

    @Test func leavesTheRouterAtOnceWhenItIsCancelled() async throws {
        try await ScriptedRouter.run(.open([Self.delta("La ")])) { router in
            let (firstWords, heard) = AsyncStream.makeStream(of: String.self)
            let reading = Task {
                for try await chunk in try await router.ask() { heard.yield(chunk.text) }
            }
            #expect(await firstWords.first { _ in true } == "La ")
            let clock = ContinuousClock()
            let start = clock.now
            reading.cancel()
            _ = await router.departures.first { _ in true }
            #expect(start.duration(to: clock.now) < .seconds(1))
            await #expect(throws: CancellationError.self) { try await reading.value }
        }
    }

    @Test func leavesTheRouterAlsoBeforeTheFirstWord() async throws {
        try await ScriptedRouter.run(.silence) { router in
            let asking = Task { try await router.ask() }
            _ = await router.requests.first { _ in true }
            asking.cancel()
            _ = await router.departures.first { _ in true }
            await #expect(throws: CancellationError.self) { _ = try await asking.value }
        }
    }

    @Test func leavesTheRouterWhenTheReaderHasEnough() async throws {
        try await ScriptedRouter.run(.open([Self.delta("La "), Self.delta("fiebre")])) { router in
            for try await chunk in try await router.ask() where chunk.text == "La " { break }
            _ = await router.departures.first { _ in true }
        }
    }
}
