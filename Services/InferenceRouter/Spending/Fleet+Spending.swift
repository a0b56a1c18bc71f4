import CoreMetrics

/// What attempts cost, and who may still be asked.
extension Fleet {
    /// What is booked and not written, by model at an endpoint; from now on it is on its way.
    package mutating func takeUnwritten() -> [SpendEntry] {
        var entries = departed
        departed = []
        for index in deployments.indices where !deployments[index].unwritten.isEmpty {
            entries.append(entry(index))
            deployments[index].unwritten = SpendTally()
        }
        for index in records.indices { records[index].account.take() }
        return entries
    }

    /// What the database says of the current month; all that was taken is part of it.
    package mutating func settle(_ sums: [String: SpendTally]) {
        for index in records.indices where !records[index].isVacant {
            records[index].account.confirm(sums[records[index].endpoint.id] ?? SpendTally())
        }
    }

    /// All that was booked before has been taken.
    package mutating func begin(_ month: SpendMonth) {
        self.month = month
        for index in records.indices { records[index].account.beginMonth() }
    }

    package var hasCaps: Bool {
        records.contains { !$0.isVacant && $0.endpoint.monthlyCap != nil }
    }

    /// What an answer to `ask` may cost, before anybody knows.
    func estimate(_ ask: Ask, at deployment: Int) -> Amount {
        guard let price = price(at: deployment) else { return .zero }
        let input = Consumption(estimating: ask.promptBytes, 0).usage.input
        return price.cost(of: TokenUsage(input: input, output: Int(deployments[deployment].expectedOutput)))
    }

    mutating func book(_ consumption: Consumption, at deployment: Int) {
        let amount = price(at: deployment)?.cost(of: consumption.usage) ?? .zero
        let tally = SpendTally(consumption, amount: amount)
        deployments[deployment].unwritten += tally
        records[deployments[deployment].endpoint].account.book(tally)
        if amount > .zero { deployments[deployment].figures.spend.increment(by: amount.value) }
        guard !consumption.isEstimated else { return }
        let learned = deployments[deployment].expectedOutput
        deployments[deployment].expectedOutput = learned + 0.1 * (Double(consumption.usage.output) - learned)
    }

    /// An endpoint goes: what it cost is still to be written.
    mutating func keepUnwritten(of deployment: Int) {
        guard !deployments[deployment].unwritten.isEmpty else { return }
        departed.append(entry(deployment))
        deployments[deployment].unwritten = SpendTally()
    }

    func price(at deployment: Int) -> Price? {
        records[deployments[deployment].endpoint].endpoint.price ?? deployments[deployment].price
    }

    private func entry(_ deployment: Int) -> SpendEntry {
        SpendEntry(
            endpoint: records[deployments[deployment].endpoint].endpoint.id,
            model: deployments[deployment].model,
            tally: deployments[deployment].unwritten
        )
    }
}
