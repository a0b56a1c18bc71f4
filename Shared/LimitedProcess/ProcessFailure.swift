/// Why a child process did not do its work.
package enum ProcessFailure: Error, Equatable {
    /// It could not be started: an `errno`.
    case notStarted(Int32)
    case timedOut
    case tooMuchOutput
    /// It ended with a status other than 0; `message` is what it wrote to standard error, and may quote its input.
    case exited(status: Int32, message: String)
    /// By a signal: a limit of processor time or file size, or a fault of its own.
    case killed(signal: Int32)
}

extension ProcessFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notStarted(let code): "a child process could not be started (errno \(code))"
        case .timedOut: "a child process took too long"
        case .tooMuchOutput: "a child process wrote too much"
        case .exited(let status, _): "a child process ended with status \(status)"
        case .killed(let signal): "a child process was ended by signal \(signal)"
        }
    }
}
