import DaemonTesting
import Foundation
import LimitedProcess
import Testing

@Suite struct LimitedProcessTests {
    @Test func answersWhatItWrote() async throws {
        let output = try await shell("printf %s \"$GREETING\"; pwd", environment: ["GREETING": "hola "], in: "/usr")
        #expect(output == "hola /usr\n")
    }

    @Test func saysHowItFailed() async throws {
        await #expect(throws: ProcessFailure.exited(status: 3, message: "no\n")) {
            try await shell("echo no >&2; exit 3")
        }
        await #expect(throws: ProcessFailure.killed(signal: SIGSEGV)) { try await shell("kill -SEGV $$") }
    }

    @Test func endsWhatTakesTooLongWithAllItsChildren() async throws {
        try await withTemporaryDirectory { folder in
            var limits = ProcessLimits()
            limits.time = .milliseconds(300)
            await #expect(throws: ProcessFailure.timedOut) {
                try await shell(
                    "sleep 60 & echo $! > children; sleep 60 & echo $! >> children; wait",
                    in: folder,
                    limits
                )
            }
            let children = try String(contentsOfFile: folder + "/children", encoding: .utf8).split(separator: "\n")
            #expect(children.count == 2)
            for child in children { #expect(try await ends(Int32(child) ?? 0)) }
        }
    }

    @Test func endsWithTheTaskThatWaitsForIt() async throws {
        let task = Task { try await shell("sleep 60") }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func leavesNoChildBehindWhenItEnds() async throws {
        let output = try await shell("sleep 60 >/dev/null 2>&1 & echo $!")
        #expect(try await ends(Int32(output.trimmingCharacters(in: .newlines)) ?? 0))
    }

    @Test func holdsTheLimits() async throws {
        try await withTemporaryDirectory { folder in
            var limits = ProcessLimits()
            limits.output = 10_000
            await #expect(throws: ProcessFailure.tooMuchOutput) {
                try await shell("head -c 20000 /dev/zero", limits)
            }
            limits.processorSeconds = 1
            await #expect(throws: ProcessFailure.killed(signal: SIGKILL)) {
                try await shell("while :; do :; done", limits)
            }
            limits.fileSize = 100_000
            await #expect(throws: ProcessFailure.self) {
                try await shell("head -c 200000 /dev/zero > big", in: folder, limits)
            }
            let size = try FileManager.default.attributesOfItem(atPath: folder + "/big")[.size] as? Int
            #expect(size == 100_000)
            limits.memory = 50 << 20
            await #expect(throws: ProcessFailure.self) { try await shell("head -c 200M /dev/zero | tail -n 1", limits) }
            let files = try await shell("ulimit -n; ulimit -c", limits)
            #expect(files == "64\n0\n")
        }
    }

    @Test func reachesNoNetworkAndSeesNothingOfOurs() async throws {
        let failure = await #expect(throws: ProcessFailure.self) {
            try await LimitedProcess.run("/usr/bin/perl", ["-MSocket", "-e", socketScript])
        }
        guard case .exited(let status, let message) = failure else { return }
        #expect(status == 13 && message.contains("Permission denied"), "\(message)")
        let descriptors = try await shell("ls /proc/self/fd")
        // The fourth is that of the listing itself.
        #expect(descriptors == "0\n1\n2\n3\n")
    }

    @Test func whatConfinesAChildConfinesNothingOfOurs() async throws {
        try await withTemporaryDirectory { folder in
            let child = Task { try await shell("touch begun; sleep 60", in: folder) }
            defer { child.cancel() }
            for _ in 0..<500 where !FileManager.default.fileExists(atPath: folder + "/begun") {
                try await Task.sleep(for: .milliseconds(10))
            }
            // Children of other tests have a confined thread for as long as they are started.
            var confined = try confinedThreads()
            for _ in 0..<200 where !confined.isEmpty {
                try await Task.sleep(for: .milliseconds(10))
                confined.formIntersection(try confinedThreads())
            }
            #expect(confined.isEmpty)
        }
    }

    @Test func letsOnlySoManyRunAtOnce() async throws {
        let pool = ProcessPool(processes: 1, waiting: 0)
        let (begun, beginning) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let first = Task {
            try await pool.run {
                beginning.finish()
                for await _ in released {}
            }
        }
        for await _ in begun {}
        await #expect(throws: ProcessPool.Busy.self) { try await pool.run {} }
        release.finish()
        try await first.value
        try await pool.run {}
    }

    @Test func givesEveryoneTheirTurn() async throws {
        let pool = ProcessPool(processes: 2)
        let done = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<20 {
                group.addTask { try await pool.run { number } }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(done == Set(0..<20))
    }

    private let socketScript = "socket(my $s, PF_INET, SOCK_STREAM, 0) or die \"$!\\n\""

    private func confinedThreads() throws -> Set<String> {
        let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
        return Set(
            threads.filter { thread in
                let status = try? String(contentsOfFile: "/proc/self/task/\(thread)/status", encoding: .utf8)
                return status?.contains("Seccomp:\t2") == true
            }
        )
    }

    /// A signal is delivered a moment after it was sent.
    private func ends(_ process: Int32) async throws -> Bool {
        for _ in 0..<500 where !isGone(process) { try await Task.sleep(for: .milliseconds(10)) }
        return isGone(process)
    }

    private func isGone(_ process: Int32) -> Bool {
        guard process > 0 else { return false }
        if kill(process, 0) == -1 { return true }
        // Its parent is gone: init reaps it, and until then it is a zombie.
        let state = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        return state.map { $0.contains(") Z ") || $0.contains(") X ") } ?? true
    }

    @discardableResult
    private func shell(
        _ script: String,
        environment: [String: String] = [:],
        in folder: String = "/",
        _ limits: ProcessLimits = ProcessLimits()
    ) async throws -> String {
        let variables = environment.merging(["PATH": "/usr/bin:/bin"]) { first, _ in first }
        let output = try await LimitedProcess.run(
            "/bin/sh",
            ["-c", script],
            environment: variables,
            in: folder,
            limits: limits
        )
        return String(decoding: output, as: UTF8.self)
    }
}
