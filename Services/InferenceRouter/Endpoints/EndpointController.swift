import Daemon
import HTTPTypes
import Hummingbird
import Identity
import NIOCore
import SuiteProtocol

/// `/endpoints`: how each is; added, changed and removed while the daemon runs.
struct EndpointController {
    let balancer: Balancer
    let prober: Prober
    let administration: EndpointAdministration
    let currency: String

    var routes: RouteCollection<AuthenticatedContext> {
        RouteCollection(context: AuthenticatedContext.self)
            .get(use: list)
            .post(use: add)
            .post("check", use: check)
            .patch(":id", use: change)
            .delete(":id", use: remove)
            .post(":id/probe", use: probe)
            .post(":id/drain", use: drain)
            .post(":id/restore", use: restore)
    }

    @Sendable func list(_ request: Request, context: AuthenticatedContext) throws -> EndpointList {
        guard context.principal.mayObserve else { throw Problem.forbidden }
        return EndpointList(currency: currency, items: views)
    }

    @Sendable func add(_ request: Request, context: AuthenticatedContext) async throws -> EditedResponse<EndpointView> {
        try allow(context)
        let endpoint = try await administration.add(
            request.decode(as: NewEndpoint.self, context: context),
            by: context
        )
        await prober.look(at: endpoint)
        return EditedResponse(status: .created, response: try view(endpoint.id))
    }

    /// What is at an address, before it is added. Nothing is kept.
    @Sendable func check(_ request: Request, context: AuthenticatedContext) async throws -> EndpointCheckResult {
        try allow(context)
        let asked = try await request.decode(as: EndpointCheck.self, context: context)
        let endpoint = try administration.candidate(asked)
        let began = ContinuousClock.now
        let finding = await prober.check(endpoint)
        return EndpointCheckResult(finding, after: ContinuousClock.now - began)
    }

    @Sendable func change(_ request: Request, context: AuthenticatedContext) async throws -> EndpointView {
        try allow(context)
        let id = try known(context)
        try await administration.change(id, request.decode(as: EndpointChange.self, context: context), by: context)
        return try view(id)
    }

    @Sendable func remove(_ request: Request, context: AuthenticatedContext) async throws -> HTTPResponse.Status {
        try allow(context)
        try await administration.remove(known(context), by: context)
        return .noContent
    }

    /// The endpoint's state after looking at it now.
    @Sendable func probe(_ request: Request, context: AuthenticatedContext) async throws -> EndpointView {
        try allow(context)
        let id = try known(context)
        guard let endpoint = prober.endpoint(id) else { throw HTTPError(.notFound) }
        await prober.look(at: endpoint)
        return try view(id)
    }

    @Sendable func drain(_ request: Request, context: AuthenticatedContext) async throws -> EndpointView {
        try await setDraining(true, context)
    }

    @Sendable func restore(_ request: Request, context: AuthenticatedContext) async throws -> EndpointView {
        try await setDraining(false, context)
    }

    private func setDraining(_ isDraining: Bool, _ context: AuthenticatedContext) async throws -> EndpointView {
        try allow(context)
        let id = try known(context)
        try await administration.setDraining(id, isDraining, by: context)
        return try view(id)
    }

    private func allow(_ context: AuthenticatedContext) throws {
        guard context.principal.can(.administerEndpoints) else { throw Problem.forbidden }
    }

    private func known(_ context: AuthenticatedContext) throws -> String {
        let id = try context.parameters.require("id")
        guard balancer.read({ $0.contains(id) }) else { throw HTTPError(.notFound) }
        return id
    }

    private func view(_ id: String) throws -> EndpointView {
        guard let view = views.first(where: { $0.id == id }) else { throw HTTPError(.notFound) }
        return view
    }

    private var views: [EndpointView] {
        balancer.read { $0.views(at: .now()) }
    }
}

/// What `POST /endpoints/check` found.
package struct EndpointCheckResult: Codable, Equatable, Sendable, ResponseEncodable {
    package let reachable: Bool
    package let kind: EndpointKind?
    package let models: [String]
    package let latencyMs: Double
    /// In a few words.
    package let error: String?

    init(_ finding: ProbeFinding, after duration: Duration) {
        latencyMs = (Double(duration.components.attoseconds) / 1e15 + Double(duration.components.seconds) * 1e3)
            .rounded()
        switch finding {
        case .alive(let listing): (reachable, kind, models, error) = (true, listing.kind, listing.models, nil)
        case .limited: (reachable, kind, models, error) = (true, nil, [], "status 429")
        case .refusesUs(let reason): (reachable, kind, models, error) = (true, nil, [], reason)
        case .dead(let reason): (reachable, kind, models, error) = (false, nil, [], reason)
        }
    }
}
