import DaemonTesting
import Foundation
import Testing

/// `deploy/nginx` as it is shipped, with Debian's nginx before a gateway.
@Suite(.serialized, .enabled(if: FileManager.default.isExecutableFile(atPath: Nginx.program))) struct NginxTests {
    @Test func requestsPassByHTTP2AndAreKnownToBeSecure() async throws {
        try await FakeDaemon.run { chat in
            try await Self.run(["CHAT_URL": chat]) { gateway, nginx in
                let session = try await gateway.signIn()
                let answer = try await nginx.curl(
                    "/api/history",
                    "--http2",
                    "--header",
                    "cookie: consulta_access=\(session.accessToken)",
                    "--header",
                    "x-forwarded-for: 203.0.113.9",
                    "--header",
                    "forwarded: for=203.0.113.9"
                )
                let head = answer.lowercased()
                #expect(head.hasPrefix("http/2 200"))
                #expect(head.contains("strict-transport-security: max-age="))
                #expect(answer.contains("\"x-forwarded-proto\":\"https\""))
                #expect(!answer.contains("203.0.113.9"))
            }
        }
    }

    @Test func aPageSignsInThroughItWithSecureCookies() async throws {
        try await Self.run { _, nginx in
            let credentials =
                #"{"username":"\#(RunningGateway.administrator.username)","#
                + #""password":"\#(RunningGateway.administrator.password)"}"#
            let own = try await nginx.curl(
                "/auth/login",
                "--header",
                "content-type: application/json",
                "--header",
                "origin: \(nginx.origin)",
                "--data",
                credentials
            )
            #expect(own.hasPrefix("HTTP/2 200") && own.contains("SameSite=Strict; Secure"))
            let foreign = try await nginx.curl(
                "/auth/login",
                "--header",
                "content-type: application/json",
                "--header",
                "origin: https://evil.example",
                "--data",
                credentials
            )
            #expect(foreign.hasPrefix("HTTP/2 403") && foreign.contains("cross_origin"))
        }
    }

    @Test func whoeverComesWithoutTLSIsSentToItsOneName() async throws {
        try await Self.run { _, nginx in
            let answer = try await ProgramOutput.of(
                "/usr/bin/curl",
                [
                    "--silent", "--include", "--noproxy", "*", "--max-time", "5", "--header", "host: evil.example",
                    nginx.plainOrigin + "/history?a=b",
                ]
            )
            #expect(answer.hasPrefix("HTTP/1.1 308"))
            #expect(answer.lowercased().contains("location: https://localhost/history?a=b"))
        }
    }

    @Test func eventsComeAsTheyAreSaid() async throws {
        try await HeldStream.run { daemon in
            try await Self.run(["CHAT_URL": daemon.url]) { gateway, nginx in
                let session = try await gateway.signIn()
                // The answer never ends: what is not passed on at once never comes.
                let answer = try await nginx.curl(
                    "/api/chat",
                    "--no-buffer",
                    "--max-time",
                    "2",
                    "--header",
                    "authorization: Bearer \(session.accessToken)",
                    "--data",
                    "{}"
                )
                #expect(answer.hasPrefix("HTTP/2 200") && answer.hasSuffix("begun"))
            }
        }
    }

    @Test func webSocketsOpenThroughIt() async throws {
        try await Self.run { gateway, nginx in
            let session = try await gateway.signIn()
            let answer = try await nginx.curl(
                "/ws",
                "--http1.1",
                "--no-buffer",
                "--max-time",
                "2",
                "--header",
                "connection: Upgrade",
                "--header",
                "upgrade: websocket",
                "--header",
                "sec-websocket-version: 13",
                "--header",
                "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==",
                "--header",
                "origin: \(nginx.origin)",
                "--header",
                "cookie: consulta_access=\(session.accessToken)"
            )
            #expect(answer.hasPrefix("HTTP/1.1 101 ") && answer.contains("\"connected\""))
        }
    }

    private static func run(
        _ settings: [String: String] = [:],
        _ body: @escaping @Sendable (RunningGateway, Nginx) async throws -> Void
    ) async throws {
        let settings = settings.merging(["GATEWAY_TRUSTED_PROXIES": "127.0.0.1"]) { $1 }
        try await RunningGateway.run(settings) { gateway in
            try await withTemporaryDirectory { folder in
                let nginx = try await Nginx(before: gateway, in: folder)
                defer { nginx.stop() }
                try await body(gateway, nginx)
            }
        }
    }
}

/// An nginx of its own, on a free port of loopback.
struct Nginx: Sendable {
    static let program = "/usr/sbin/nginx"

    let port: Int
    private let process: Process

    var origin: String { "https://localhost:\(port)" }
    /// Without TLS.
    var plainOrigin: String { "http://127.0.0.1:\(port - 1_000)" }

    init(before gateway: RunningGateway, in folder: String) async throws {
        let files = try CertificateFiles(in: folder)
        // Above what the kernel hands out by itself.
        port = Int.random(in: 61_000...65_000)
        let shipped = try String(contentsOfFile: "deploy/nginx/consulta.conf", encoding: .utf8)
        let lines = shipped.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.contains("[::]") }
        let site = lines.joined(separator: "\n")
            .replacing("listen 443", with: "listen 127.0.0.1:\(port)")
            .replacing("listen 80", with: "listen 127.0.0.1:\(port - 1_000)")
            .replacing("127.0.0.1:8080", with: "127.0.0.1:\(gateway.port)")
            .replacing("consulta.example.org", with: "localhost")
            .replacing("/etc/ssl/consulta/fullchain.pem", with: files.certificate)
            .replacing("/etc/ssl/consulta/privkey.pem", with: files.key)
        let main = """
            worker_processes 1;
            daemon off;
            pid \(folder)/nginx.pid;
            events { worker_connections 64; }
            http {
            access_log off;
            client_body_temp_path \(folder)/body;
            proxy_temp_path \(folder)/proxy;
            \(site)
            }
            """
        let configuration = folder + "/nginx.conf"
        try Data(main.utf8).write(to: URL(filePath: configuration))
        let arguments = ["-p", folder, "-c", configuration, "-e", folder + "/error.log"]
        let checked = try await ProgramOutput.of(Self.program, ["-t"] + arguments)
        try #require(checked.contains("test is successful"), "\(checked)")
        process = Process()
        process.executableURL = URL(filePath: Self.program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        let origin = "https://localhost:\(port)/health/live"
        try await eventually { try await ProgramOutput.of("/usr/bin/curl", ["-sik", origin]).contains(" 200") }
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// The answer with its head.
    func curl(_ path: String, _ arguments: String...) async throws -> String {
        try await ProgramOutput.of(
            "/usr/bin/curl",
            ["--silent", "--insecure", "--include", "--noproxy", "*", "--max-time", "5"] + arguments + [origin + path]
        )
    }
}
