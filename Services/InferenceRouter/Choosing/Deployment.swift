import NIOCore
import SuiteProtocol

/// A model at an endpoint.
struct Deployment {
    let endpoint: Int
    let model: String
    /// The model's name as JSON, quotes included.
    let encodedModel: ByteBuffer
    var breaker: Breaker
    var deadlines: HeaderDeadlines
    /// What may be sent to the model, wherever it runs.
    let dataClasses: DataClassMask
    /// By `models.yaml`, where the endpoint has none.
    let price: Price?
    let figures: DeploymentFigures
    /// Booked since the last writing.
    var unwritten = SpendTally()
    /// Tokens of an answer, learned from those that came.
    var expectedOutput = 500.0
    /// When it last answered.
    var provedAt = NIODeadline.distantPast

    /// Whether the endpoint itself knows the model by this name.
    func isCalled(_ name: String) -> Bool {
        name == model || name == Self.shortName(of: model)
    }

    /// The name that means the same: Ollama's without `:latest`, Google's without `models/`.
    static func shortName(of model: String) -> String? {
        if model.hasSuffix(":latest") { return String(model.dropLast(7)) }
        return model.hasPrefix("models/") ? String(model.dropFirst(7)) : nil
    }
}

/// Who serves a name: tiers in order, each with its own turn.
struct Route {
    struct Tier {
        let members: [Int]
        var rotation: SmoothWeightedRoundRobin

        /// The member whose turn it is among those whose bit is set.
        mutating func next(among free: UInt64) -> Int? {
            rotation.next(among: free).map { members[$0] }
        }
    }

    var tiers: [Tier]
    /// Understood, and not listed: an alias, or a model of `models.yaml` by another name than an endpoint's.
    var isHidden = false
}
