import Configuration
import Daemon

/// In what money is counted.
package struct SpendingSettings: Sendable {
    /// `ROUTER_CURRENCY` (USD): of all prices and caps.
    package var currency = "USD"

    package init() {}

    init(_ config: ConfigReader) throws {
        currency = config.string(forKey: "router.currency", or: currency)
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (0x41...0x5a).contains($0) }) else {
            throw ConfigurationError("ROUTER_CURRENCY", "expected three capital letters, such as USD")
        }
    }
}
