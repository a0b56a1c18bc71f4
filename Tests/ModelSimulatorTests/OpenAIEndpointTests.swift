import DaemonTesting
import Foundation
import NIOCore
import NIOHTTP1
import Testing

struct OpenAIEndpointTests {
    @Test func listsItsModels() async throws {
        let simulator = try await ModelSimulatorProcess(models: ["simulated-medgemma", "simulated-nv-reason"])
        let list = try await simulator.get("/v1/models").json
        #expect(list["object"].string == "list")
        #expect(list["data"].list.compactMap { $0["id"].string } == ["simulated-medgemma", "simulated-nv-reason"])
        #expect(try await simulator.get("/health").status == 200)
    }

    @Test func refusesInOpenAIsShape() async throws {
        let simulator = try await quickSimulator("--api-key", "secreto")
        let key: HTTPHeaders = ["Authorization": "Bearer secreto"]
        let anonymous = try await simulator.chat("hola")
        #expect(anonymous.status == 401)
        #expect(try anonymous.json["error"]["code"].string == "invalid_api_key")
        let unknown = try await simulator.post(
            "/v1/chat/completions",
            #"{"model": "otro", "messages": [{"role": "user", "content": "hola"}]}"#,
            headers: key
        )
        #expect(unknown.status == 404)
        #expect(try unknown.json["error"]["code"].string == "model_not_found")
        let malformed = try await simulator.post("/v1/chat/completions", "{\"model\":", headers: key)
        #expect(malformed.status == 400)
        #expect(try malformed.json["error"]["type"].string == "invalid_request_error")
        #expect(try await simulator.get("/v1/nada", headers: key).status == 404)
        #expect(try await simulator.chat("hola", headers: key).status == 200)
    }

    @Test func completesAPlainPrompt() async throws {
        let simulator = try await quickSimulator()
        let body = #"{"model": "simulated-medgemma", "prompt": "La tos", "max_tokens": 12}"#
        let whole = try await simulator.post("/v1/completions", body).json
        let stream = try await simulator.post(
            "/v1/completions",
            body.replacing("\"prompt\"", with: "\"stream\": true, \"prompt\"")
        )
        #expect(whole["object"].string == "text_completion")
        #expect(whole["choices"][0]["finish_reason"].string == "length")
        #expect(
            try stream.chunks.compactMap { $0["choices"][0]["text"].string }.joined()
                == whole["choices"][0]["text"].string
        )
    }

    @Test func embedsSimilarTextsNearEachOther() async throws {
        let simulator = try await quickSimulator("--embedding-dimensions", "256")
        let reply = try await simulator.post(
            "/v1/embeddings",
            """
            {"model": "simulated-medgemma",
             "input": ["dolor de garganta y fiebre", "Fiebre y dolor de gárganta", "licencia de obras"]}
            """
        ).json
        let vectors = reply["data"].list.map { $0["embedding"].value as? [Double] ?? [] }
        func cosine(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
        try #require(vectors.count == 3)
        #expect(vectors.allSatisfy { $0.count == 256 })
        #expect(abs(cosine(vectors[0], vectors[0]) - 1) < 0.001)
        #expect(cosine(vectors[0], vectors[1]) > 0.95)
        #expect(cosine(vectors[0], vectors[2]) < 0.5)
    }

    @Test func embedsInBase64OfTheDimensionAsked() async throws {
        let simulator = try await quickSimulator()
        let reply = try await simulator.post(
            "/v1/embeddings",
            #"{"model": "simulated-medgemma", "input": "hola", "dimensions": 8, "encoding_format": "base64"}"#
        ).json
        let data = try #require(reply["data"][0]["embedding"].string.flatMap { Data(base64Encoded: $0) })
        #expect(data.count == 32)
    }

    @Test func transcribesByCountingBytes() async throws {
        let simulator = try await quickSimulator()
        let form = """
            --frontera\r
            Content-Disposition: form-data; name="model"\r
            \r
            simulated-medgemma\r
            --frontera\r
            Content-Disposition: form-data; name="file"; filename="voz.wav"\r
            Content-Type: audio/wav\r
            \r
            0123456789\r
            --frontera--\r

            """
        let headers: HTTPHeaders = ["Content-Type": "multipart/form-data; boundary=frontera"]
        let reply = try await simulator.post("/v1/audio/transcriptions", form, headers: headers)
        #expect(try reply.json["text"].string == "Transcripción simulada de un audio de 10 bytes.")
        #expect(try await simulator.post("/v1/audio/transcriptions", "{}").status == 400)
    }

    @Test func speaksAToneInAWaveFile() async throws {
        let simulator = try await quickSimulator()
        let reply = try await simulator.post(
            "/v1/audio/speech",
            #"{"model": "simulated-medgemma", "input": "Buenos días", "voice": "alba"}"#
        )
        #expect(reply.headers.first(name: "content-type") == "audio/wav")
        #expect(reply.body.getString(at: 0, length: 4) == "RIFF")
        #expect(
            reply.body.getInteger(at: 40, endianness: .little, as: UInt32.self) == UInt32(reply.body.readableBytes - 44)
        )
    }

    @Test func servesGoogleUnderItsOwnPathAndShape() async throws {
        let simulator = try await quickSimulator("--flavour", "gemini", "--api-key", "secreto")
        let key: HTTPHeaders = ["Authorization": "Bearer secreto"]
        let body = chatBody("hola").replacing("simulated-medgemma", with: "models/simulated-medgemma")
        let models = try await simulator.get("/v1beta/openai/models", headers: key).json
        let answer = try await simulator.post("/v1beta/openai/chat/completions", body, headers: key)
        let wrongKey = try await simulator.post("/v1beta/openai/chat/completions", body)
        #expect(models["data"][0]["id"].string == "models/simulated-medgemma")
        #expect(answer.status == 200)
        #expect(wrongKey.status == 400)
        #expect(try wrongKey.json[0]["error"]["status"].string == "INVALID_ARGUMENT")
        #expect(try await simulator.chat("hola", headers: key).status == 404)
    }

    @Test func servesAnthropicWithItsKeyAndItsOverload() async throws {
        let simulator = try await quickSimulator("--flavour", "anthropic", "--api-key", "secreto")
        let key: HTTPHeaders = ["x-api-key": "secreto"]
        let answer = try await simulator.chat("hola", headers: key)
        let models = try await simulator.get("/v1/models", headers: key).json
        #expect(answer.status == 200)
        #expect(answer.headers.contains(name: "request-id"))
        #expect(models["data"][0]["type"].string == "model")
        #expect(try await simulator.chat("hola").json["error"]["type"].string == "authentication_error")
        let overloaded = try await simulator.chat("[[fault:529]] hola", headers: key)
        #expect(overloaded.status == 529)
        #expect(try overloaded.json["error"]["type"].string == "overloaded_error")
    }
}
