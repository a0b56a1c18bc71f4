import NIOCore

/// Who takes a request.
extension Fleet {
    package mutating func choose(_ ask: Ask, at now: NIODeadline) -> Choice {
        guard !ask.isRetry || budget.hasRoom else { return .wait(until: nil) }
        guard var route = routes[ask.name] else { return withoutRoute(ask.name) }
        var soonest: NIODeadline?
        var mayCome = isStarting
        var isSpent = false
        var triedTier: Int?
        for tier in route.tiers.indices {
            var free: UInt64 = 0
            for (position, member) in route.tiers[tier].members.enumerated() {
                switch standing(of: member, for: ask, at: now) {
                case .free:
                    if ask.tried.contains(records[deployments[member].endpoint].endpoint.id) {
                        triedTier = triedTier ?? tier
                    } else {
                        free |= 1 << UInt64(position)
                    }
                case .later(let moment):
                    mayCome = true
                    soonest = min(soonest ?? moment, moment)
                case .spent: isSpent = true
                case .never: break
                }
            }
            if free != 0 { return grant(&route, tier, free, ask, now) }
        }
        if let triedTier {
            let free = availableMembers(route.tiers[triedTier], for: ask, at: now)
            return grant(&route, triedTier, free, ask, now)
        }
        if mayCome { return .wait(until: soonest == .distantFuture ? nil : soonest) }
        return isSpent ? .budgetExhausted : .noEndpoint
    }

    /// Whether an endpoint that this request has not tried could take it now or soon.
    package func hasAnother(for ask: Ask, at now: NIODeadline) -> Bool {
        routes[ask.name]?.tiers.contains { tier in
            tier.members.contains { member in
                !ask.tried.contains(records[deployments[member].endpoint].endpoint.id)
                    && standing(of: member, for: ask, at: now) == .free
            }
        } ?? false
    }

    package mutating func headerLimit(_ grant: Grant, _ size: HeaderDeadlines.PromptSize, isStream: Bool) -> TimeAmount
    {
        deployments[grant.deploymentIndex].deadlines.limit(size, isStream: isStream, isCold: grant.isCold)
    }

    /// Whether an endpoint has not been looked at yet.
    package var isStarting: Bool {
        records.contains { $0.schedule.verdict == .starting && !$0.isLeaving && !$0.isDraining }
    }

    private func withoutRoute(_ name: String) -> Choice {
        // What the first probes find may be just this.
        if isStarting { return .wait(until: nil) }
        return knownNames.contains(name) ? .noEndpoint : .unknownModel
    }

    /// Whether a model at an endpoint can take a request.
    private enum Standing: Equatable {
        case free
        /// `.distantFuture`: as soon as a place is free.
        case later(NIODeadline)
        /// Only money is in the way.
        case spent
        /// Not as things are.
        case never
    }

    private func standing(of member: Int, for ask: Ask, at now: NIODeadline) -> Standing {
        // Read in place: a copy of a record would be counted in and out for every request.
        let index = deployments[member].endpoint
        guard records[index].isOpen, records[index].endpoint.permits(ask.dataClass),
            deployments[member].dataClasses.contains(ask.dataClass)
        else { return .never }
        switch records[index].account.standing(cap: records[index].endpoint.monthlyCap) {
        case .open: break
        case .waiting: return .later(.distantFuture)
        case .spent: return .spent
        }
        if records[index].parkedUntil > now { return .later(records[index].parkedUntil) }
        guard records[index].inFlight < records[index].endpoint.concurrency else { return .later(.distantFuture) }
        switch deployments[member].breaker.availability(at: now) {
        case .now: return .free
        case .at(let moment): return .later(moment)
        }
    }

    private func availableMembers(_ tier: Route.Tier, for ask: Ask, at now: NIODeadline) -> UInt64 {
        tier.members.enumerated().reduce(0) { free, member in
            standing(of: member.element, for: ask, at: now) == .free ? free | 1 << UInt64(member.offset) : free
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
        let reserved = estimate(ask, at: member)
        records[deployment.endpoint].account.reserve(reserved)
        return .granted(
            Grant(
                endpoint: records[deployment.endpoint].endpoint,
                model: deployment.model,
                encodedModel: deployment.encodedModel,
                figures: deployment.figures,
                isAlias: !deployment.isCalled(ask.name),
                isCold: records[deployment.endpoint].isCold(deployment.model),
                reserved: reserved,
                isRetry: ask.isRetry,
                endpointIndex: deployment.endpoint,
                deploymentIndex: member,
                admission: admission
            )
        )
    }
}
