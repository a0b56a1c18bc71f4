import SuiteProtocol

/// What calls would cost, by the same tiers, data classes, prices and caps by which they are made.
extension Fleet {
    package func estimate(_ planned: PlannedCalls, currency: String) -> CallEstimate {
        let dataClass = planned.dataClass ?? .clinical
        let tiers = routes[planned.model]?.tiers ?? []
        let able = tiers.map { tier in tier.members.filter { mayTake($0, dataClass) } }.filter { !$0.isEmpty }
        var open = planned.calls
        var cost = Amount.zero
        var takers: Set<Int> = []
        for members in able where open > 0 || takers.isEmpty {
            let taken = min(open, members.reduce(0) { Self.sum($0, room(at: $1, planned)) })
            guard taken > 0 || planned.calls == 0 else { continue }
            takers.formUnion(members)
            let dearest = members.map { price(of: planned, at: $0) }.max() ?? .zero
            cost += dearest.times(taken)
            open -= taken
        }
        let all = able.joined()
        let endpoints = all.map { member in
            let record = records[deployments[member].endpoint]
            return CallEstimate.Endpoint(
                id: record.endpoint.id,
                name: record.endpoint.name,
                isOwn: record.endpoint.isOwn,
                isFirst: takers.contains(member),
                cost: price(of: planned, at: member).times(planned.calls).value,
                monthlyCap: record.endpoint.monthlyCap?.value,
                left: left(at: member)?.value
            )
        }
        return CallEstimate(
            endpoints: endpoints,
            currency: currency,
            tokens: (planned.usage.input * planned.calls, planned.usage.output * planned.calls),
            cost: cost.value,
            allowed: endpoints.isEmpty || open == 0
        )
    }

    private func mayTake(_ member: Int, _ dataClass: DataClass) -> Bool {
        let record = records[deployments[member].endpoint]
        return record.isOpen && record.endpoint.permits(dataClass)
            && deployments[member].dataClasses.contains(dataClass)
    }

    /// Of one call.
    private func price(of planned: PlannedCalls, at member: Int) -> Amount {
        price(at: member)?.cost(of: planned.usage) ?? .zero
    }

    /// What may still be spent there; nil where nothing keeps it.
    private func left(at member: Int) -> Amount? {
        let record = records[deployments[member].endpoint]
        return record.endpoint.monthlyCap.map { cap in
            let used = record.account.total.amount + record.account.reserved
            return Amount(micros: max(0, cap.micros - used.micros))
        }
    }

    /// Calls that the cap leaves room for.
    private func room(at member: Int, _ planned: PlannedCalls) -> Int {
        guard let left = left(at: member) else { return .max }
        let cost = price(of: planned, at: member).micros
        guard cost > 0 else { return left.micros > 0 ? .max : 0 }
        return Int(left.micros / cost)
    }

    private static func sum(_ one: Int, _ other: Int) -> Int {
        let (sum, overflows) = one.addingReportingOverflow(other)
        return overflows ? .max : sum
    }
}

extension Amount {
    fileprivate func times(_ count: Int) -> Amount {
        let (product, overflows) = micros.multipliedReportingOverflow(by: Int64(count))
        return Amount(micros: overflows ? .max : product)
    }
}
