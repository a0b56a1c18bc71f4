import Synchronization

/// The generations that this replica writes, and how many of them are each person's.
final class RunningGenerations: Sendable {
    private struct Running {
        let generation: Generation
        var writing: Task<GenerationOutcome, Never>?
        var isStopped = false
    }

    private struct State {
        var running: [String: Running] = [:]
        /// Answers under way, and those that are about to begin, by person.
        var taken: [String: Int] = [:]
    }

    private let maxPerPerson: Int
    private let state = Mutex(State())

    init(maxPerPerson: Int) {
        self.maxPerPerson = maxPerPerson
    }

    var all: [Generation] { state.withLock { $0.running.values.map(\.generation) } }

    subscript(id: String) -> Generation? { state.withLock { $0.running[id]?.generation } }

    /// - Parameter isUrgent: whoever is in danger is heard however many there are.
    func reserve(for person: String, isUrgent: Bool) throws(ConversationError) {
        let isFree = state.withLock { state in
            guard isUrgent || state.taken[person, default: 0] < maxPerPerson else { return false }
            state.taken[person, default: 0] += 1
            return true
        }
        guard isFree else { throw .tooManyGenerations(limit: maxPerPerson) }
    }

    func giveBack(_ person: String) {
        state.withLock { state in
            let left = state.taken[person, default: 1] - 1
            state.taken[person] = left > 0 ? left : nil
        }
    }

    /// One whose place was reserved.
    func add(_ generation: Generation) {
        state.withLock { $0.running[generation.start.generationID] = Running(generation: generation) }
    }

    func started(_ generation: Generation, _ writing: Task<GenerationOutcome, Never>) {
        let isStopped = state.withLock { state in
            state.running[generation.start.generationID]?.writing = writing
            return state.running[generation.start.generationID]?.isStopped ?? false
        }
        if isStopped { writing.cancel() }
    }

    func stop(_ generation: Generation) {
        let writing = state.withLock { state in
            state.running[generation.start.generationID]?.isStopped = true
            return state.running[generation.start.generationID]?.writing
        }
        writing?.cancel()
    }

    func isStopped(_ generation: Generation) -> Bool {
        state.withLock { $0.running[generation.start.generationID]?.isStopped ?? false }
    }

    func remove(_ generation: Generation) {
        state.withLock { $0.running[generation.start.generationID] = nil }
        giveBack(generation.owner)
    }
}
