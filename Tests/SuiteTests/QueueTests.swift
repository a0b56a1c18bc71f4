import DaemonTesting
import AsyncHTTPClient
import Foundation
import NIOCore
import Testing

@Suite struct QueueTests {
    @Test func aQuestionThatWaitsForAModelIsToldItsPlace() async throws {
        let simulator = try await ModelSimulatorProcess(
            options: ["--first-token-ms", "0", "--tokens-per-second", "20", "--answer-tokens", "1000"]
        )
        try await Suite.run(model: simulator.url, settings: ["ROUTER_CONCURRENCY": "1"]) { suite in
            let token = try await suite.signIn()
            let first = try await suite.gateway.open("POST", "/api/chat", token: token, body: #"{"message": "Uno"}"#)
            let begun = try await text(of: first.body, until: "event: delta")
            let second = try await suite.gateway.open("POST", "/api/chat", token: token, body: #"{"message": "Dos"}"#)
            let waiting = try await text(of: second.body, until: "event: queued")
            #expect(waiting.contains(#"data: {"position":1}"#))
            #expect(!waiting.contains("event: delta"))

            let generation = try #require(begun.firstMatch(of: /"generation_id":"([0-9a-f-]+)"/)?.1)
            let cancelled = try await suite.gateway.post(
                "/api/cancel",
                json: #"{"generation_id": "\#(generation)"}"#,
                token: token
            )
            #expect(cancelled.status == 204)
            let id = try #require(waiting.firstMatch(of: /"generation_id":"([0-9a-f-]+)"/)?.1)
            let resumed = try await suite.gateway.open(
                "GET",
                "/api/generations/\(id)/stream",
                token: token,
                body: nil
            )
            #expect(try await text(of: resumed.body, until: "event: delta").contains("event: delta"))
        }
    }

    private func text(of body: HTTPClientResponse.Body, until end: String) async throws -> String {
        var text = ""
        for try await bytes in body {
            text += String(buffer: bytes)
            if text.contains(end) { break }
        }
        return text
    }
}
