/// `degraded`: something optional is away. `down`: this daemon can't do its work.
package enum HealthStatus: String, Codable, Sendable {
    case ok, degraded, down
}

/// What `GET /health` says.
package struct HealthReport: Codable, Equatable, Sendable {
    package let status: HealthStatus
    package let version: String
    package let uptimeS: Int
    package let dependencies: [String: DependencyHealth]

    package init(status: HealthStatus, version: String, uptimeS: Int, dependencies: [String: DependencyHealth]) {
        self.status = status
        self.version = version
        self.uptimeS = uptimeS
        self.dependencies = dependencies
    }
}

package struct DependencyHealth: Codable, Equatable, Sendable {
    package let status: HealthStatus
    package let detail: String?

    package init(_ status: HealthStatus, _ detail: String? = nil) {
        self.status = status
        self.detail = detail
    }
}
