/// Why a call to Redis gave no reply. Its text never holds arguments.
package enum RedisError: Error, Equatable {
    /// Redis is not configured, or away, or the connection was lost before the reply: the command may have run.
    case unavailable
    /// No reply within the command timeout: the command may have run.
    case timedOut
    /// Too many commands are waiting already; this one was not sent.
    case overloaded
    /// Redis answered with an error. The message may quote arguments, so it is never logged.
    case refused(code: String, message: String)
    /// A reply of another shape than the command promises.
    case unexpectedReply
}

extension RedisError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unavailable: "Redis is unavailable"
        case .timedOut: "Redis did not answer in time"
        case .overloaded: "too many commands wait for Redis"
        case .refused(let code, _): "Redis refused the command: \(code)"
        case .unexpectedReply: "Redis gave an unexpected reply"
        }
    }

    /// `NOGROUP No such key …` → code `NOGROUP`.
    static func refusal(_ message: String) -> RedisError {
        .refused(code: message.prefix { $0 != " " }.description, message: message)
    }

    var code: String? {
        if case .refused(let code, _) = self { code } else { nil }
    }
}
