import FoundationEssentials
import Logging
import ServiceLifecycle

/// Removes what has been kept for as long as it may be, in batches, and logs how much it was.
package struct Retention: Service {
    /// One kind of data, and how long it is kept.
    package struct Rule: Sendable {
        let what: String
        let days: Int
        let purge: @Sendable (_ before: Date, _ limit: Int) async throws -> Int

        /// - Parameters:
        ///   - what: as the log says it: `conversations`.
        ///   - purge: removes at most `limit` of what is older than a date, and returns how many it was.
        package init(
            _ what: String,
            days: Int,
            purge: @escaping @Sendable (_ before: Date, _ limit: Int) async throws -> Int
        ) {
            self.what = what
            self.days = days
            self.purge = purge
        }
    }

    private static let batch = 100
    private static let interval = Duration.seconds(600)

    private let rules: [Rule]
    private let now: @Sendable () -> Date
    private let logger: Logger

    package init(_ rules: [Rule], now: @escaping @Sendable () -> Date = { Date() }, logger: Logger) {
        self.rules = rules
        self.now = now
        self.logger = logger
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                await pass()
                try await Task.sleep(for: Self.interval)
            }
        }
    }

    /// Removes all that is due now. What fails is tried at the next pass.
    package func pass() async {
        for rule in rules {
            let before = now().addingTimeInterval(-Double(rule.days) * 86_400)
            var count = 0
            do {
                while !Task.isCancelled {
                    let removed = try await rule.purge(before, Self.batch)
                    count += removed
                    if removed < Self.batch { break }
                }
            } catch {
                logger.warning(
                    "expired data could not be removed",
                    metadata: ["what": "\(rule.what)", "error": "\(error)"]
                )
            }
            guard count > 0 else { continue }
            logger.notice("expired data removed", metadata: ["what": "\(rule.what)", "count": "\(count)"])
        }
    }
}
