import DaemonTesting
import Foundation
import InferenceRouter
import Testing

/// More requests than places.
@Suite(.serialized) struct QueueTests {
    @Test func whoFindsNoPlaceWaitsForOne() async throws {
        let settings = ["ROUTER_CONCURRENCY": "2", "ROUTER_HEADER_S": "10"]
        let options = ["--first-token-ms", "20", "--tokens-per-second", "2000", "--answer-tokens", "5"]
        try await RouterUnderTest.run(options: options, settings: settings) { router in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 { group.addTask { try await router.chat().status } }
                for try await status in group { #expect(status == 200) }
            }
            #expect(try await router.simulators[0].counters().requests(to: "/v1/chat/completions") == 20)
        }
    }

    @Test func aFullQueueTurnsAway() async throws {
        let settings = ["ROUTER_CONCURRENCY": "1", "ROUTER_QUEUE_LIMIT": "0", "ROUTER_HEADER_S": "10"]
        try await RouterUnderTest.run(options: ["--first-token-ms", "5000"], settings: settings) { router in
            let first = Task { _ = try await router.chat() }
            _ = try await router.simulators[0].counters { $0.active == 1 }
            let answer = try await router.chat()
            #expect(answer.status == 503)
            #expect(answer.code == "queue_full")
            first.cancel()
            _ = try await router.endpoints { $0[0].inFlight == 0 }
        }
    }

    @Test func whoWaitsTooLongIsTold() async throws {
        let settings = ["ROUTER_CONCURRENCY": "1", "ROUTER_TOTAL_S": "0.3", "ROUTER_HEADER_S": "10"]
        try await RouterUnderTest.run(options: ["--first-token-ms", "5000"], settings: settings) { router in
            let first = Task { try await router.chat() }
            _ = try await router.simulators[0].counters { $0.active == 1 }
            let second = try await router.chat()
            #expect(second.status == 504)
            #expect(second.code == "upstream_timeout")
            #expect(try await first.value.code == "upstream_timeout")
        }
    }

    @Test func whoWaitsCanAskForTheirPlace() async throws {
        let settings = ["ROUTER_CONCURRENCY": "1", "ROUTER_HEADER_S": "10"]
        try await RouterUnderTest.run(options: ["--first-token-ms", "5000"], settings: settings) { router in
            let first = Task { _ = try await router.chat() }
            _ = try await router.simulators[0].counters { $0.active == 1 }
            let waiting = ["second", "third"].map { id in
                Task {
                    try await router.daemon.post(
                        "/v1/chat/completions",
                        json: RouterUnderTest.body(stream: false),
                        token: router.token,
                        headers: ["x-request-id": id]
                    )
                }
            }
            var places: Set<String> = []
            while places != [#"{"position":1}"#, #"{"position":2}"#] {
                places = []
                for id in ["second", "third"] {
                    places.insert(try await router.daemon.get("/queue/\(id)", token: router.token).body)
                }
            }
            #expect(try await router.daemon.get("/queue/another", token: router.token).body == "{}")
            for task in waiting { task.cancel() }
            first.cancel()
            _ = try await router.endpoints { $0[0].inFlight == 0 }
        }
    }

    @Test func placesFollowTheTurnsOfUsers() {
        var queue = FairQueue<String>()
        for (id, place) in [("a", "a1"), ("a", "a2"), ("a", "a3"), ("b", "b1"), ("c", "c1"), ("c", "c2")].enumerated() {
            queue.append(place.1, id: UInt64(id), user: place.0)
        }
        let ahead = ["a1", "b1", "c1", "a2", "c2", "a3"].map { place in
            queue.ahead(of: String(place.prefix(1))) { $0 == place }
        }
        #expect(ahead == [0, 1, 2, 3, 4, 5])
        #expect(queue.ahead(of: "a") { $0 == "b1" } == nil)
    }

    @Test func aThousandStreamsAtOnce() async throws {
        let options = ["--first-token-ms", "800", "--tokens-per-second", "20", "--answer-tokens", "20"]
        let settings = ["ROUTER_CONCURRENCY": "1000", "ROUTER_HEADER_S": "20", "ROUTER_IDLE_S": "20"]
        try await RouterUnderTest.run(options: options, settings: settings) { router in
            try await withThrowingTaskGroup(of: Answer?.self) { group in
                for _ in 0..<1_000 { group.addTask { try await router.chat(stream: true) } }
                group.addTask {
                    let counters = try await router.simulators[0].counters(within: .seconds(20)) {
                        $0.openStreams == 1_000
                    }
                    #expect(counters.openStreams == 1_000)
                    return nil
                }
                for try await answer in group {
                    guard let answer else { continue }
                    #expect(answer.isDone && answer.isWhole && answer.status == 200)
                }
            }
            let endpoints = try await router.endpoints { $0[0].inFlight == 0 }
            #expect(endpoints[0].requests == 1_000)
            #expect(endpoints[0].failures == 0)
        }
    }
}
