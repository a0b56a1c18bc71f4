import DaemonTesting
import NIOCore
import NIOHTTP1
import Testing

struct OllamaTests {
    @Test func streamsALineATokenByDefaultAndEndsWithItsFigures() async throws {
        let simulator = try await quickSimulator("--flavour", "ollama")
        let body = #"{"model": "simulated-medgemma:latest", "messages": [{"role": "user", "content": "hola"}]}"#
        let reply = try await simulator.post("/api/chat", body)
        let lines = try reply.lines
        let end = try #require(lines.last)
        let whole = try await simulator.post(
            "/api/chat",
            body.replacing("\"messages\"", with: "\"stream\": false, \"messages\"")
        ).json
        #expect(reply.headers.first(name: "content-type") == "application/x-ndjson")
        #expect(lines.dropLast().allSatisfy { $0["done"].bool == false })
        #expect(end["done"].bool == true)
        #expect(end["done_reason"].string == "stop")
        #expect(end["eval_count"].int == 80)
        for figure in ["total_duration", "load_duration", "prompt_eval_count", "prompt_eval_duration", "eval_duration"]
        {
            #expect(end[figure].int != nil, "\(figure)")
        }
        #expect(lines.compactMap { $0["message"]["content"].string }.joined() == whole["message"]["content"].string)
    }

    @Test func generatesUpToTheLimit() async throws {
        let simulator = try await quickSimulator()
        let json = try await simulator.post(
            "/api/generate",
            #"{"model": "simulated-medgemma", "prompt": "hola", "stream": false, "options": {"num_predict": 5}}"#
        ).json
        #expect(json["response"].string?.hasPrefix("Respuesta simulada.") == true)
        #expect(json["done_reason"].string == "length")
        #expect(json["eval_count"].int == 5)
    }

    @Test func loadsAModelOnceAndSaysWhichAreLoaded() async throws {
        let simulator = try await quickSimulator("--load-ms", "200")
        let body = #"{"model": "simulated-medgemma", "messages": []}"#
        #expect(try await simulator.get("/api/ps").json["models"].list.isEmpty)
        let start = ContinuousClock.now
        #expect(try await simulator.post("/api/chat", body).json["done_reason"].string == "load")
        #expect(ContinuousClock.now - start >= .milliseconds(200))
        #expect(try await simulator.get("/api/ps").json["models"][0]["name"].string == "simulated-medgemma:latest")
        let unload = body.replacing("[]", with: "[], \"keep_alive\": 0")
        #expect(try await simulator.post("/api/chat", unload).json["done_reason"].string == "unload")
        #expect(try await simulator.get("/api/ps").json["models"].list.isEmpty)
    }

    @Test func callsAToolInOneLine() async throws {
        let simulator = try await quickSimulator()
        let lines = try await simulator.post(
            "/api/chat",
            """
            {"model": "simulated-medgemma", "messages": [{"role": "user", "content": "usa una herramienta"}],
             "tools": [{"type": "function", "function": {"name": "hora", "parameters": {"type": "object",
               "properties": {"zona": {"type": "string", "enum": ["UTC", "CET"]}}}}}]}
            """
        ).lines
        let call = lines[0]["message"]["tool_calls"][0]["function"]
        #expect(lines.count == 2)
        #expect(call["name"].string == "hora")
        #expect(call["arguments"]["zona"].string == "UTC")
    }

    @Test func describesItselfToOllamasClients() async throws {
        let simulator = try await quickSimulator()
        #expect(try await simulator.get("/api/version").json["version"].string != nil)
        #expect(try await simulator.get("/api/tags").json["models"][0]["name"].string == "simulated-medgemma:latest")
        let shown = try await simulator.post("/api/show", #"{"model": "simulated-medgemma"}"#).json
        #expect(shown["capabilities"].list.compactMap(\.string).contains("completion"))
        let embedded = try await simulator.post(
            "/api/embed",
            #"{"model": "simulated-medgemma", "input": ["uno", "dos"]}"#
        ).json
        #expect(embedded["embeddings"].list.count == 2)
        #expect(embedded["embeddings"][0].list.count == 64)
        let unknown = try await simulator.post("/api/show", #"{"model": "otro"}"#)
        #expect(unknown.status == 404)
        #expect(try unknown.json["error"].string == "model 'otro' not found")
    }

    @Test func speaksOpenAIsDialectToo() async throws {
        let simulator = try await quickSimulator("--flavour", "ollama")
        #expect(try await simulator.chat("hola").status == 200)
        #expect(try await simulator.get("/health").status == 404)
    }
}
