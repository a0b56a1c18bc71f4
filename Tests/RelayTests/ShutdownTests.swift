import NIOCore
import NIOPosix
import Relay
import ServiceLifecycle
import Testing

extension RelayTests {
    @Suite struct ShutdownTests {
        @Test func finishesWhatIsInFlightAndClosesTheRest() async throws {
            let upstream = try await TestUpstream.start()
            // One event loop: once it has closed the idle connection it has heard of the shutdown.
            let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
            try await RelayUnderTest.run(to: upstream.address, on: eventLoop) { relay in
                let idle = try await relay.connect()
                let busy = try await relay.connect()
                try await busy.send("GET /busy HTTP/1.1\r\nHost: h\r\n\r\n")
                let server = try await upstream.accept()
                _ = try await server.receiveMessage()
                await relay.group.triggerGracefulShutdown()
                try await idle.closed(within: .seconds(5))
                try await server.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")
                let text = try await busy.receiveToEnd()
                #expect(Message(text)["connection"] == "close")
                #expect(Message(text).body == "done")
            }
        }

        @Test func cutsWhatDoesNotEndInTime() async throws {
            var settings = FrontSettings()
            settings.drainTimeout = .milliseconds(200)
            try await RelayUnderTest.relaying(settings: settings) { passage in
                await passage.relay.group.triggerGracefulShutdown()
                try await passage.client.closed(within: .seconds(5))
                try await passage.server.closed(within: .seconds(5))
            }
        }
    }
}
