import FoundationEssentials
import NIOCore

/// What attempts and probes teach.
extension Fleet {
    /// - Parameter chance: between 0 and 1.
    package mutating func giveBack(_ grant: Grant, _ report: AttemptReport, at now: NIODeadline, chance: Double) {
        if grant.isRetry { budget.end() }
        let index = grant.endpointIndex
        defer { if records[index].isLeaving, records[index].inFlight == 0 { vacate(index) } }
        records[index].inFlight -= 1
        records[index].account.release(grant.reserved)
        if let consumption = report.consumption {
            book(consumption, at: grant.deploymentIndex)
            if let writing = report.writing {
                records[index].speed.record(tokens: consumption.usage.output, in: writing, at: now)
            }
        }
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
        if report.refusesUs { records[index].schedule.refusedUs() }
        if report.outcome == .success || report.isCanary && report.outcome == .neutral {
            deployments[grant.deploymentIndex].provedAt = now
        }
        let before = deployments[grant.deploymentIndex].breaker.phase
        deployments[grant.deploymentIndex].breaker.record(report.outcome, of: grant.admission, at: now, chance: chance)
        let after = deployments[grant.deploymentIndex].breaker.phase
        if before != after { deployments[grant.deploymentIndex].figures.tell(after) }
    }

    package mutating func probed(_ id: String, _ finding: ProbeFinding, at now: NIODeadline, date: Date) {
        guard let index = index(of: id) else { return }
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
        for index in records.indices where !records[index].isLeaving {
            let state = records[index].state(at: now)
            guard state != records[index].announced else { continue }
            let isNews = !records[index].endpoint.isAssumed || state == .up || records[index].announced != .starting
            records[index].announced = state
            if isNews { changes.append((records[index].endpoint.id, state)) }
        }
        return changes
    }
}
