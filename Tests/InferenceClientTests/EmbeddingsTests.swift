import AsyncHTTPClient
import Daemon
import Foundation
import Identity
import InferenceClient
import SuiteProtocol
import Testing

@Suite(.timeLimit(.minutes(1)))
struct EmbeddingsTests {
    @Test func givesVectorsInTheOrderOfTheirTexts() async throws {
        let body = """
            {"model": "bge-m3", "data": [{"index": 1, "embedding": [0.5, -1]}, {"index": 0, "embedding": [1, 2e-3]}]}
            """
        try await ScriptedRouter.run(.whole(status: "200 OK", body: body)) { router in
            let embeddings = try await router.embed(["uno", "dos"])
            #expect(embeddings.model == "bge-m3")
            #expect(embeddings.vectors == [[1, 0.002], [0.5, -1]])
            let request = try #require(await router.requests.first { _ in true })
            #expect(request.hasPrefix("POST /v1/embeddings HTTP/1.1\r\n"))
            #expect(request.lowercased().contains("x-consulta-data-class: clinical"))
            // Nobody waits for it: the daemon asks for itself.
            let caller = try await ScriptedRouter.caller(of: request)
            #expect(caller.subject == "chat" && caller.callingService == "chat" && caller.roles.isEmpty)
        }
    }

    @Test func isToldWhyThereAreNone() async throws {
        let none = ScriptedRouter.Script.whole(
            status: "503 Service Unavailable",
            body: #"{"error": {"code": "no_endpoint"}}"#
        )
        try await ScriptedRouter.run(none) { router in
            await #expect(throws: InferenceError.noEndpoint) { try await router.embed(["uno"]) }
        }
        // One for two texts.
        let short = #"{"model": "m", "data": [{"index": 0, "embedding": [1]}]}"#
        try await ScriptedRouter.run(.whole(status: "200 OK", body: short)) { router in
            await #expect(throws: InferenceError.interrupted) { try await router.embed(["uno", "dos"]) }
        }
        try await ScriptedRouter.run(.nothing) { router in
            await #expect(throws: InferenceError.unreachable) { try await router.embed(["uno"]) }
        }
    }
}
