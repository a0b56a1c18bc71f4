import Synchronization

/// What was found out of the terms of an index, for as long as it gets no new one: people ask with the same words.
final class NeighbourCache: Sendable {
    struct Weights {
        /// Of each gram: the square of its inverse document frequency, terms taken for documents.
        let ofGrams: [Float]
        /// Of each term: those of its grams together.
        let ofTerms: [Float]
    }

    private struct State {
        var weights: Weights?
        var neighbours: [String: [Resemblance.Neighbour]] = [:]
    }

    private static let capacity = 4_096

    private let state = Mutex(State())
    private let hasWeights = Atomic(false)

    /// Whether something of what is known would be wrong after another term.
    var isUsed: Bool { hasWeights.load(ordering: .acquiring) }

    func weights(orElse make: () -> Weights) -> Weights {
        if let weights = state.withLock({ $0.weights }) { return weights }
        let weights = make()
        state.withLock { $0.weights = weights }
        hasWeights.store(true, ordering: .releasing)
        return weights
    }

    func neighbours(of term: String) -> [Resemblance.Neighbour]? {
        state.withLock { $0.neighbours[term] }
    }

    func keep(_ neighbours: [Resemblance.Neighbour], of term: String) {
        state.withLock { state in
            if state.neighbours.count >= Self.capacity { state.neighbours = [:] }
            state.neighbours[term] = neighbours
        }
    }
}
