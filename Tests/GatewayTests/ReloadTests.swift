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
            try await untilHangUpIsHandled()

            try Data(Self.routes("/after").utf8).write(to: URL(filePath: file))
            kill(getpid(), SIGHUP)
            try await eventually { try await gateway.send(.GET, "/after").status == 501 }
            #expect(try await gateway.send(.GET, "/before").status == 200)

            try Data("routes: [".utf8).write(to: URL(filePath: file))
            kill(getpid(), SIGHUP)
            try Data(Self.routes("/third").utf8).write(to: URL(filePath: file + ".new"))
            #expect(try await gateway.send(.GET, "/after").status == 501)
            try FileManager.default.removeItem(atPath: file)
            try FileManager.default.moveItem(atPath: file + ".new", toPath: file)
            kill(getpid(), SIGHUP)
            try await eventually { try await gateway.send(.GET, "/third").status == 501 }
        }
    }
}
