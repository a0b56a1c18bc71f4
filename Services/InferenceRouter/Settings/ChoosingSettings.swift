import Configuration
import Daemon

/// How requests are shared out.
package struct ChoosingSettings: Sendable {
    /// `ROUTER_CONCURRENCY` (32): requests at once at one endpoint.
    package var concurrency = 32
    /// `ROUTER_QUEUE_LIMIT` (256): requests that wait while every endpoint is busy.
    package var queueLimit = 256

    package init() {}

    init(_ config: ConfigReader) throws {
        concurrency = try config.int(forKey: "router.concurrency", or: concurrency, in: 1...4_096)
        queueLimit = try config.int(forKey: "router.queue.limit", or: queueLimit, in: 0...100_000)
    }
}
