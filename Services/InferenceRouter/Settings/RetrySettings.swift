import Configuration
import Daemon
import NIOCore

/// When and how often a request is tried again.
package struct RetrySettings: Sendable {
    /// `ROUTER_ATTEMPTS` (3): tries of one request, the first included.
    package var attempts = 3
    /// `ROUTER_RETRY_BUDGET` (3) and `ROUTER_RETRY_SHARE` (0.2): retries at once, at least, and of all requests.
    package var budget = 3
    package var share = 0.2
    /// `ROUTER_RETRY_OTHER_BASE_S` (0.025), `ROUTER_RETRY_OTHER_MAX_S` (0.25): pause before another endpoint.
    package var anotherBase = TimeAmount.milliseconds(25)
    package var anotherLongest = TimeAmount.milliseconds(250)
    /// `ROUTER_RETRY_SAME_BASE_S` (0.5), `ROUTER_RETRY_SAME_MAX_S` (5): pause before the same endpoint.
    package var sameBase = TimeAmount.milliseconds(500)
    package var sameLongest = TimeAmount.seconds(5)
    /// `ROUTER_PARK_MAX_S` (60): the longest `Retry-After` that is believed.
    package var longestPark = TimeAmount.seconds(60)

    package init() {}

    init(_ config: ConfigReader) throws {
        attempts = try config.int(forKey: "router.attempts", or: attempts, in: 1...10)
        budget = try config.int(forKey: "router.retry.budget", or: budget, in: 0...10_000)
        share = try config.share("router.retry.share", or: share)
        anotherBase = try config.seconds("router.retry.other.base.s", or: anotherBase)
        anotherLongest = try config.seconds("router.retry.other.max.s", or: anotherLongest)
        sameBase = try config.seconds("router.retry.same.base.s", or: sameBase)
        sameLongest = try config.seconds("router.retry.same.max.s", or: sameLongest)
        longestPark = try config.seconds("router.park.max.s", or: longestPark)
    }
}
