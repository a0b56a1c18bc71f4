import CoreMetrics

/// The router's own figures. Made once: looking up a series for every request would cost more than the request.
package final class RouterFigures: Sendable {
    private let factory: any MetricsFactory
    private let succeeded: Counter
    private let failed: Counter
    private let refused: Counter
    private let neutral: Counter
    /// Retries that had to wait for the budget.
    let budgetExhausted: Counter
    let queueDepth: Meter
    let overhead: Timer

    package init(_ factory: any MetricsFactory) {
        self.factory = factory
        func attempts(_ outcome: String) -> Counter {
            Counter(label: "consulta_router_attempts_total", dimensions: [("outcome", outcome)], factory: factory)
        }
        succeeded = attempts("success")
        failed = attempts("failure")
        refused = attempts("refused")
        neutral = attempts("neutral")
        budgetExhausted = Counter(label: "consulta_router_retry_budget_exhausted_total", factory: factory)
        queueDepth = Meter(label: "consulta_router_queue_depth", factory: factory)
        overhead = Timer(label: "consulta_router_overhead_seconds", factory: factory)
    }

    func attempts(_ outcome: Outcome) -> Counter {
        switch outcome {
        case .success: succeeded
        case .failure: failed
        case .refused: refused
        case .neutral: neutral
        }
    }

    package func deployment(endpoint: String, model: String) -> DeploymentFigures {
        DeploymentFigures(endpoint: endpoint, model: model, factory)
    }
}

/// The figures of a model at an endpoint, by OpenTelemetry's names for generative AI.
package final class DeploymentFigures: Sendable {
    let firstToken: Timer
    let duration: Timer
    let inputTokens: Recorder
    let outputTokens: Recorder
    /// In the currency of the installation.
    let spend: FloatingPointCounter
    private let breaker: Meter

    init(endpoint: String, model: String, _ factory: any MetricsFactory) {
        let labels = [("endpoint", endpoint), ("gen_ai_request_model", model)]
        firstToken = Timer(label: "gen_ai_server_time_to_first_token_seconds", dimensions: labels, factory: factory)
        duration = Timer(label: "gen_ai_server_request_duration_seconds", dimensions: labels, factory: factory)
        func tokens(_ type: String) -> Recorder {
            Recorder(
                label: "gen_ai_client_token_usage",
                dimensions: labels + [("gen_ai_token_type", type)],
                factory: factory
            )
        }
        inputTokens = tokens("input")
        outputTokens = tokens("output")
        spend = FloatingPointCounter(label: "consulta_router_spend_total", dimensions: labels, factory: factory)
        breaker = Meter(label: "consulta_router_breaker_state", dimensions: labels, factory: factory)
        tell(.closed)
    }

    /// 0 closed, 1 half-open, 2 open.
    func tell(_ phase: Breaker.Phase) {
        switch phase {
        case .closed: breaker.set(0)
        case .halfOpen: breaker.set(1)
        case .open: breaker.set(2)
        }
    }
}
