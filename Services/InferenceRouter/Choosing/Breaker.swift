import NIOCore

/// How an attempt ended, as far as its endpoint is to blame.
package enum Outcome: Sendable, Equatable {
    case success
    case failure
    /// Nobody listens: there is nothing to doubt, one is enough.
    case refused
    /// Says nothing about the endpoint: 429, another 4xx, the client left.
    case neutral
}

/// The circuit breaker of one model at one endpoint. Pure: time and chance come from the caller.
package struct Breaker: Sendable {
    package enum Phase: String, Codable, Sendable {
        case closed, open
        case halfOpen = "half_open"
    }

    /// A request's right to report its outcome, void once the breaker has moved on.
    package struct Admission: Sendable, Equatable {
        let token: UInt64
        package let isProbe: Bool
    }

    package enum Availability: Equatable {
        case now
        case at(NIODeadline)
    }

    package private(set) var phase = Phase.closed
    private let settings: BreakerSettings
    /// Changes with every transition and with every probe, so that late reports are known as such.
    private var token: UInt64 = 0
    private var consecutiveFailures = 0
    private var window: FailureWindow
    private var openUntil = NIODeadline.distantPast
    private var closedAt: NIODeadline?
    private var ejections: Int64 = 0
    private var probeSuccesses = 0
    private var probeBegan: NIODeadline?

    package init(_ settings: BreakerSettings) {
        self.settings = settings
        window = FailureWindow(span: settings.window)
    }

    package func availability(at now: NIODeadline) -> Availability {
        switch phase {
        case .closed: return .now
        case .open: return openUntil <= now ? .now : .at(openUntil)
        case .halfOpen:
            guard let probeBegan else { return .now }
            let stale = probeBegan + settings.probeTimeout
            return stale <= now ? .now : .at(stale)
        }
    }

    /// Lets a request through, or nil. Half-open there is one probe at a time; one that has not reported within
    /// its time no longer counts.
    package mutating func admit(at now: NIODeadline) -> Admission? {
        guard availability(at: now) == .now else { return nil }
        guard phase != .closed else { return Admission(token: token, isProbe: false) }
        if phase == .open {
            phase = .halfOpen
            probeSuccesses = 0
        }
        token += 1
        probeBegan = now
        return Admission(token: token, isProbe: true)
    }

    /// - Parameter chance: between 0 and 1; spreads the end of the open time of several breakers.
    package mutating func record(_ outcome: Outcome, of admission: Admission, at now: NIODeadline, chance: Double) {
        guard admission.token == token else { return }
        switch phase {
        case .open: break
        case .closed: recordClosed(outcome, at: now, chance: chance)
        case .halfOpen:
            probeBegan = nil
            switch outcome {
            case .neutral: break
            case .failure, .refused: open(at: now, chance: chance)
            case .success:
                probeSuccesses += 1
                if probeSuccesses >= settings.successesToClose { close(at: now) }
            }
        }
    }

    /// The endpoint was seen to be back: an open breaker takes its probe without waiting longer.
    package mutating func endWait() {
        if phase == .open { openUntil = .distantPast }
    }

    private mutating func recordClosed(_ outcome: Outcome, at now: NIODeadline, chance: Double) {
        switch outcome {
        case .neutral: break
        case .refused: open(at: now, chance: chance)
        case .success:
            consecutiveFailures = 0
            window.count(failed: false, at: now)
        case .failure:
            consecutiveFailures += 1
            window.count(failed: true, at: now)
            let tally = window.tally(at: now)
            let isFailing = tally.requests >= settings.windowRequests && tally.failures * 2 > tally.requests
            if consecutiveFailures >= settings.consecutiveFailures || isFailing { open(at: now, chance: chance) }
        }
    }

    private mutating func open(at now: NIODeadline, chance: Double) {
        // An endpoint that behaved for long begins anew with a short time.
        if let closedAt, closedAt + settings.longestOpen <= now { ejections = 0 }
        ejections += 1
        let base = min(settings.open.nanoseconds * ejections, settings.longestOpen.nanoseconds)
        openUntil = now + .nanoseconds(base + Int64(Double(base) * settings.openJitter * chance))
        phase = .open
        token += 1
        probeBegan = nil
    }

    private mutating func close(at now: NIODeadline) {
        phase = .closed
        token += 1
        closedAt = now
        consecutiveFailures = 0
        window = FailureWindow(span: settings.window)
    }
}
