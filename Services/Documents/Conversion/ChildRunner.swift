import Foundation
import Glibc
import LimitedProcess

/// Runs converters as children, a few at a time, and tells what their failures mean.
struct ChildRunner: Sendable {
    let limits: ConversionLimits
    private let pool: ProcessPool

    init(limits: ConversionLimits, processes: Int) {
        self.limits = limits
        pool = ProcessPool(processes: processes, waiting: .max)
    }

    /// Standard output of a program.
    ///
    /// - Parameters:
    ///   - package: the one of Debian that has it.
    ///   - output: bytes that it may write to standard output.
    /// - Throws: `ConversionError`, or `CancellationError`; the child is gone either way.
    func run(
        _ program: String,
        of package: String,
        _ arguments: [String],
        output: Int,
        memory: Int? = nil
    ) async throws -> [UInt8] {
        guard access(program, X_OK) == 0 else { throw ConversionError.toolMissing(package) }
        var allowed = ProcessLimits()
        allowed.time = .seconds(limits.seconds)
        allowed.processorSeconds = limits.seconds
        allowed.memory = memory ?? limits.memory
        allowed.fileSize = limits.fileSize
        allowed.output = output
        let environment = ["LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"]
        do {
            return try await pool.run { [allowed] in
                try await LimitedProcess.run(program, arguments, environment: environment, limits: allowed)
            }
        } catch let failure as ProcessFailure {
            throw Self.meaning(of: failure)
        }
    }

    private static func meaning(of failure: ProcessFailure) -> ConversionError {
        switch failure {
        case .notStarted: .unreadable
        case .timedOut: .timedOut
        case .tooMuchOutput: .tooMuchMemory
        case .exited(_, let message): meaning(ofMessage: message)
        // What prlimit ends when its processor time is used up.
        case .killed(SIGKILL), .killed(SIGXCPU): .timedOut
        case .killed(SIGXFSZ): .tooMuchMemory
        // C++ aborts, and Swift traps, when there is no memory left to ask for.
        case .killed(SIGABRT), .killed(SIGILL), .killed(SIGTRAP), .killed(SIGSEGV): .tooMuchMemory
        case .killed: .broken
        }
    }

    private static func meaning(ofMessage message: String) -> ConversionError {
        let words = message.lowercased()
        if words.contains("incorrect password") { return .passwordNeeded }
        if words.contains("security handler") || words.contains("unsupported version/revision") { return .encrypted }
        if words.contains("the last page (0)") { return .noPages }
        let memory = ["out of memory", "bad_alloc", "cannot allocate", "could not allocate", "memory exhausted"]
        if memory.contains(where: words.contains) { return .tooMuchMemory }
        if words.contains("no space left") { return .unreadable }
        return .broken
    }
}
