import DaemonTesting
import Foundation

/// The PostgreSQL server that `scripts/test.sh` runs for the tests.
enum Postgres {
    static var isAvailable: Bool { TestDatabase.server != nil && control != nil }

    private static var control: String? { ProcessInfo.processInfo.environment["CONSULTA_TEST_POSTGRES_CONTROL"] }

    /// A database of the server for one suite.
    static func withDatabase(_ body: (String) async throws -> Void) async throws {
        let server = TestDatabase.server ?? ""
        let name = "suite_\(UInt32.random(in: 0...UInt32.max))"
        try run("/usr/bin/psql", server, "-qc", "CREATE DATABASE \(name)")
        let url = server.split(separator: "/").dropLast().joined(separator: "/").replacing(
            ":/",
            with: "://",
            maxReplacements: 1
        )
        try await body("\(url)/\(name)")
        try run("/usr/bin/psql", server, "-qc", "DROP DATABASE \(name) WITH (FORCE)")
    }

    static func restart() throws {
        try run(control ?? "", "restart")
    }

    static func stop() throws {
        try run(control ?? "", "stop")
    }

    static func start() throws {
        try run(control ?? "", "start")
    }

    struct Failure: Error {
        let command: String
    }

    private static func run(_ command: String, _ arguments: String...) throws {
        let process = Unmasked.process(command, arguments)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(command: command) }
    }
}

extension TestRedis {
    /// Entries of a stream, by `redis-cli`.
    func length(of stream: String) throws -> Int {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/redis-cli")
        process.arguments = ["-s", String(url.dropFirst("unix://".count)), "XLEN", stream]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }
}
