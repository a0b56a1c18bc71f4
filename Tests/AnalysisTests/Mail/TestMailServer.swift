import DaemonTesting
import Foundation
import SuiteProtocol
import Synchronization

/// Debian's aiosmtpd on loopback, in a process of its own: with STARTTLS and AUTH where it has a certificate.
final class TestMailServer: Sendable {
    enum Mode: String {
        case ok
        /// 451 to every recipient.
        case busy
        /// 550 to every recipient.
        case refuse
        /// It takes the message, and hangs up before it says so.
        case deaf
    }

    enum Security: String {
        /// No TLS; nobody proves who they are.
        case none = ""
        case tls = "--tls"
        /// It would take a password that everybody can read.
        case plainPasswords = "--plain-auth"
    }

    struct Message: Decodable {
        let to: [String]
        let isSecret: Bool
        let isProved: Bool
        let messageID: String
        let headers: String
        let text: String
    }

    struct Login: Decodable {
        let user: String
        let isSecret: Bool
    }

    struct Refusal: Decodable {
        let code: Int
    }

    struct StartError: Error {}

    static let isInstalled = FileManager.default.fileExists(atPath: "/usr/lib/python3/dist-packages/aiosmtpd/smtp.py")

    /// `localhost:<port>`
    var address: String { "localhost:\(running.withLock(\.port))" }
    var certificate: String { "\(folder)/certificate.pem" }
    var hasTLS: Bool { security == .tls }
    private let folder: String
    private let security: Security
    private let running = Mutex(Running())

    private struct Running {
        var port = 0
        var process: LeashedProcess?
    }

    /// - Parameter folder: where it keeps what it takes.
    init(in folder: String, _ security: Security = .none) throws {
        (self.folder, self.security) = (folder, security)
        if security == .tls { try makeCertificate() }
        try start()
    }

    deinit { kill() }

    /// Also again, where it was killed; it keeps its port.
    func start() throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "mail_server.py").path
        let options = security == .none ? [] : [security.rawValue]
        try running.withLock { running in
            let process = try LeashedProcess("/usr/bin/python3", [script, folder, "\(running.port)"] + options)
            guard let port = Int(process.firstOutput().trimmingCharacters(in: .whitespacesAndNewlines)) else {
                process.wait()
                throw StartError()
            }
            running = Running(port: port, process: process)
        }
    }

    func kill() {
        running.withLock { running in
            running.process?.kill()
            running.process?.wait()
            running.process = nil
        }
    }

    func set(_ mode: Mode) throws {
        try Data(mode.rawValue.utf8).write(to: URL(filePath: "\(folder)/mode"))
    }

    var messages: [Message] { get throws { try lines(of: "messages.jsonl") } }
    /// Whoever proved who they are, or tried to.
    var logins: [Login] { get throws { try lines(of: "logins.jsonl") } }

    /// Recipients that weren't taken.
    var refusals: [Refusal] { get throws { try lines(of: "refusals.jsonl") } }

    private func lines<Line: Decodable>(of file: String) throws -> [Line] {
        guard let text = try? String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8) else { return [] }
        let decoder = WireJSON.decoder()
        // What is being written has no end yet.
        return try text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
            try decoder.decode(Line.self, from: Data(line.utf8))
        }
    }

    private func makeCertificate() throws {
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/openssl")
        openssl.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj",
            "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "\(folder)/key.pem", "-out",
            certificate,
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
    }
}
