import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import NIOHTTP1
import Testing

struct CounterTests {
    @Test func countsRequestsByPathAndForgetsThem() async throws {
        let simulator = try await quickSimulator()
        _ = try await simulator.chat("uno")
        _ = try await simulator.chat("dos", stream: true)
        _ = try await simulator.get("/v1/models")
        let counters = try await simulator.counters { $0.completed == 3 }
        #expect(counters.requests == 3)
        #expect(counters.byPath == ["/v1/chat/completions": 2, "/v1/models": 1])
        #expect(counters.completed == 3)
        #expect(counters.active == 0)
        #expect(abs((counters.lastRequestAt ?? 0) - Date().timeIntervalSince1970 * 1_000) < 5_000)
        try await simulator.reset()
        #expect(try await simulator.counters().requests == 0)
    }

    @Test func noticesWithin100MillisecondsThatAClientLeft() async throws {
        let simulator = try await ModelSimulatorProcess(options: [
            "--tokens-per-second", "20", "--answer-tokens", "400",
        ])
        var request = HTTPClientRequest(url: simulator.url + "/v1/chat/completions")
        request.method = .POST
        request.body = .bytes(ByteBuffer(string: chatBody("hola", stream: true)))
        let left: Double
        do {
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
            var events = response.body.makeAsyncIterator()
            _ = try await events.next()
            #expect(try await simulator.counters().openStreams == 1)
            left = Date().timeIntervalSince1970 * 1_000
        }
        let counters = try await simulator.counters { $0.cancelled == 1 }
        let noticed = try #require(counters.cancelledAt.first)
        #expect(noticed - left < 100)
        #expect(counters.openStreams == 0)
        #expect(counters.active == 0)
        #expect(counters.completed == 0)
    }

    @Test func noticesAClientThatLeavesBeforeTheHead() async throws {
        let simulator = try await quickSimulator()
        let client = Task { try await simulator.chat("hola", headers: ["X-Simulate": "slow-headers=60000"]) }
        _ = try await simulator.counters { $0.active == 1 }
        client.cancel()
        _ = await client.result
        #expect(try await simulator.counters { $0.cancelled == 1 }.cancelled == 1)
    }

    @Test func showsTheShapeOfWhatArrived() async throws {
        let simulator = try await quickSimulator()
        let headers: HTTPHeaders = [
            "Authorization": "Bearer clave", "X-Request-ID": "abc", "traceparent": "00-1-2-01",
        ]
        _ = try await simulator.post(
            "/v1/chat/completions",
            """
            {"model": "simulated-medgemma", "stream": true, "stream_options": {"include_usage": true}, "messages": [
              {"role": "system", "content": "Eres médico"}, {"role": "user", "content": "¿Qué tal?"}]}
            """,
            headers: headers
        )
        let seen = try #require(try await simulator.seenRequests().last)
        #expect(seen.model == "simulated-medgemma")
        #expect(seen.stream == true)
        #expect(seen.includeUsage == true)
        #expect(seen.messages.map(\.role) == ["system", "user"])
        #expect(seen.messages.map(\.length) == [11, 9])
        #expect(seen.hasAuthorization)
        #expect(seen.headers["x-request-id"] == "abc")
        #expect(seen.headers["traceparent"] == "00-1-2-01")
        #expect(!seen.headers.values.contains { $0.contains("clave") })
    }

    @Test func answersManyStreamsAtTheirPace() async throws {
        let simulator = try await ModelSimulatorProcess(options: [
            "--first-token-ms", "50", "--tokens-per-second", "50", "--answer-tokens", "26",
        ])
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<200 {
                group.addTask { try await simulator.chat("pregunta \(index)", stream: true).chunks.count }
            }
            for try await chunks in group { #expect(chunks == 28) }
        }
        let elapsed = ContinuousClock.now - start
        #expect(elapsed >= .milliseconds(550))
        #expect(elapsed < .seconds(5))
        #expect(try await simulator.counters { $0.completed == 200 }.completed == 200)
    }
}
