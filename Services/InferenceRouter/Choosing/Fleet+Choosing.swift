import NIOCore

/// Who takes a request.
extension Fleet {
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
        guard record.schedule.verdict == .up, record.endpoint.permits(ask.dataClass),
            deployment.dataClasses.contains(ask.dataClass)
        else { return nil }
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
                isAlias: !deployment.isCalled(ask.name),
                isCold: records[deployment.endpoint].isCold(deployment.model),
                isRetry: ask.isRetry,
                endpointIndex: deployment.endpoint,
                deploymentIndex: member,
                admission: admission
            )
        )
    }
}
