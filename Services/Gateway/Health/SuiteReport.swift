import Daemon
import Hummingbird
import SuiteProtocol

/// What administrators see at `/health`.
struct SuiteReport: Codable, Sendable, ResponseEncodable {
    let status: HealthStatus
    let version: String
    let uptimeS: Int
    let daemons: [DaemonReport]
    /// As the inference-router lists them; absent while it doesn't answer.
    let endpoints: [JSONValue]?

    /// The gateway is down only where its own work can't be done; another daemon's absence degrades the suite.
    init(own: HealthReport, daemons: [DaemonReport], endpoints: [JSONValue]?) {
        let isWhole = daemons.allSatisfy { $0.status == .ok }
        status = own.status == .down ? .down : own.status == .ok && isWhole ? .ok : .degraded
        version = own.version
        uptimeS = own.uptimeS
        self.daemons = daemons
        self.endpoints = endpoints
    }
}

/// What everybody else sees.
struct PublicHealth: Codable, Sendable, ResponseEncodable {
    let status: HealthStatus
}

struct DaemonReport: Codable, Sendable {
    enum Status: String, Codable, Sendable {
        case ok, degraded, down, restarting
    }

    let product: String
    let status: Status
    let version: String?
    let uptimeS: Int?
    /// Where it can't be reached: at which address.
    let detail: String?
    /// How often its supervisor has started it again.
    let restarts: Int?
    let lastExit: JSONValue?
    let dependencies: [String: DependencyHealth]
    /// What shows the end of its log on this installation.
    let logCommand: String

    init(_ product: String, _ report: HealthReport, _ supervisor: SupervisorState?, _ logs: LogLocation) {
        self.product = product
        status =
            switch report.status {
            case .ok: .ok
            case .degraded: .degraded
            case .down: .down
            }
        version = report.version
        uptimeS = report.uptimeS
        detail = nil
        restarts = supervisor?.restarts
        lastExit = supervisor?.lastExit
        dependencies = report.dependencies
        logCommand = logs.command(for: product, isSupervised: supervisor != nil)
    }

    init(unreachable product: String, at url: String, _ supervisor: SupervisorState?, _ logs: LogLocation) {
        self.product = product
        status = supervisor?.state == .backingOff ? .restarting : .down
        version = nil
        uptimeS = nil
        detail = url
        restarts = supervisor?.restarts
        lastExit = supervisor?.lastExit
        dependencies = [:]
        logCommand = logs.command(for: product, isSupervised: supervisor != nil)
    }
}
