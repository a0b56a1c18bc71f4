import NIOCore

/// Who takes a request.
extension Fleet {
    package mutating func choose(_ ask: Ask, at now: NIODeadline) -> Choice {
        guard !ask.isRetry || budget.hasRoom else { return .wait(until: nil) }
        switch place(for: ask, at: now) {
        case nil: return withoutRoute(ask.name)
        case .found(let tier, let free): return grant(tier, free, ask, now)
        case .nowhere(let soonest, let mayCome, let isSpent):
            if mayCome || isStarting { return .wait(until: soonest == .distantFuture ? nil : soonest) }
            return isSpent ? .budgetExhausted : .noEndpoint
        }
    }

    private enum Place {
        /// Members of a tier, a bit for each.
        case found(tier: Int, free: UInt64)
        case nowhere(soonest: NIODeadline?, mayCome: Bool, isSpent: Bool)
    }

    /// Where a request can go now; nil where nobody serves what it asks for.
    private func place(for ask: Ask, at now: NIODeadline) -> Place? {
        guard let route = routes[ask.name] else { return nil }
        var soonest: NIODeadline?
        var mayCome = false
        var isSpent = false
        var tried: (tier: Int, free: UInt64)?
        for tier in route.tiers.indices {
            var free: UInt64 = 0
            var freeAgain: UInt64 = 0
            for (position, member) in route.tiers[tier].members.enumerated() {
                switch standing(of: member, for: ask, at: now) {
                case .free:
                    if ask.tried.contains(records[deployments[member].endpoint].endpoint.id) {
                        freeAgain |= 1 << UInt64(position)
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
            if free != 0 { return .found(tier: tier, free: free) }
            if freeAgain != 0, tried == nil { tried = (tier, freeAgain) }
        }
        if let tried { return .found(tier: tried.tier, free: tried.free) }
        return .nowhere(soonest: soonest, mayCome: mayCome, isSpent: isSpent)
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

    private mutating func grant(_ tier: Int, _ free: UInt64, _ ask: Ask, _ now: NIODeadline) -> Choice {
        // In place: a copy of the turns for every request would cost more than the choice.
        guard let member = routes[ask.name]?.tiers[tier].next(among: free),
            let grant = take(member, for: ask, at: now)
        else { return .wait(until: nil) }
        records[grant.endpointIndex].requests += 1
        if ask.isRetry { budget.begin() }
        return .granted(grant)
    }

    /// - Parameter ask: nil where nobody asked.
    mutating func take(_ member: Int, for ask: Ask? = nil, at now: NIODeadline) -> Grant? {
        guard let admission = deployments[member].breaker.admit(at: now) else { return nil }
        if admission.isProbe { deployments[member].figures.tell(deployments[member].breaker.phase) }
        let index = deployments[member].endpoint
        let reserved = ask.map { estimate($0, at: member) } ?? .zero
        records[index].inFlight += 1
        records[index].account.reserve(reserved)
        return Grant(
            endpoint: records[index].endpoint,
            model: deployments[member].model,
            encodedModel: deployments[member].encodedModel,
            figures: deployments[member].figures,
            isAlias: ask.map { !deployments[member].isCalled($0.name) } ?? false,
            isCold: records[index].isCold(deployments[member].model),
            reserved: reserved,
            kind: records[index].kind,
            isRetry: ask?.isRetry ?? false,
            endpointIndex: index,
            deploymentIndex: member,
            admission: admission
        )
    }
}
