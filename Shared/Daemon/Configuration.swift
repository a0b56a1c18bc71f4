import Configuration
import SystemPackage

/// Command-line flags are for humans; a daemon reads its environment, then its mounted secrets.
package func daemonConfiguration() async throws -> ConfigReader {
    ConfigReader(providers: [
        EnvironmentVariablesProvider(),
        try await DirectoryFilesProvider(directoryPath: "/run/secrets", allowMissing: true),
    ])
}

/// A value that stops the daemon at boot, and names its key as an operator writes it.
package struct ConfigurationError: Error, CustomStringConvertible {
    package let key: String
    package let reason: String

    package init(_ key: String, _ reason: String) {
        self.key = key
        self.reason = reason
    }

    package var description: String { "configuration: \(key): \(reason)" }
}

extension ConfigReader {
    /// The value, or `nil` where it is absent or empty: `KEY=` in a file means "not set".
    package func text(_ key: String, secret: Bool = false) -> String? {
        string(forKey: ConfigKey(key), isSecret: secret).flatMap { $0.isEmpty ? nil : $0 }
    }

    package func string(forKey key: String, or fallback: String) -> String {
        text(key) ?? fallback
    }

    /// A present, malformed value stops the daemon instead of becoming the default.
    package func int(forKey key: String, or fallback: Int, in range: ClosedRange<Int> = 0...Int.max) throws -> Int {
        guard let text = text(key) else { return fallback }
        guard let value = Int(text), range.contains(value) else {
            let limits = range.upperBound == .max ? "at least" : "up to \(range.upperBound), at least"
            throw ConfigurationError(environmentName(key), "expected a whole number, \(limits) \(range.lowerBound)")
        }
        return value
    }

    package func double(forKey key: String, or fallback: Double) throws -> Double {
        guard let text = text(key) else { return fallback }
        guard let value = Double(text), value.isFinite else {
            throw ConfigurationError(environmentName(key), "expected a number")
        }
        return value
    }

    package func bool(forKey key: String, or fallback: Bool) throws -> Bool {
        guard let text = text(key) else { return fallback }
        switch text.lowercased() {
        case "true", "yes", "1", "on": return true
        case "false", "no", "0", "off": return false
        default: throw ConfigurationError(environmentName(key), "expected true or false")
        }
    }
}

/// `rate.limit.per.minute` → `RATE_LIMIT_PER_MINUTE`, as an operator writes it.
package func environmentName(_ key: String) -> String {
    String(key.uppercased().map { $0 == "." || $0 == "-" ? "_" : $0 })
}
