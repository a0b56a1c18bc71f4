import FoundationEssentials
import NIOCore

/// What is known of an endpoint now.
struct EndpointRecord {
    let endpoint: Endpoint
    var schedule: ProbeSchedule
    var kind: EndpointKind?
    var models: [String] = []
    var loaded: Set<String>?
    var parkedUntil = NIODeadline.distantPast
    var inFlight = 0
    var requests = 0
    var failures = 0
    var latency = LatencyWindow()
    var lastError: String?
    var probedAt: Date?
    /// The state that was last told to others.
    var announced = EndpointState.starting

    func state(at now: NIODeadline) -> EndpointState {
        schedule.verdict == .up && parkedUntil > now ? .limited : schedule.verdict
    }

    /// Whether requests for this model begin by loading it.
    func isCold(_ model: String) -> Bool {
        guard let loaded else { return false }
        return !loaded.contains(model) && !loaded.contains("\(model):latest")
    }

    var isSimulated: Bool { models.contains { $0.hasPrefix("simulated") } }
}
