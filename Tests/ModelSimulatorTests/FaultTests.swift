import DaemonTesting
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

struct FaultTests {
    @Test(arguments: [true, false])
    func answersWithAStatus(stream: Bool) async throws {
        let simulator = try await quickSimulator()
        for status in [500, 503] {
            let reply = try await simulator.chat("hola", stream: stream, headers: ["X-Simulate": "\(status)"])
            #expect(reply.status == status)
            #expect(try reply.json["error"]["type"].string == "server_error")
        }
        let limited = try await simulator.chat("[[fault:429;retry-after=2]] hola", stream: stream)
        #expect(limited.status == 429)
        #expect(limited.headers.first(name: "retry-after") == "2")
        #expect(try await simulator.counters().faults == ["500": 1, "503": 1, "429": 1])
    }

    @Test(arguments: [true, false])
    func resetsTheConnection(stream: Bool) async throws {
        let simulator = try await quickSimulator()
        await #expect(throws: IOError.self) {
            try await simulator.chat("hola", stream: stream, headers: ["X-Simulate": "reset"])
        }
        #expect(try await simulator.chat("hola", stream: stream).status == 200)
    }

    @Test func delaysTheHead() async throws {
        let simulator = try await quickSimulator()
        let start = ContinuousClock.now
        let reply = try await simulator.chat("hola", headers: ["X-Simulate": "slow-headers=200"])
        #expect(reply.status == 200)
        #expect(ContinuousClock.now - start >= .milliseconds(200))
    }

    @Test func cutsAStreamAfterSomeTokens() async throws {
        let simulator = try await quickSimulator()
        let broken = try await #require(throws: BrokenBody.self) {
            try await simulator.chat("[[fault:cut=5]] hola", stream: true)
        }
        let events = broken.part.components(separatedBy: "\n\n").filter { !$0.isEmpty }
        #expect(events.count == 6)
        #expect(!broken.part.contains("[DONE]"))
    }

    @Test func cutsAWholeAnswer() async throws {
        let simulator = try await quickSimulator()
        let broken = try await #require(throws: BrokenBody.self) {
            try await simulator.chat("hola", headers: ["X-Simulate": "cut=40"])
        }
        #expect(broken.part.hasPrefix("{\"id\""))
    }

    @Test func stallsWithTheConnectionOpen() async throws {
        let simulator = try await quickSimulator()
        let client = Task { try await simulator.chat("hola", stream: true, headers: ["X-Simulate": "stall=3"]) }
        let stalled = try await simulator.counters { $0.openStreams == 1 }
        #expect(stalled.openStreams == 1)
        #expect(stalled.completed == 0)
        client.cancel()
        _ = await client.result
        let left = try await simulator.counters { $0.cancelled == 1 }
        #expect(left.cancelled == 1)
        #expect(left.openStreams == 0)
        #expect(left.openConnections == 0)
    }

    @Test func sendsJSONThatIsNone() async throws {
        let simulator = try await quickSimulator()
        let headers: HTTPHeaders = ["X-Simulate": "invalid-json"]
        let stream = try await simulator.chat("hola", stream: true, headers: headers)
        let whole = try await simulator.chat("hola", headers: headers)
        #expect(throws: (any Error).self) { try stream.chunks }
        #expect(throws: (any Error).self) { try whole.json }
        #expect(stream.events.last == "[DONE]")
        #expect(whole.status == 200)
    }

    @Test func sendsAHugeEvent() async throws {
        let simulator = try await quickSimulator()
        let headers: HTTPHeaders = ["X-Simulate": "huge-event=3000000"]
        let stream = try await simulator.chat("hola", stream: true, headers: headers)
        let whole = try await simulator.chat("hola", headers: headers)
        #expect(stream.events.count { $0.utf8.count >= 3_000_000 } == 1)
        #expect(whole.body.readableBytes >= 3_000_000)
        #expect(try whole.json["choices"][0]["message"]["content"].string?.isEmpty == false)
    }

    @Test func startsWithEventsThatCarryNothingAndThenFails() async throws {
        let simulator = try await quickSimulator()
        let headers: HTTPHeaders = ["X-Simulate": "empty-start=4+stream-error=0"]
        let broken = try await #require(throws: BrokenBody.self) {
            try await simulator.chat("hola", stream: true, headers: headers)
        }
        let events = broken.part.components(separatedBy: "\n\n").filter { !$0.isEmpty }
        #expect(events.count == 6)
        #expect(events[1...4].allSatisfy { $0.contains("\"content\":\"\"") })
        #expect(events.last?.contains("\"error\"") == true)
    }

    @Test func refusesConnectionsForAWhile() async throws {
        let simulator = try await quickSimulator()
        #expect(try await simulator.chat("hola").status == 200)
        try await simulator.give("refuse=0.3")
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        await #expect(throws: (any Error).self) {
            try await bootstrap.connect(host: "127.0.0.1", port: simulator.port).get().close()
        }
        let deadline = ContinuousClock.now + .seconds(2)
        var isBack = false
        while !isBack, .now < deadline {
            isBack = (try? await bootstrap.connect(host: "127.0.0.1", port: simulator.port).get().close()) != nil
        }
        #expect(isBack)
    }

    @Test func givesAFaultToTheNextRequests() async throws {
        let simulator = try await quickSimulator()
        try await simulator.give("503", count: 2)
        #expect(try await simulator.get("/v1/models").status == 200)
        #expect(try await simulator.chat("uno").status == 503)
        #expect(try await simulator.chat("dos").status == 503)
        #expect(try await simulator.chat("tres").status == 200)
        try await simulator.give("500", path: "/v1/models")
        #expect(try await simulator.get("/v1/models").status == 500)
        #expect(try await simulator.chat("cuatro").status == 200)
        try await simulator.clearFaults()
        #expect(try await simulator.get("/v1/models").status == 200)
    }

    @Test func breaksOllamasAnswersInItsOwnShape() async throws {
        let simulator = try await quickSimulator()
        let body = #"{"model": "simulated-medgemma", "messages": [{"role": "user", "content": "hola"}]}"#
        let busy = try await simulator.post("/api/chat", body, headers: ["X-Simulate": "503"])
        #expect(try busy.json["error"].string == "simulated fault 503")
        let broken = try await #require(throws: BrokenBody.self) {
            try await simulator.post("/api/chat", body, headers: ["X-Simulate": "cut=2"])
        }
        #expect(broken.part.split(separator: "\n").count == 2)
    }

    @Test func saysThatAFaultIsUnknown() async throws {
        let simulator = try await quickSimulator()
        let reply = try await simulator.chat("hola", headers: ["X-Simulate": "explota"])
        #expect(reply.status == 400)
        #expect(try reply.json["error"]["code"].string == "unknown_fault")
    }
}
