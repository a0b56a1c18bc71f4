import DaemonTesting
import InferenceRouter
import NIOCore
import NIOPosix
import Testing

@Suite(.serialized) struct BackPressureTests {
    /// Somebody who doesn't read holds the endpoint back, while another's answer of the same length comes through.
    @Test func aClientThatDoesNotReadCostsBoundedMemory() async throws {
        let options = ["--first-token-ms", "1", "--tokens-per-second", "10000000", "--answer-tokens", "100000"]
        let settings = ["ROUTER_IDLE_S": "30", "ROUTER_HEADER_S": "30"]
        try await RouterUnderTest.run(options: options, settings: settings) { router in
            let body = RouterUnderTest.body(stream: true)
            let head = [
                "POST /v1/chat/completions HTTP/1.1", "host: 127.0.0.1", "authorization: Bearer \(router.token)",
                "content-type: application/json", "content-length: \(body.utf8.count)",
            ]
            let stalled = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .channelOption(.autoRead, value: false)
                .connect(host: "127.0.0.1", port: router.daemon.port).get()
            try await stalled.writeAndFlush(
                ByteBuffer(string: head.joined(separator: "\r\n") + "\r\n\r\n" + body)
            ).get()
            _ = try await router.simulators[0].counters { $0.openStreams == 1 }
            let answer = try await router.chat(stream: true)
            #expect(answer.isDone)
            #expect(answer.body.utf8.count > 10_000_000)
            let counters = try await router.simulators[0].counters { $0.openStreams == 1 }
            #expect(counters.openStreams == 1)
            try await stalled.close().get()
            _ = try await router.endpoints { $0[0].inFlight == 0 }
        }
    }
}
