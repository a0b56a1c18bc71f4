import Foundation

/// The PostgreSQL server that `scripts/test.sh` runs for the tests.
package enum Postgres {
    package static var isAvailable: Bool { TestDatabase.server != nil && control != nil }

    private static var control: String? { ProcessInfo.processInfo.environment["CONSULTA_TEST_POSTGRES_CONTROL"] }

    /// An empty database of the server, which is gone afterwards.
    @discardableResult
    package static func withDatabase<Value>(
        isolation: isolated (any Actor)? = #isolation,
        _ body: (String) async throws -> Value
    ) async throws -> Value {
        guard let server = TestDatabase.server, let folder = server.lastIndex(of: "/") else { throw NoServer() }
        let name = "test_\(UInt32.random(in: 0...UInt32.max))"
        try run("/usr/bin/psql", server, "-qc", "CREATE DATABASE \(name)")
        let result: Result<Value, any Error>
        do {
            result = .success(try await body(server[...folder] + name))
        } catch {
            result = .failure(error)
        }
        try run("/usr/bin/psql", server, "-qc", "DROP DATABASE \(name) WITH (FORCE)")
        return try result.get()
    }

    package static func restart() throws {
        try run(control ?? "", "restart")
    }

    package static func stop() throws {
        try run(control ?? "", "stop")
    }

    package static func start() throws {
        try run(control ?? "", "start")
    }

    /// Where the server keeps its databases, its own log (`data/pg_wal`) and what it says of errors. All that it has in
    /// memory is written before.
    package static func home() throws -> String {
        guard let server = TestDatabase.server else { throw NoServer() }
        let answer = try output("/usr/bin/psql", server, "-qAtX", "-c", "CHECKPOINT", "-c", "SHOW data_directory")
        return URL(filePath: answer.trimmingCharacters(in: .newlines)).deletingLastPathComponent().path
    }

    /// The tables of all databases.
    package static func tables() throws -> String { try home() + "/data/base" }

    package struct NoServer: Error {}

    package struct Failure: Error {
        package let command: String
    }

    private static func output(_ command: String, _ arguments: String...) throws -> String {
        let process = Unmasked.process(command, arguments)
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(command: command) }
        return String(decoding: data, as: UTF8.self)
    }

    private static func run(_ command: String, _ arguments: String...) throws {
        let process = Unmasked.process(command, arguments)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(command: command) }
    }
}
