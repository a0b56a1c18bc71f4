import NIOCore
import SuiteProtocol

/// What people are shown.
extension Fleet {
    /// All endpoints; one that nobody named is left out until it has been found.
    package func views(at now: NIODeadline) -> [EndpointView] {
        let served = servedCapabilities
        return records.indices.compactMap { index in
            let record = records[index]
            guard !record.isVacant, !record.endpoint.isAssumed || record.kind != nil else { return nil }
            return view(of: record, models: modelStates(at: index, served), at: now)
        }
    }

    private func view(of record: EndpointRecord, models: [EndpointView.ModelState], at now: NIODeadline) -> EndpointView
    {
        let endpoint = record.endpoint
        let declared = Set(endpoint.capabilities.keys.map(\.rawValue))
        let phases = models.map(\.breaker)
        return EndpointView(
            id: endpoint.id,
            name: endpoint.name,
            url: endpoint.address.url,
            source: endpoint.source,
            tier: endpoint.tier,
            kind: record.kind,
            capabilities: declared.union(models.flatMap(\.capabilities)).sorted(),
            models: record.models,
            modelStates: models,
            state: record.state(at: now),
            breaker: phases.contains(.open) ? .open : phases.contains(.halfOpen) ? .halfOpen : .closed,
            weight: endpoint.weight,
            concurrency: endpoint.concurrency,
            inFlight: record.inFlight,
            dataClasses: DataClass.allCases.filter(endpoint.dataClasses.contains).map(\.rawValue),
            price: endpoint.price.map(PriceView.init),
            spend: month.map { spend(of: record, in: $0) },
            tokensPerSecond: record.speed.tokensPerSecond(at: now),
            latencyMs: EndpointView.Latency(
                p50: record.latency.percentile(0.5).map(milliseconds),
                p95: record.latency.percentile(0.95).map(milliseconds)
            ),
            requests: record.requests,
            failures: record.failures,
            simulated: record.isSimulated,
            outside: !endpoint.isOwn,
            lastError: record.lastError,
            probedAt: record.probedAt
        )
    }

    private func spend(of record: EndpointRecord, in month: SpendMonth) -> EndpointView.Spend {
        let total = record.account.total
        return EndpointView.Spend(
            month: month.text,
            amount: total.amount.value,
            estimated: total.estimatedRequests > 0,
            monthlyCap: record.endpoint.monthlyCap?.value,
            requests: total.requests,
            inputTokens: total.inputTokens,
            outputTokens: total.outputTokens
        )
    }

    private func modelStates(at endpoint: Int, _ served: [Int: [String]]) -> [EndpointView.ModelState] {
        let record = records[endpoint]
        return record.models.compactMap { model in
            guard let index = deploymentIndex["\(endpoint) \(model)"] else { return nil }
            return EndpointView.ModelState(
                model: model,
                breaker: deployments[index].breaker.phase,
                capabilities: served[index, default: []].sorted(),
                licence: catalogue.model(listedAs: model)?.licence,
                isLoaded: record.loaded.map { _ in !record.isCold(model) }
            )
        }
    }

    /// By deployment, the capabilities that requests for lead to it.
    private var servedCapabilities: [Int: [String]] {
        var served: [Int: [String]] = [:]
        for entry in catalogue.capabilities {
            for tier in routes[entry.capability.rawValue]?.tiers ?? [] {
                for member in tier.members { served[member, default: []].append(entry.capability.rawValue) }
            }
        }
        return served
    }

    /// Names that a request may ask for and that somebody alive serves.
    package func liveNames() -> [String] {
        routes.filter { _, route in
            !route.isHidden
                && route.tiers.contains { tier in
                    tier.members.contains { records[deployments[$0].endpoint].isOpen }
                }
        }
        .keys.sorted()
    }

    private func milliseconds(_ amount: TimeAmount) -> Double {
        Double(amount.nanoseconds / 1_000) / 1_000
    }
}
