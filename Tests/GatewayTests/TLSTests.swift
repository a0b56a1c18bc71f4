import Daemon
import DaemonTesting
import Foundation
import Testing

/// The gateway as it speaks TLS itself, asked by programs that are not ours.
@Suite(.serialized) struct TLSTests {
    @Test func peopleSignInByTLSWithSecureCookies() async throws {
        try await Self.run { gateway, _ in
            let answer = try await Self.curl(
                gateway,
                "/auth/login",
                "--header",
                "content-type: application/json",
                "--header",
                "origin: https://localhost:\(gateway.port)",
                "--data",
                #"{"username":"\#(RunningGateway.administrator.username)","#
                    + #""password":"\#(RunningGateway.administrator.password)"}"#
            )
            let head = answer.lowercased()
            #expect(head.hasPrefix("http/1.1 200 "))
            #expect(head.contains("strict-transport-security: max-age="))
            for cookie in head.split(separator: "\r\n") where cookie.hasPrefix("set-cookie: ") {
                #expect(cookie.hasSuffix("; secure"))
            }
            #expect(head.contains("set-cookie: consulta_access="))
        }
    }

    @Test(arguments: ["1.2", "1.3"]) func speaksTLS(version: String) async throws {
        try await Self.run { gateway, _ in
            let answer = try await Self.curl(gateway, "/health/live", "--tlsv\(version)", "--tls-max", version)
            #expect(answer.hasPrefix("HTTP/1.1 200 "))
        }
    }

    @Test(arguments: ["tls1", "tls1_1"]) func refusesOlderVersions(version: String) async throws {
        try await Self.run { gateway, _ in
            let said = try await Self.handshake(gateway, "-\(version)", "-cipher", "ALL:@SECLEVEL=0")
            #expect(said.contains("Cipher is (NONE)"))
        }
    }

    @Test func agreesOnHTTP11AndNothingElse() async throws {
        try await Self.run { gateway, _ in
            let either = try await Self.handshake(gateway, "-alpn", "h2,http/1.1")
            #expect(either.contains("ALPN protocol: http/1.1"))
            let other = try await Self.handshake(gateway, "-alpn", "h2")
            #expect(other.contains("No ALPN negotiated"))
        }
    }

    @Test func aRenewedCertificateIsTakenUpWithoutARestart() async throws {
        try await Self.run { gateway, folder in
            #expect(try await Self.handshake(gateway).contains("CN = localhost"))
            _ = try CertificateFiles(in: folder, name: "renewed")
            try await untilHangUpIsHandled()
            kill(getpid(), SIGHUP)
            try await eventually { try await Self.handshake(gateway).contains("CN = renewed") }
            // A half of a pair leaves the one in force.
            try Data("nonsense".utf8).write(to: URL(filePath: folder + "/key.pem"))
            kill(getpid(), SIGHUP)
            #expect(try await Self.handshake(gateway).contains("CN = renewed"))
        }
    }

    @Test func speaksNoPlainHTTPBeside() async throws {
        try await Self.run { gateway, _ in
            let answer = try await RawConnection.exchange(
                port: gateway.port,
                "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
            )
            #expect(!answer.contains("HTTP/1.1 200"))
        }
    }

    @Test func aKeyThatOthersMayReadStopsTheDaemon() async throws {
        try await withTemporaryDirectory { folder in
            let files = try CertificateFiles(in: folder)
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: files.key)
            let error = await #expect(throws: ConfigurationError.self) {
                try await RunningGateway.run([
                    "GATEWAY_TLS_CERTIFICATE": files.certificate, "GATEWAY_TLS_KEY": files.key,
                ]) { _ in }
            }
            #expect("\(error.map { "\($0)" } ?? "")".contains("chmod 600"))
        }
    }

    @Test(arguments: ["GATEWAY_TLS_CERTIFICATE", "GATEWAY_TLS_KEY"]) func oneFileAloneStopsTheDaemon(key: String) async
    {
        await #expect(throws: ConfigurationError.self) {
            try await RunningGateway.run([key: "/nowhere.pem"]) { _ in }
        }
    }

    private static func run(
        _ body: @escaping @Sendable (RunningGateway, _ folder: String) async throws -> Void
    ) async throws {
        try await withTemporaryDirectory { folder in
            let files = try CertificateFiles(in: folder)
            let settings = ["GATEWAY_TLS_CERTIFICATE": files.certificate, "GATEWAY_TLS_KEY": files.key]
            try await RunningGateway.run(settings) { try await body($0, folder) }
        }
    }

    /// The answer with its head.
    private static func curl(_ gateway: RunningGateway, _ path: String, _ arguments: String...) async throws -> String {
        try await ProgramOutput.of(
            "/usr/bin/curl",
            ["--silent", "--insecure", "--include", "--noproxy", "*", "--max-time", "5"] + arguments
                + ["https://localhost:\(gateway.port)\(path)"]
        )
    }

    private static func handshake(_ gateway: RunningGateway, _ arguments: String...) async throws -> String {
        try await ProgramOutput.of(
            "/usr/bin/openssl",
            ["s_client", "-connect", "127.0.0.1:\(gateway.port)", "-servername", "localhost"] + arguments
        )
    }
}
