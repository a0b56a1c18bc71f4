import FoundationEssentials
import NIOCore

/// What is known of an endpoint now.
struct EndpointRecord {
    var endpoint: Endpoint
    var schedule: ProbeSchedule
    var kind: EndpointKind?
    var models: [String] = []
    var loaded: Set<String>?
    var parkedUntil = NIODeadline.distantPast
    var inFlight = 0
    /// An administrator wants nothing new to go there.
    var isDraining = false
    /// Removed; what is under way ends.
    var isLeaving = false
    /// Gone: the place may be taken by another.
    var isVacant = false
    var requests = 0
    var failures = 0
    var latency = LatencyWindow()
    var speed = SpeedWindow()
    var account = SpendAccount()
    var lastError: String?
    var probedAt: Date?
    /// The state that was last told to others.
    var announced = EndpointState.starting

    func state(at now: NIODeadline) -> EndpointState {
        if isDraining || isLeaving { return .draining }
        return schedule.verdict == .up && parkedUntil > now ? .limited : schedule.verdict
    }

    /// Whether it takes requests at all.
    var isOpen: Bool { schedule.verdict == .up && !isDraining && !isLeaving }

    /// Whether requests for this model begin by loading it.
    func isCold(_ model: String) -> Bool {
        guard let loaded else { return false }
        return !loaded.contains(model) && !loaded.contains("\(model):latest")
    }

    var isSimulated: Bool { models.contains { $0.hasPrefix("simulated") } }
}
