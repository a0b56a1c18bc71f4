import NIOCore

/// Turns findings into a verdict: the first decides at once, later ones only several in a row.
package struct ProbeSchedule: Sendable {
    package private(set) var verdict = EndpointState.starting
    private let settings: ProbeSettings
    private var failures = 0
    private var successes = 0

    package init(_ settings: ProbeSettings) {
        self.settings = settings
    }

    package mutating func succeeded() {
        failures = 0
        successes += 1
        if verdict == .starting || successes >= settings.successes { verdict = .up }
    }

    package mutating func failed() {
        successes = 0
        failures += 1
        if verdict == .starting || failures >= settings.failures { verdict = .down }
    }

    /// Its refusal leaves no doubt.
    package mutating func refusedUs() {
        successes = 0
        failures += 1
        verdict = .misconfigured
    }

    /// A request found that nobody listens any more.
    package mutating func vanished() {
        successes = 0
        verdict = .down
    }

    /// The pause before the next probe: doubled with every failure past the ones that decided.
    package func pause(isLocal: Bool) -> TimeAmount {
        let base = isLocal ? settings.interval : settings.intervalRemote
        let doublings = max(0, min(failures - settings.failures + 1, 20))
        let (product, overflows) = base.nanoseconds.multipliedReportingOverflow(by: 1 << Int64(doublings))
        return overflows ? settings.longest : max(base, min(settings.longest, .nanoseconds(product)))
    }
}
