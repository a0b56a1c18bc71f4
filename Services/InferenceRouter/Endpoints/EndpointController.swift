import Daemon
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import SuiteProtocol

/// `/endpoints`: how each is, and a probe at once.
struct EndpointController {
    let balancer: Balancer
    let prober: Prober

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get(use: list)
            .post(":id/probe", use: probe)
    }

    @Sendable func list(_ request: Request, context: AuthenticatedContext) throws -> EndpointList {
        guard context.principal.mayObserve else {
            throw Problem.forbidden
        }
        return EndpointList(items: views)
    }

    /// The endpoint's state after looking at it now.
    @Sendable func probe(_ request: Request, context: AuthenticatedContext) async throws -> EndpointView {
        guard context.principal.can(.administerEndpoints) else { throw Problem.forbidden }
        let id = try context.parameters.require("id")
        guard let endpoint = prober.endpoint(id) else { throw HTTPError(.notFound) }
        await prober.look(at: endpoint)
        guard let view = views.first(where: { $0.id == id }) else { throw HTTPError(.notFound) }
        return view
    }

    private var views: [EndpointView] {
        balancer.read { $0.views(at: .now()) }
    }
}
