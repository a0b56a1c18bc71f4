import Configuration
import Daemon
import NIOCore

extension ConfigReader {
    /// Seconds, with a fraction where one is wanted.
    func seconds(_ key: String, or fallback: TimeAmount) throws -> TimeAmount {
        let value = try double(forKey: key, or: Double(fallback.nanoseconds) / 1e9)
        guard (0.001...86_400).contains(value) else {
            throw ConfigurationError(environmentName(key), "expected seconds from 0.001 to 86400")
        }
        return .nanoseconds(Int64(value * 1e9))
    }

    func share(_ key: String, or fallback: Double) throws -> Double {
        let value = try double(forKey: key, or: fallback)
        guard (0...1).contains(value) else { throw ConfigurationError(environmentName(key), "expected 0 to 1") }
        return value
    }
}
