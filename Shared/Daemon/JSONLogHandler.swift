import FoundationEssentials
import Glibc
import Logging
import Synchronization

/// One JSON object a line on standard error. Errors' own texts stay out of `message`, where people's words could hide.
package struct JSONLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    private let daemon: String
    private let write: @Sendable (String) -> Void

    package init(daemon: String, level: Logger.Level, write: @escaping @Sendable (String) -> Void = standardError) {
        self.daemon = daemon
        self.logLevel = level
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line = #"{"time":""# + Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        line += #"","level":"\#(event.level)","daemon":"\#(daemon)","message":"#
        line.appendJSONString(event.message.description)
        var fields = metadata
        if let provided = metadataProvider?.get() { fields.merge(provided) { _, new in new } }
        if let given = event.metadata { fields.merge(given) { _, new in new } }
        if let error = event.error { fields["error"] = "\(String(reflecting: error))" }
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
            line += ","
            line.appendJSONString(key)
            line += ":"
            line.appendJSONString(value.description)
        }
        write(line + "}\n")
    }
}

/// Lines of one process never mix.
@Sendable package func standardError(_ line: String) {
    StandardError.lock.withLock { _ in
        var rest = Array(line.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if written < 0 && errno != EINTR { return }
            rest = rest.dropFirst(max(0, written))
        }
    }
}

private enum StandardError {
    static let lock = Mutex(())
}

extension String {
    package mutating func appendJSONString(_ text: String) {
        append("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": append("\\\"")
            case "\\": append("\\\\")
            case "\n": append("\\n")
            case "\r": append("\\r")
            case "\t": append("\\t")
            case "\u{0}"..."\u{1F}": append("\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16))
            default: unicodeScalars.append(scalar)
            }
        }
        append("\"")
    }
}
