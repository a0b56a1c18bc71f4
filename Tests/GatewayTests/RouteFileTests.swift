import Daemon
import Foundation
import Gateway
import Testing

@Suite struct RouteFileTests {
    private static let file = RouteFile(path: "gateway.conf") { product, port in "http://127.0.0.1:\(port)/\(product)" }

    private static let start = """
        daemons:
          chat: { port: 5001 }
        routes:

        """

    @Test(arguments: [
        ("  - { path: /a, daemon: chat, allow: user, speed: 3 }", 4, "speed"),
        ("  - { path: /a, daemon: chat }", 4, "allow"),
        ("  - path: /a\n    daemon: chat\n    allow: everybody", 6, "allow"),
        ("  - path: /a\n    daemon: chatt\n    allow: user", 5, "daemon"),
        ("  - path: a/\n    daemon: chat\n    allow: user", 4, "path"),
        ("  - path: /a\n    daemon: chat\n    allow:\n      - admin\n      - boss", 8, "allow"),
        ("  - path: /a\n    daemon: chat\n    allow: user\n    body_limit: 3 GB", 7, "body_limit"),
        ("  - path: /a\n    daemon: chat\n    allow: user\n    timeout:\n      header: soon", 8, "header"),
        ("  - path: /a\n    daemon: chat\n    allow: user\n    rate: fast", 7, "rate"),
        ("  - path: /a\n    daemon: chat\n    allow: user\n    streaming: maybe", 7, "streaming"),
        ("  - { path: /a, daemon: chat, allow: user }\n  - { path: /a, daemon: chat, allow: user }", 5, "/a"),
    ]) func aFaultIsNamedWithItsLine(routes: String, line: Int, key: String) throws {
        let error = try #require(throws: ConfigurationFileError.self) { try Self.file.parse(Self.start + routes) }
        #expect(error.faults.map(\.line) == [line])
        #expect(error.faults.map(\.key) == [key])
        #expect(error.description.hasPrefix("gateway.conf:\(line): \(key): "))
    }

    @Test(arguments: [
        ("routes: [", 2), ("daemons:\n\tchat: 1", 2), ("", 1), ("daemons: {}\nroutes: 3", 2),
        ("daemons:\n  chat: { port: 70000 }\nroutes:\n  - { path: /, daemon: gateway, allow: public }", 2),
        ("daemons:\n  chat: { port: 1, port: 2 }\nroutes:\n  - { path: /, daemon: gateway, allow: public }", 2),
        ("daemons: {}\nroutes:\n  - { path: /, daemon: gateway, allow: public }\nextra: 1", 4),
    ]) func brokenFilesNameALine(text: String, line: Int) throws {
        let error = try #require(throws: ConfigurationFileError.self) { try Self.file.parse(text) }
        #expect(error.faults.first?.line == line)
    }

    @Test func allFaultsAreToldAtOnce() throws {
        let routes = "  - { path: /a, daemon: x, allow: user }\n  - { path: /b, daemon: chat, allow: user, rate: 7 }"
        let error = try #require(throws: ConfigurationFileError.self) { try Self.file.parse(Self.start + routes) }
        #expect(error.faults.map(\.line) == [4, 5])
    }

    @Test func theFileOfTheCheckoutIsRightAndCoversWhatItMust() throws {
        let file = RouteFile(path: "gateway.conf") { _, port in "http://127.0.0.1:\(port)" }
        let table = try file.parse(String(contentsOfFile: "gateway.conf", encoding: .utf8))
        let paths = Set(table.routes.map(\.path))
        #expect(
            paths.isSuperset(of: [
                "/api/chat", "/api/alerts", "/api/municipios", "/api/documents", "/api/sheets", "/api/history",
                "/api/cancel", "/api/generations",
                "/api/image-analysis",
                "/api/transcribe",
                "/generate", "/clear", "/get_prompt", "/save_prompt", "/config", "/v1", "/api/inference", "/auth",
                "/api/users", "/api/config", "/.well-known/jwks.json", "/health", "/metrics", "/docs", "/openapi.json",
                "/ws", "/",
            ])
        )
        #expect(table.routes.first { $0.path == "/api/chat" }?.rate == .fixed(.model))
        #expect(table.routes.first { $0.path == "/metrics" }?.access == .local)
        #expect(
            table.daemons.filter(\.isInstalled).map(\.product)
                == ["chat", "analysis", "municipio", "documents", "inference-router"]
        )
    }

    @Test func aWrongFileStopsTheDaemonAtBoot() async throws {
        let error = await #expect(throws: ConfigurationFileError.self) {
            try await RunningGateway.run(routes: "daemons: {}\nroutes:\n  - { path: /x, deamon: chat }\n") { _ in }
        }
        #expect(error?.faults.first?.line == 3)
    }
}
