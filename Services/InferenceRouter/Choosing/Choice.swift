import NIOCore
import SuiteProtocol

/// What a request asks of the fleet.
package struct Ask: Sendable {
    /// What decides which endpoints can take a request.
    struct Kind: Hashable {
        let name: String
        let dataClass: DataClass
    }

    /// A capability or a model's name.
    package let name: String
    /// Whose request it is, for fairness.
    package let user: String
    /// Its `X-Request-ID`.
    package let request: String
    /// What it contains: endpoints that may not see it are none.
    package let dataClass: DataClass
    /// How long it is, for what its answer may cost.
    package var promptBytes = 0
    package var isRetry = false
    /// Endpoints that this request has tried: others come first.
    package var tried: Set<String> = []

    var kind: Kind { Kind(name: name, dataClass: dataClass) }

    package init(name: String, user: String, request: String = "", dataClass: DataClass = .clinical) {
        self.name = name
        self.user = user
        self.request = request
        self.dataClass = dataClass
    }
}

/// A place at an endpoint for one attempt. Given back once, with its outcome.
package struct Grant: Sendable {
    package let endpoint: Endpoint
    package let model: String
    package let encodedModel: ByteBuffer
    package let figures: DeploymentFigures
    /// The request names the model otherwise than the endpoint does.
    package let isAlias: Bool
    package let isCold: Bool
    /// What its answer may cost, held back until it is known.
    package let reserved: Amount
    /// Which API the endpoint has.
    package let kind: EndpointKind?
    package let isRetry: Bool
    let endpointIndex: Int
    let deploymentIndex: Int
    let admission: Breaker.Admission
}

/// What the fleet says to an ask.
package enum Choice: Sendable {
    case granted(Grant)
    /// Nobody can take it now; `until` is when that may change without anything else happening.
    case wait(until: NIODeadline?)
    /// Somebody could, and the month's money is spent.
    case budgetExhausted
    /// Known, and nobody alive serves it.
    case noEndpoint
    /// No endpoint ever listed it.
    case unknownModel
}

/// How an attempt went, told when its grant is given back.
package struct AttemptReport: Sendable {
    package var outcome: Outcome
    /// Until the first piece of content, for what may be learned from it.
    package var firstPiece: TimeAmount?
    package var size = HeaderDeadlines.PromptSize.small
    package var isStream = false
    /// How long the endpoint asked to be left alone.
    package var park: TimeAmount?
    /// What was used, where something was.
    package var consumption: Consumption?
    /// How long the answer took to write, where it came whole.
    package var writing: TimeAmount?
    /// What went wrong, in a few words without content.
    package var error: String?
    /// None of our credentials is taken.
    package var refusesUs = false
    /// Nobody asked: it was a canary.
    package var isCanary = false

    package init(_ outcome: Outcome) {
        self.outcome = outcome
    }
}
