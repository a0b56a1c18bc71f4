import Daemon
import DaemonTesting
import Foundation
import InferenceRouter
import NIOHTTP1
import Testing

/// Ollama's clients in front of Ollama: nothing is translated.
@Suite(.serialized) struct OllamaPassingTests {
    private func run(
        _ count: Int = 1,
        settings: [String: String] = [:],
        _ body: @escaping @Sendable (RouterUnderTest) async throws -> Void
    ) async throws {
        var simulators: [ModelSimulatorProcess] = []
        for _ in 0..<count {
            let options = RouterUnderTest.quick + ["--flavour", "ollama"]
            simulators.append(try await ModelSimulatorProcess(models: ["gemma2:9b"], options: options))
        }
        let endpoints = ["MEDGEMMA_ENDPOINTS": "", "OLLAMA_ENDPOINTS": simulators.map(\.url).joined(separator: ",")]
        try await RouterUnderTest.run(simulators, endpoints.merging(settings) { $1 }, body)
    }

    private func ask(_ model: String, _ text: String = "hola", _ more: String = "") -> String {
        #"{ "model":"\#(model)","messages":[{"role":"user","content":"\#(text)"}]\#(more)}"#
    }

    private func lines(_ text: String) throws -> [JSONValue] {
        try text.split(separator: "\n").map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    }

    @Test(arguments: ["/api/chat", "/api/generate", "/api/embed"])
    func aBodyPassesByteForByteWithEveryOption(path: String) async throws {
        try await run { router in
            let more =
                #","prompt":"a","input":"b","options":{"num_ctx":16384,"seed":1.0},"keep_alive":"10m","raw":true"#
            let body = ask("gemma2:9b", "hola", more)
            let answer = try await router.post(path, body)
            #expect(answer.status == 200)
            let seen = try await router.lastSeen()
            #expect(seen.path == path)
            #expect(seen.bodyDigest == RouterUnderTest.digest(body))
        }
    }

    @Test func onlyAnAliasIsReplaced() async throws {
        try await run { router in
            let answer = try await router.post("/api/chat", ask("general-chat", "hola", #","keep_alive":-1"#))
            #expect(answer.status == 200)
            let expected = ask("gemma2:9b", "hola", #","keep_alive":-1"#)
            #expect(try await router.lastSeen().bodyDigest == RouterUnderTest.digest(expected))
        }
    }

    @Test func linesComeAsTheEndpointWroteThemAndAreCounted() async throws {
        try await run { router in
            let answer = try await router.post("/api/chat", ask("gemma2:9b"))
            #expect(answer.isWhole)
            #expect(answer.headers.first(name: "content-type") == "application/x-ndjson")
            let objects = try lines(answer.body)
            #expect(objects.count == 13)
            #expect(objects.last?["done"] == .bool(true))
            // Only Ollama itself can know this.
            guard case .integer(let evaluation)? = objects.last?["prompt_eval_duration"] else {
                Issue.record("no figures in \(answer.body)")
                return
            }
            #expect(evaluation > 0)
            let whole = try await router.post("/api/chat", ask("gemma2:9b", "hola", #","stream":false"#))
            #expect(try lines(whole.body).first?["done"] == .bool(true))
            let labels = #"{endpoint="ollama-1",gen_ai_request_model="gemma2:9b",gen_ai_token_type="output"}"#
            #expect(try await router.metric("gen_ai_client_token_usage_sum" + labels) == 24)
        }
    }

    /// What breaks before it has said anything is begun elsewhere; later it is told, and cut.
    @Test(arguments: [
        ("stream-error=0", true), ("empty-start=3+cut=0", true), ("invalid-json", true), ("cut=5", false),
    ])
    func aStreamOfLinesIsHeldUntilItHasContent(fault: String, isHidden: Bool) async throws {
        try await run(2) { router in
            try await router.simulators[0].give(fault, count: 1)
            try await router.simulators[1].give(fault, count: 1)
            let answer = try await router.post("/api/chat", ask("gemma2:9b"))
            #expect(answer.status == 200)
            #expect(answer.isWhole == isHidden)
            let last = try lines(answer.body).last
            if isHidden {
                #expect(answer.attempts == 3)
                #expect(last?["done"] == .bool(true))
            } else {
                #expect(last?["error"]?.string?.isEmpty == false)
            }
        }
    }

    @Test func theEndpointsErrorIsTheClients() async throws {
        try await run { router in
            let answer = try await router.post("/api/embed", ask("gemma2:9b"))
            #expect(answer.status == 400)
            #expect(try lines(answer.body).first?["error"]?.string?.isEmpty == false)
        }
    }

    /// Ollama has OpenAI's API too: there is nothing to translate.
    @Test func anOpenAIClientUsesOllamasOwnOpenAIAPI() async throws {
        try await run { router in
            let answer = try await router.chat(model: "general-chat", stream: true)
            #expect(answer.isDone)
            #expect(try await router.lastSeen().path == "/v1/chat/completions")
        }
    }
}
