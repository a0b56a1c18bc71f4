import NIOCore

/// A model at an endpoint.
struct Deployment {
    let endpoint: Int
    let model: String
    /// The model's name as JSON, quotes included.
    let encodedModel: ByteBuffer
    var breaker: Breaker
    var deadlines: HeaderDeadlines
    let figures: DeploymentFigures
}

/// Who serves a name: tiers in order, each with its own turn.
struct Route {
    struct Tier {
        let members: [Int]
        var rotation: SmoothWeightedRoundRobin
    }

    var tiers: [Tier]
}
