import Foundation

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
    /// The simulator ends when nobody holds the other end of its standard input.
    private let process: LeashedProcess

    /// Starts the built executable and returns once it listens; port 0 takes a free one.
    /// `options` are the simulator's own, such as `["--first-token-ms", "0"]`.
    package init(
        models: [String] = ["simulated-medgemma"],
        port: Int = 0,
        options: [String] = []
    ) async throws {
        // Not by Foundation's Process, which fails in a process that holds more than a thousand sockets.
        let process = try LeashedProcess(
            Self.executable(),
            ["--port", "\(port)", "--models", models.joined(separator: ","), "--ends-with-standard-input", "true"]
                + options
        )
        let line = await process.blocking { $0.firstOutput() }
        guard let start = line.firstRange(of: "http://")?.lowerBound else { throw StartError.ended }
        let url = line[start...].trimmingCharacters(in: .whitespacesAndNewlines)
        self.url = url
        self.port = url.split(separator: ":").last.flatMap { Int($0) } ?? port
        self.process = process
    }

    /// Ends it and waits until its port is free.
    package func stop() async {
        process.release()
        await process.blocking { $0.wait() }
    }

    /// Ends it in the middle of whatever it does.
    package func kill() async {
        process.kill()
        await process.blocking { $0.wait() }
    }

    /// The executable that was built together with the running tests.
    private static func executable() throws -> String {
        let folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        let executable = (folder ?? URL(filePath: ".build/release")).appending(path: "model-simulator")
        guard FileManager.default.isExecutableFile(atPath: executable.path) else {
            throw StartError.notBuilt(executable.path)
        }
        return executable.path
    }
}
