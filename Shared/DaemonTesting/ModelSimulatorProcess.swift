import Foundation
import Glibc

/// A model simulator in a process of its own. It ends when this object goes, and with the tests, however those end.
package final class ModelSimulatorProcess: Sendable {
    package enum StartError: Error {
        case notBuilt(String)
        /// It ended before it listened; why stands on its standard error.
        case ended
    }

    /// `http://127.0.0.1:<port>`
    package let url: String
    package let port: Int
    private let process: Process
    /// The simulator ends when nobody holds the other end of its standard input.
    private let leash: FileHandle
    private let ended: AsyncStream<Void>

    /// Starts the built executable and returns once it listens; port 0 takes a free one.
    /// `options` are the simulator's own, such as `["--first-token-ms", "0"]`.
    package init(
        models: [String] = ["simulated-medgemma"],
        port: Int = 0,
        options: [String] = []
    ) async throws {
        let leash = Pipe()
        let output = Pipe()
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        let process = Process()
        process.executableURL = try Self.executable()
        process.arguments =
            ["--port", "\(port)", "--models", models.joined(separator: ","), "--ends-with-standard-input", "true"]
            + options
        process.environment = [:]
        process.standardInput = leash
        process.standardOutput = output
        process.terminationHandler = { _ in end.finish() }
        try process.run()
        let line = await output.fileHandleForReading.firstOutput()
        guard let start = line.firstRange(of: "http://")?.lowerBound else { throw StartError.ended }
        let url = line[start...].trimmingCharacters(in: .whitespacesAndNewlines)
        self.url = url
        self.port = url.split(separator: ":").last.flatMap { Int($0) } ?? port
        self.process = process
        self.leash = leash.fileHandleForWriting
        self.ended = ended
    }

    deinit {
        try? leash.close()
    }

    /// Ends it and waits until its port is free.
    package func stop() async {
        try? leash.close()
        for await _ in ended {}
    }

    /// Ends it in the middle of whatever it does.
    package func kill() async {
        _ = Glibc.kill(process.processIdentifier, SIGKILL)
        for await _ in ended {}
    }

    /// The executable that was built together with the running tests.
    private static func executable() throws -> URL {
        let folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        let executable = (folder ?? URL(filePath: ".build/release")).appending(path: "model-simulator")
        guard FileManager.default.isExecutableFile(atPath: executable.path) else {
            throw StartError.notBuilt(executable.path)
        }
        return executable
    }
}

extension FileHandle {
    /// What is written to it first; empty where it is closed without a word.
    fileprivate func firstOutput() async -> String {
        await withCheckedContinuation { continuation in
            // A readability handler may be called once more before it is taken away; a read answers once.
            Thread.detachNewThread {
                continuation.resume(returning: String(decoding: self.availableData, as: UTF8.self))
            }
        }
    }
}
