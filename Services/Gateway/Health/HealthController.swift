import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `GET /health`: the whole suite's state, in detail for those who may observe it.
struct HealthController: Sendable {
    let health: SuiteHealth
    let verifier: TokenVerifier

    var routes: RouteCollection<DaemonRequestContext> {
        RouteCollection(context: DaemonRequestContext.self).get("health", use: report)
    }

    @Sendable private func report(_ request: Request, context: DaemonRequestContext) async throws -> Response {
        let report = await health.report()
        var response =
            if await mayObserve(request) {
                try context.responseEncoder.encode(report, from: request, context: context)
            } else {
                try context.responseEncoder.encode(
                    PublicHealth(status: report.status),
                    from: request,
                    context: context
                )
            }
        response.status = report.status == .down ? .serviceUnavailable : .ok
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func mayObserve(_ request: Request) async -> Bool {
        guard let token = bearerToken(request.headers[.authorization]),
            let principal = try? await verifier.verify(token)
        else { return false }
        return principal.can(.observe)
    }
}
