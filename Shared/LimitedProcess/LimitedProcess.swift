import Foundation
import Synchronization

/// Runs a converter as a child: within limits, in a session of its own, without a network.
///
/// A child inherits the seccomp filter of the thread that starts it, which needs no privilege and works inside
/// containers too; so each is started by a thread of its own, with `posix_spawn`, and waited for on another that may block.
package enum LimitedProcess {
    /// Standard output of `executable` once it has ended well.
    ///
    /// - Parameters:
    ///   - executable: an absolute path.
    ///   - environment: all that it sees of ours.
    ///   - folder: where it runs.
    /// - Throws: `ProcessFailure`, or `CancellationError`; no process of its group is left either way.
    package static func run(
        _ executable: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        in folder: String = "/",
        limits: ProcessLimits = ProcessLimits()
    ) async throws -> [UInt8] {
        let abandoned = Abandonment()
        return try await withTaskCancellationHandler {
            try Task.checkCancellation()
            return try await withCheckedThrowingContinuation { continuation in
                let thread = Thread {
                    continuation.resume(
                        with: Result {
                            let child = try ChildProcess(
                                ["/usr/bin/prlimit"] + limits.arguments + [executable] + arguments,
                                environment: environment,
                                folder: folder
                            )
                            return try child.output(limits, until: abandoned)
                        }
                    )
                }
                thread.name = "child process"
                thread.stackSize = 256 << 10
                thread.start()
            }
        } onCancel: {
            abandoned.set()
        }
    }
}

/// Set when nobody waits for a child any more.
final class Abandonment: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
}
