import Daemon
import HTTPTypes
import Hummingbird
import Identity
import SuiteProtocol

/// `POST /internal/estimates`: what a daemon tells somebody before it makes many calls for them.
struct EstimateController {
    let balancer: Balancer
    let ledger: SpendLedger
    let currency: String

    /// For a group that requires a daemon.
    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self).post(use: estimate)
    }

    @Sendable func estimate(_ request: Request, context: AuthenticatedContext) async throws -> CallEstimate {
        let planned = try await request.decode(as: PlannedCalls.self, context: context)
        guard planned.isSensible else { throw Problem.invalidBody }
        // What other replicas have spent counts, too.
        try await ledger.flush()
        return balancer.read { $0.estimate(planned, currency: currency) }
    }
}
