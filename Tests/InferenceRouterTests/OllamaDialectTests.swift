import Daemon
import DaemonTesting
import Foundation
import NIOHTTP1
import Testing

/// Ollama's API in front of endpoints that speak OpenAI's.
@Suite(.serialized) struct OllamaDialectTests {
    private func lines(_ text: String) throws -> [JSONValue] {
        try text.split(separator: "\n").map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
    }

    private func ask(_ text: String, _ more: String = "") -> String {
        #"{"model":"medical-chat","messages":[{"role":"user","content":"\#(text)"}]\#(more)}"#
    }

    @Test func aChatIsAnsweredWhole() async throws {
        try await RouterUnderTest.run { router in
            let answer = try await router.post("/api/chat", ask("hola", #","stream":false"#))
            #expect(answer.status == 200)
            #expect(answer.headers.first(name: "content-type") == "application/json")
            #expect(answer.endpoint == "medgemma-1")
            let object = try #require(try lines(answer.body).first)
            #expect(object["model"] == .string("medical-chat"))
            #expect(object["message"]?["content"]?.string?.isEmpty == false)
            #expect(object["done"] == .bool(true))
            #expect(object["done_reason"] == .string("stop"))
            #expect(object["eval_count"] == .integer(12))
        }
    }

    @Test func silenceMeansAStreamOfLines() async throws {
        try await RouterUnderTest.run { router in
            let whole = try lines(try await router.post("/api/chat", ask("hola", #","stream":false"#)).body)
            let answer = try await router.post("/api/chat", ask("hola"))
            #expect(answer.isWhole)
            #expect(answer.headers.first(name: "content-type") == "application/x-ndjson")
            let objects = try lines(answer.body)
            let text = objects.compactMap { $0["message"]?["content"]?.string }.joined()
            #expect(text == whole.first?["message"]?["content"]?.string)
            #expect(objects.count > 3)
            #expect(objects.dropLast().allSatisfy { $0["done"] == .bool(false) })
            #expect(objects.last?["done"] == .bool(true))
            #expect(objects.last?["eval_count"] == .integer(12))
        }
    }

    @Test(arguments: [true, false]) func toolsAreCalled(isStream: Bool) async throws {
        let tools =
            #","stream":\#(isStream),"tools":[{"type":"function","function":{"name":"dosis","parameters":"#
            + #"{"type":"object","properties":{"peso":{"type":"number"}}}}}]"#
        try await RouterUnderTest.run { router in
            let objects = try lines(try await router.post("/api/chat", ask("usa dosis", tools)).body)
            let calls = objects.flatMap { $0["message"]?["tool_calls"]?.array ?? [] }
            #expect(calls.count == 1)
            #expect(calls.first?["function"]?["name"] == .string("dosis"))
            #expect(calls.first?["function"]?["arguments"]?["peso"] != nil)
        }
    }

    @Test func resultsOfToolsFindTheirCall() async throws {
        let body =
            #"{"model":"medical-chat","stream":false,"messages":[{"role":"user","content":"dosis"},"#
            + #"{"role":"assistant","content":"","tool_calls":[{"function":{"name":"dosis","arguments":{"peso":1}}}]},"#
            + #"{"role":"tool","tool_name":"dosis","content":"5 mg"}]}"#
        try await RouterUnderTest.run { router in
            let answer = try await router.post("/api/chat", body)
            #expect(answer.status == 200)
        }
    }

    @Test func imagesGoAlong() async throws {
        let image = #"{"model":"medical-chat","stream":false,"prompt":"qué es","images":["iVBORw0KGgo="]}"#
        try await RouterUnderTest.run { router in
            let answer = try await router.post("/api/generate", image)
            let object = try #require(try lines(answer.body).first)
            #expect(object["response"]?.string?.isEmpty == false)
            guard case .integer(let tokens)? = object["prompt_eval_count"] else {
                Issue.record("no prompt_eval_count in \(answer.body)")
                return
            }
            #expect(tokens > 256)
        }
    }

    @Test func embeddingsComeInOrder() async throws {
        try await RouterUnderTest.run { router in
            let body = #"{"model":"simulated-medgemma","input":["a","b"]}"#
            let object = try #require(try lines(try await router.post("/api/embed", body).body).first)
            let vectors = object["embeddings"]?.array ?? []
            #expect(vectors.map(\.array.count) == [64, 64])
            #expect(vectors.first != vectors.last)
        }
    }

    @Test func errorsHaveOllamasShape() async throws {
        try await RouterUnderTest.run { router in
            for (path, body, status) in [
                ("/api/chat", #"{"model":"nadie","messages":[{"role":"user","content":"x"}]}"#, 404),
                ("/api/chat", #"{"model":"medical-chat"}"#, 400), ("/api/embed", "[]", 400),
                ("/api/chat", ask("[[fault:422]]"), 422),
            ] {
                let answer = try await router.post(path, body)
                #expect(answer.status == status)
                let object = try #require(try lines(answer.body).first)
                #expect(object["error"]?.string?.isEmpty == false)
            }
        }
    }

    @Test func aStreamThatBreaksSaysSoAndIsCut() async throws {
        try await RouterUnderTest.run { router in
            let answer = try await router.post("/api/chat", ask("[[fault:cut=5]]"))
            #expect(!answer.isWhole)
            let objects = try lines(answer.body)
            #expect(objects.last?["error"]?.string?.isEmpty == false)
            #expect(objects.allSatisfy { $0["done"] != .bool(true) })
        }
    }

    @Test func modelsAreListedAsOllamaDoes() async throws {
        try await RouterUnderTest.run { router in
            let tags = try await router.daemon.get("/api/tags", token: router.token)
            let models = try tags.decode(JSONValue.self, by: JSONDecoder())["models"]?.array ?? []
            #expect(models.map { $0["name"] } == [.string("medical-chat"), .string("simulated-medgemma")])
            let known = #"{"model":"medical-chat"}"#
            #expect(try await router.daemon.post("/api/show", json: known, token: router.token).status == 200)
            let unknown = #"{"model":"nadie"}"#
            #expect(try await router.daemon.post("/api/show", json: unknown, token: router.token).status == 404)
            #expect(try await router.daemon.get("/api/version", token: router.token).body.contains("\"version\""))
        }
    }
}
