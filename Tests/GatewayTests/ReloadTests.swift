import Foundation
import Glibc
import NIOHTTP1
import Testing

@Suite(.serialized) struct ReloadTests {
    private static func routes(_ site: String) -> String {
        """
        daemons:
          chat: { port: 5001, installed: false }
        routes:
          - { path: /, daemon: gateway, allow: public, rate: none }
          - { path: \(site), daemon: chat, allow: public }
        """
    }

    @Test func aHangUpReadsTheRoutesAgainAndAWrongFileChangesNothing() async throws {
        try await RunningGateway.run(routes: Self.routes("/before")) { gateway in
            let file = gateway.home + "/gateway.conf"
            #expect(try await gateway.send(.GET, "/before").status == 501)
            try await Self.untilHangUpIsHandled()

            try Data(Self.routes("/after").utf8).write(to: URL(filePath: file))
            kill(getpid(), SIGHUP)
            try await Self.eventually { try await gateway.send(.GET, "/after").status == 501 }
            #expect(try await gateway.send(.GET, "/before").status == 200)

            try Data("routes: [".utf8).write(to: URL(filePath: file))
            kill(getpid(), SIGHUP)
            try Data(Self.routes("/third").utf8).write(to: URL(filePath: file + ".new"))
            #expect(try await gateway.send(.GET, "/after").status == 501)
            try FileManager.default.removeItem(atPath: file)
            try FileManager.default.moveItem(atPath: file + ".new", toPath: file)
            kill(getpid(), SIGHUP)
            try await Self.eventually { try await gateway.send(.GET, "/third").status == 501 }
        }
    }

    /// A signal before its handler is there would end the process.
    private static func untilHangUpIsHandled() async throws {
        try await eventually {
            var action = sigaction()
            sigaction(SIGHUP, nil, &action)
            return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != 0
        }
    }

    private static func eventually(_ condition: () async throws -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(5)
        while try await !condition() {
            try #require(ContinuousClock.now < deadline, "it never came true")
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
