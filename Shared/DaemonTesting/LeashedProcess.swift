import CSpawn
import Foundation
import Glibc
import Synchronization

/// A child process that reads our end of a pipe, so that it notices when the test process is gone, however it ends.
package final class LeashedProcess: Sendable {
    package struct StartError: Error { package let code: Int32 }

    private let id: pid_t
    /// nil once it was let go.
    private let leash: Mutex<Int32?>
    private let output: Int32

    package init(_ path: String, _ arguments: [String]) throws {
        let (id, leash, output) = try Self.spawning.withLock { _ in try Self.spawn(path, arguments) }
        (self.id, self.output) = (id, output)
        self.leash = Mutex(leash)
    }

    /// One at a time: a child must not inherit the pipes of another that is being made.
    private static let spawning = Mutex(())

    private static func spawn(_ path: String, _ arguments: [String]) throws -> (pid_t, leash: Int32, output: Int32) {
        var input: [Int32] = [-1, -1]
        var output: [Int32] = [-1, -1]
        guard pipe(&input) == 0, pipe(&output) == 0 else { throw StartError(code: errno) }
        for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input[0], 0)
        posix_spawn_file_actions_adddup2(&actions, output[1], 1)
        // A socket that it held too would stay open after a test has closed it.
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        // The threads of a test block signals that a shell needs in order to wait for its children.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var pointers = ([path] + arguments).map { strdup($0) } + [nil]
        var environment = [strdup("PATH=" + (getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin")), nil]
        defer { (pointers + environment).forEach { free($0) } }
        var id: pid_t = 0
        let failure = posix_spawn(&id, path, &actions, &attributes, &pointers, &environment)
        close(input[0])
        close(output[1])
        guard failure == 0 else { throw StartError(code: failure) }
        return (id, input[1], output[0])
    }

    deinit {
        release()
        close(output)
    }

    /// Closes our end of the pipe.
    package func release() {
        leash.withLock { end in
            if let end { close(end) }
            end = nil
        }
    }

    package func kill() {
        _ = Glibc.kill(id, SIGKILL)
    }

    /// What it wrote first; empty when it ended without a word. Blocks.
    package func firstOutput() -> String {
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = read(output, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    package func say(_ text: String) {
        leash.withLock { end in
            guard let end else { return }
            _ = Array(text.utf8).withUnsafeBytes { write(end, $0.baseAddress, $0.count) }
        }
    }

    /// Blocks until it has ended.
    package func wait() {
        var status: Int32 = 0
        while waitpid(id, &status, 0) == -1, errno == EINTR {}
    }

    /// What a blocking call answers, on a thread of its own.
    package func blocking<Answer: Sendable>(_ call: @escaping @Sendable (LeashedProcess) -> Answer) async -> Answer {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: call(self)) }
        }
    }
}
