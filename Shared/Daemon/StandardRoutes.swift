import HTTPTypes
import Hummingbird
import SuiteProtocol

/// What every daemon answers.
struct StandardRoutes {
    let health: HealthRegistry
    let metrics: PrometheusMetrics

    var routes: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self)
            .get("health/live") { _, _ in HTTPResponse.Status.ok }
            .get("metrics") { _, _ in
                Response(
                    status: .ok,
                    headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                    body: .init(byteBuffer: ByteBuffer(string: metrics.text()))
                )
            }
    }

    /// - Parameter text: the daemon's own document.
    func openAPIRoutes(_ text: String) -> RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self).get("openapi.json") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(string: text))
            )
        }
    }

    var healthRoutes: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self).get("health", use: report)
    }

    @Sendable private func report(_ request: Request, context: DaemonRequestContext) async throws -> Response {
        let report = await health.report()
        var response = try context.responseEncoder.encode(report, from: request, context: context)
        response.status = report.status == .down ? .serviceUnavailable : .ok
        return response
    }
}
