import FoundationEssentials
import NIOCore

/// All endpoints, their models, breakers and the turn they take. Pure: the time comes from the caller.
package struct Fleet {
    package struct Settings: Sendable {
        package var breaker = BreakerSettings()
        package var retry = RetrySettings()
        package var timeouts = TimeoutSettings()
        package var probes = ProbeSettings()

        package init() {}
    }

    let settings: Settings
    private(set) var records: [EndpointRecord]
    private(set) var deployments: [Deployment] = []
    private var deploymentIndex: [String: Int] = [:]
    private(set) var routes: [String: Route] = [:]
    /// Names that were listed once.
    private var knownNames: Set<String>
    package var budget: RetryBudget
    private let makeFigures: @Sendable (_ endpoint: String, _ model: String) -> DeploymentFigures

    /// Models of one endpoint beyond this are not kept.
    private static let modelLimit = 256

    package init(
        _ endpoints: [Endpoint],
        _ settings: Settings,
        figures: @escaping @Sendable (_ endpoint: String, _ model: String) -> DeploymentFigures
    ) {
        self.settings = settings
        records = endpoints.map { EndpointRecord(endpoint: $0, schedule: ProbeSchedule(settings.probes)) }
        knownNames = Set(Capability.allCases.map(\.rawValue))
        budget = RetryBudget(least: settings.retry.budget, share: settings.retry.share)
        makeFigures = figures
    }

    // MARK: Choosing

    package mutating func choose(_ ask: Ask, at now: NIODeadline) -> Choice {
        guard !ask.isRetry || budget.hasRoom else { return .wait(until: nil) }
        guard var route = routes[ask.name] else { return withoutRoute(ask.name) }
        var soonest: NIODeadline?
        var mayCome = isStarting
        var triedTier: Int?
        for tier in route.tiers.indices {
            var free: UInt64 = 0
            for (position, member) in route.tiers[tier].members.enumerated() {
                switch availability(of: member, for: ask, at: now) {
                case .now:
                    if ask.tried.contains(records[deployments[member].endpoint].endpoint.id) {
                        triedTier = triedTier ?? tier
                    } else {
                        free |= 1 << UInt64(position)
                    }
                case .at(let moment):
                    mayCome = true
                    soonest = min(soonest ?? moment, moment)
                case nil: break
                }
            }
            if free != 0 { return grant(&route, tier, free, ask, now) }
        }
        if let triedTier {
            let free = availableMembers(route.tiers[triedTier], for: ask, at: now)
            return grant(&route, triedTier, free, ask, now)
        }
        return mayCome ? .wait(until: soonest == .distantFuture ? nil : soonest) : .noEndpoint
    }

    /// Whether an endpoint that this request has not tried could take it now or soon.
    package func hasAnother(for ask: Ask, at now: NIODeadline) -> Bool {
        routes[ask.name]?.tiers.contains { tier in
            tier.members.contains { member in
                !ask.tried.contains(records[deployments[member].endpoint].endpoint.id)
                    && availability(of: member, for: ask, at: now) == .now
            }
        } ?? false
    }

    package mutating func headerLimit(_ grant: Grant, _ size: HeaderDeadlines.PromptSize, isStream: Bool) -> TimeAmount
    {
        deployments[grant.deploymentIndex].deadlines.limit(size, isStream: isStream, isCold: grant.isCold)
    }

    /// Whether an endpoint has not been looked at yet.
    package var isStarting: Bool {
        records.contains { $0.schedule.verdict == .starting }
    }

    private func withoutRoute(_ name: String) -> Choice {
        // What the first probes find may be just this.
        if isStarting { return .wait(until: nil) }
        return knownNames.contains(name) ? .noEndpoint : .unknownModel
    }

    /// Nil: not as things are. `.distantFuture`: as soon as a place is free.
    private func availability(of member: Int, for ask: Ask, at now: NIODeadline) -> Breaker.Availability? {
        let deployment = deployments[member]
        let record = records[deployment.endpoint]
        guard record.schedule.verdict == .up, record.endpoint.permits(ask.dataClass) else { return nil }
        if record.parkedUntil > now { return .at(record.parkedUntil) }
        guard record.inFlight < record.endpoint.concurrency else { return .at(.distantFuture) }
        return deployment.breaker.availability(at: now)
    }

    private func availableMembers(_ tier: Route.Tier, for ask: Ask, at now: NIODeadline) -> UInt64 {
        tier.members.enumerated().reduce(0) { free, member in
            availability(of: member.element, for: ask, at: now) == .now ? free | 1 << UInt64(member.offset) : free
        }
    }

    private mutating func grant(
        _ route: inout Route,
        _ tier: Int,
        _ free: UInt64,
        _ ask: Ask,
        _ now: NIODeadline
    ) -> Choice {
        guard let position = route.tiers[tier].rotation.next(among: free) else { return .wait(until: nil) }
        let member = route.tiers[tier].members[position]
        routes[ask.name] = route
        guard let admission = deployments[member].breaker.admit(at: now) else { return .wait(until: nil) }
        let deployment = deployments[member]
        if admission.isProbe { deployment.figures.tell(deployment.breaker.phase) }
        records[deployment.endpoint].inFlight += 1
        records[deployment.endpoint].requests += 1
        if ask.isRetry { budget.begin() }
        return .granted(
            Grant(
                endpoint: records[deployment.endpoint].endpoint,
                model: deployment.model,
                encodedModel: deployment.encodedModel,
                figures: deployment.figures,
                isCold: records[deployment.endpoint].isCold(deployment.model),
                isRetry: ask.isRetry,
                endpointIndex: deployment.endpoint,
                deploymentIndex: member,
                admission: admission
            )
        )
    }

    // MARK: Learning

    /// - Parameter chance: between 0 and 1.
    package mutating func giveBack(_ grant: Grant, _ report: AttemptReport, at now: NIODeadline, chance: Double) {
        if grant.isRetry { budget.end() }
        let index = grant.endpointIndex
        records[index].inFlight -= 1
        if report.outcome == .failure || report.outcome == .refused { records[index].failures += 1 }
        if let error = report.error { records[index].lastError = error }
        if let first = report.firstPiece {
            records[index].latency.record(first)
            if !grant.isCold {
                deployments[grant.deploymentIndex].deadlines.record(first, report.size, isStream: report.isStream)
            }
        }
        if let park = report.park {
            records[index].parkedUntil = max(records[index].parkedUntil, now + min(park, settings.retry.longestPark))
        }
        if report.outcome == .refused { records[index].schedule.vanished() }
        let before = deployments[grant.deploymentIndex].breaker.phase
        deployments[grant.deploymentIndex].breaker.record(report.outcome, of: grant.admission, at: now, chance: chance)
        let after = deployments[grant.deploymentIndex].breaker.phase
        if before != after { deployments[grant.deploymentIndex].figures.tell(after) }
    }

    package mutating func probed(_ id: String, _ finding: ProbeFinding, at now: NIODeadline, date: Date) {
        guard let index = records.firstIndex(where: { $0.endpoint.id == id }) else { return }
        let wasUp = records[index].schedule.verdict == .up
        records[index].probedAt = date
        switch finding {
        case .alive(let listing):
            records[index].schedule.succeeded()
            records[index].lastError = wasUp ? records[index].lastError : nil
            list(listing, at: index)
        case .limited(let pause):
            records[index].schedule.succeeded()
            records[index].parkedUntil = now + min(pause, settings.retry.longestPark)
        case .refusesUs(let error):
            records[index].schedule.refusedUs()
            records[index].lastError = error
        case .dead(let error):
            records[index].schedule.failed()
            records[index].lastError = error
        }
        guard !wasUp, records[index].schedule.verdict == .up else { return }
        for deployment in deployments.indices where deployments[deployment].endpoint == index {
            deployments[deployment].breaker.endWait()
        }
    }

    /// States that changed since this was last called.
    package mutating func takeChanges(at now: NIODeadline) -> [(id: String, state: EndpointState)] {
        var changes: [(String, EndpointState)] = []
        for index in records.indices {
            let state = records[index].state(at: now)
            guard state != records[index].announced else { continue }
            let isNews = !records[index].endpoint.isAssumed || state == .up || records[index].announced != .starting
            records[index].announced = state
            if isNews { changes.append((records[index].endpoint.id, state)) }
        }
        return changes
    }

    private mutating func list(_ listing: ProbeFinding.Listing, at index: Int) {
        records[index].kind = listing.kind
        records[index].loaded = listing.loaded
        let models = Array(listing.models.prefix(Self.modelLimit))
        guard models != records[index].models else { return }
        records[index].models = models
        for model in models where deploymentIndex["\(index) \(model)"] == nil {
            deploymentIndex["\(index) \(model)"] = deployments.count
            deployments.append(
                Deployment(
                    endpoint: index,
                    model: model,
                    encodedModel: JSONText.encoded(model),
                    breaker: Breaker(settings.breaker),
                    deadlines: HeaderDeadlines(settings.timeouts),
                    figures: makeFigures(records[index].endpoint.id, model)
                )
            )
        }
        reroute()
    }

    /// Builds the table of names anew; the turns begin again.
    private mutating func reroute() {
        var tiers: [String: [Int: [Int]]] = [:]
        for (index, record) in records.enumerated() {
            for model in record.models {
                guard let deployment = deploymentIndex["\(index) \(model)"] else { continue }
                tiers[model, default: [:]][0, default: []].append(deployment)
                // Ollama means the same by both.
                if model.hasSuffix(":latest") {
                    tiers[String(model.dropLast(7)), default: [:]][0, default: []].append(deployment)
                }
            }
            for (capability, tier) in record.endpoint.capabilities {
                guard let model = record.model(for: capability),
                    let deployment = deploymentIndex["\(index) \(model)"]
                else { continue }
                tiers[capability.rawValue, default: [:]][tier, default: []].append(deployment)
            }
        }
        routes = tiers.mapValues { byTier in
            Route(
                tiers: byTier.sorted { $0.key < $1.key }.map { _, members in
                    let members = Array(members.prefix(64))
                    return Route.Tier(
                        members: members,
                        rotation: SmoothWeightedRoundRobin(
                            weights: members.map { records[deployments[$0].endpoint].endpoint.weight }
                        )
                    )
                }
            )
        }
        knownNames.formUnion(routes.keys)
    }
}

extension EndpointRecord {
    /// The model that serves a capability here.
    fileprivate func model(for capability: Capability) -> String? {
        for name in capability.preferredNames {
            if let model = models.first(where: { $0.lowercased().contains(name) }) { return model }
        }
        return models.first { !$0.lowercased().contains("embed") }
    }
}
