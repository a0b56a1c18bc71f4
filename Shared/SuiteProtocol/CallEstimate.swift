/// Calls of a model that a daemon thinks of making.
package struct PlannedCalls: Codable, Equatable, Sendable {
    /// A capability or a model's name.
    package let model: String
    /// Clinical where it isn't said.
    package let dataClass: DataClass?
    package let calls: Int
    /// Of one call.
    package let promptBytes: Int
    package let outputTokens: Int

    package init(model: String, dataClass: DataClass?, calls: Int, promptBytes: Int, outputTokens: Int) {
        (self.model, self.dataClass, self.calls) = (model, dataClass, calls)
        (self.promptBytes, self.outputTokens) = (promptBytes, outputTokens)
    }
}

/// What the inference-router says that planned calls would cost, and where they would go.
package struct CallEstimate: Codable, Equatable, Sendable {
    package struct Endpoint: Codable, Equatable, Sendable {
        package let id: String
        package let name: String
        /// What is sent there stays in the institution.
        package let isOwn: Bool
        /// Others are asked only when those that are first can't.
        package let isFirst: Bool
        /// Of all calls, if it took them.
        package let cost: Double
        package let monthlyCap: Double?
        /// Of its cap.
        package let left: Double?

        package init(
            id: String,
            name: String,
            isOwn: Bool,
            isFirst: Bool,
            cost: Double,
            monthlyCap: Double?,
            left: Double?
        ) {
            (self.id, self.name, self.isOwn, self.isFirst) = (id, name, isOwn, isFirst)
            (self.cost, self.monthlyCap, self.left) = (cost, monthlyCap, left)
        }
    }

    /// In the order in which they would be asked; none where nobody serves the model.
    package let endpoints: [Endpoint]
    package let currency: String
    package let inputTokens: Int
    package let outputTokens: Int
    /// Of all calls, by the dearest of those that would take them.
    package let cost: Double
    /// By the dearest of all.
    package let most: Double
    package let leavesInstitution: Bool
    /// Where those that are first are busy.
    package let mayLeaveInstitution: Bool
    /// What is left of the caps is enough.
    package let allowed: Bool

    /// - Parameter tokens: of all calls.
    package init(
        endpoints: [Endpoint],
        currency: String,
        tokens: (input: Int, output: Int),
        cost: Double,
        allowed: Bool
    ) {
        (self.endpoints, self.currency, self.cost, self.allowed) = (endpoints, currency, cost, allowed)
        (inputTokens, outputTokens) = tokens
        most = endpoints.map(\.cost).max() ?? 0
        leavesInstitution = endpoints.contains { $0.isFirst && !$0.isOwn }
        mayLeaveInstitution = endpoints.contains { !$0.isOwn }
    }
}
