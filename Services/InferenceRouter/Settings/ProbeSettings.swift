import Configuration
import Daemon
import NIOCore

/// How endpoints are looked after.
package struct ProbeSettings: Sendable {
    /// `ROUTER_PROBE_S` (5) and `ROUTER_PROBE_REMOTE_S` (30): between two probes.
    package var interval = TimeAmount.seconds(5)
    package var intervalRemote = TimeAmount.seconds(30)
    /// `ROUTER_PROBE_TIMEOUT_S` (2) and `ROUTER_PROBE_TIMEOUT_REMOTE_S` (5).
    package var timeout = TimeAmount.seconds(2)
    package var timeoutRemote = TimeAmount.seconds(5)
    /// `ROUTER_PROBE_FAILURES` (3) and `ROUTER_PROBE_SUCCESSES` (2): until it counts as down or up again.
    package var failures = 3
    package var successes = 2
    /// `ROUTER_PROBE_MAX_S` (60): the longest pause between probes of an endpoint that is down.
    package var longest = TimeAmount.seconds(60)
    /// `ROUTER_PROBE_WAIT_S` (3): how long `/health` waits for the first probes.
    package var firstWait = TimeAmount.seconds(3)
    /// `ROUTER_CANARY_S` (300; 0 for never): a model in memory that has given no answer for so long is asked for a token.
    package var canary: TimeAmount? = .seconds(300)

    package init() {}

    init(_ config: ConfigReader) throws {
        interval = try config.seconds("router.probe.s", or: interval)
        intervalRemote = try config.seconds("router.probe.remote.s", or: intervalRemote)
        timeout = try config.seconds("router.probe.timeout.s", or: timeout)
        timeoutRemote = try config.seconds("router.probe.timeout.remote.s", or: timeoutRemote)
        failures = try config.int(forKey: "router.probe.failures", or: failures, in: 1...100)
        successes = try config.int(forKey: "router.probe.successes", or: successes, in: 1...100)
        longest = try config.seconds("router.probe.max.s", or: longest)
        firstWait = try config.seconds("router.probe.wait.s", or: firstWait)
        let isOff = try config.double(forKey: "router.canary.s", or: 300) == 0
        canary = isOff ? nil : try config.seconds("router.canary.s", or: .seconds(300))
    }
}
