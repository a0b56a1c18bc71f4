import Foundation

/// A private `redis-server` on a Unix socket, which a test may kill, restart and empty. It dies with the test process.
package final class TestRedis {
    /// A Redis that all tests share; use keys of your own.
    package static var sharedURL: String? { ProcessInfo.processInfo.environment["CONSULTA_TEST_REDIS_URL"] }

    package static var isInstalled: Bool {
        ProcessInfo.processInfo.environment["PATH", default: "/usr/bin"].split(separator: ":").contains { folder in
            FileManager.default.isExecutableFile(atPath: "\(folder)/redis-server")
        }
    }

    /// What went wrong while starting.
    package struct StartError: Error {
        package let log: String
    }

    /// Starts the server, says when it answers, and ends it by the signal it reads, or at once when the test is gone.
    private static let guardian = """
        exec 2>/dev/null
        redis-server --dir "$1" --unixsocket "$1/redis.sock" --port 0 --daemonize no --save "" \
        --appendonly yes --appendfsync always --logfile "$1/redis.log" </dev/null >/dev/null 2>&1 &
        server=$!
        until redis-cli -s "$1/redis.sock" ping 2>/dev/null | grep -q PONG; do
            kill -0 $server 2>/dev/null || exit 1
            sleep 0.01
        done
        echo ready
        read -r signal
        kill -"${signal:-KILL}" $server 2>/dev/null
        wait $server
        """

    package let url: String
    private let folder: URL
    /// Where its files are.
    package var home: String { folder.path }
    private let temporary: TemporaryFolder
    private var process: LeashedProcess?

    package init() throws {
        temporary = try TemporaryFolder()
        folder = URL(filePath: temporary.path, directoryHint: .isDirectory)
        url = "unix://\(temporary.path)/redis.sock"
        try start()
    }

    deinit {
        kill()
        temporary.remove()
    }

    /// Starts it with the data it had; returns when it answers.
    package func start() throws {
        let process = try LeashedProcess("/bin/sh", ["-c", Self.guardian, "sh", folder.path])
        guard process.firstOutput() == "ready\n" else {
            let log = try? String(contentsOf: folder.appendingPathComponent("redis.log"), encoding: .utf8)
            process.wait()
            throw StartError(log: log ?? "redis-server did not start")
        }
        self.process = process
    }

    /// `kill -9`; returns when it is gone.
    package func kill() { end(by: "KILL") }

    /// Ends it as an administrator would, with its data written.
    package func stop() { end(by: "TERM") }

    private func end(by signal: String) {
        process?.say("\(signal)\n")
        process?.wait()
        process = nil
    }

    /// Loses all data, as a Redis without a disk does when it restarts; only while it is not running.
    package func forget() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "redis.log" {
            try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
        }
    }

    /// `kill -9`, then back with what it had on disk, or with nothing.
    package func restart(emptied: Bool = false) throws {
        kill()
        if emptied { try forget() }
        try start()
    }
}
