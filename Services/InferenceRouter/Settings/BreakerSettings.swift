import Configuration
import Daemon
import NIOCore

/// When a model at an endpoint is left alone.
package struct BreakerSettings: Sendable {
    /// `ROUTER_BREAKER_FAILURES` (5): failures one after the other that open it.
    package var consecutiveFailures = 5
    /// `ROUTER_BREAKER_WINDOW_S` (30) and `ROUTER_BREAKER_WINDOW_REQUESTS` (10): more than half of at least so
    /// many requests in that time failed.
    package var window = TimeAmount.seconds(30)
    package var windowRequests = 10
    /// `ROUTER_BREAKER_OPEN_S` (30): open for so long, times how often it opened…
    package var open = TimeAmount.seconds(30)
    /// `ROUTER_BREAKER_OPEN_MAX_S` (300): …and at most this,
    package var longestOpen = TimeAmount.seconds(300)
    /// `ROUTER_BREAKER_JITTER` (0.1): and up to this share more.
    package var openJitter = 0.1
    /// `ROUTER_BREAKER_PROBE_S` (30): a probe that has not ended by then no longer counts.
    package var probeTimeout = TimeAmount.seconds(30)
    /// `ROUTER_BREAKER_SUCCESSES` (2): probes that close it.
    package var successesToClose = 2

    package init() {}

    init(_ config: ConfigReader) throws {
        consecutiveFailures = try config.int(forKey: "router.breaker.failures", or: consecutiveFailures, in: 1...1_000)
        window = try config.seconds("router.breaker.window.s", or: window)
        windowRequests = try config.int(forKey: "router.breaker.window.requests", or: windowRequests, in: 1...100_000)
        open = try config.seconds("router.breaker.open.s", or: open)
        longestOpen = try config.seconds("router.breaker.open.max.s", or: longestOpen)
        openJitter = try config.share("router.breaker.jitter", or: openJitter)
        probeTimeout = try config.seconds("router.breaker.probe.s", or: probeTimeout)
        successesToClose = try config.int(forKey: "router.breaker.successes", or: successesToClose, in: 1...100)
    }
}
