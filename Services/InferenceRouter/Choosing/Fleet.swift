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
    let catalogue: ModelCatalogue
    var records: [EndpointRecord]
    var deployments: [Deployment] = []
    var deploymentIndex: [String: Int] = [:]
    /// What spending is booked to; nil where nobody keeps it.
    package var month: SpendMonth?
    /// Spending of endpoints that have gone.
    var departed: [SpendEntry] = []
    /// Places of endpoints that have gone.
    var vacantRecords: [Int] = []
    var vacantDeployments: [Int] = []
    var routes: [String: Route] = [:]
    /// Names that were listed once.
    var knownNames: Set<String>
    package var budget: RetryBudget
    let makeFigures: @Sendable (_ endpoint: String, _ model: String) -> DeploymentFigures

    package init(
        _ endpoints: [Endpoint],
        _ settings: Settings,
        catalogue: ModelCatalogue,
        figures: @escaping @Sendable (_ endpoint: String, _ model: String) -> DeploymentFigures
    ) {
        self.settings = settings
        self.catalogue = catalogue
        records = endpoints.map { EndpointRecord(endpoint: $0, schedule: ProbeSchedule(settings.probes)) }
        knownNames = Set(catalogue.capabilities.flatMap { [$0.capability.rawValue] + $0.aliases })
        budget = RetryBudget(least: settings.retry.budget, share: settings.retry.share)
        makeFigures = figures
    }
}
