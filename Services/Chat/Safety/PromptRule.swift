/// A pattern of concepts, and how much it tells.
struct PromptRule: Sendable {
    struct Step: Sendable {
        let concept: Int
        /// How many words may stand between it and the step before; anywhere where nil.
        let reach: Int?
    }

    /// Nothing for what speaks for the message.
    let reason: Safety.Reason?
    let points: Int
    let steps: [Step]

    static let adjacent = 1
    static let near = 6
    static let passage = 24

    /// - Parameter places: where each concept stands, ascending.
    func matches(_ places: [[Range<Int>]]) -> Bool {
        guard let first = steps.first else { return false }
        return places[first.concept].contains { follows($0.upperBound, from: 1, places) }
    }

    private func follows(_ end: Int, from step: Int, _ places: [[Range<Int>]]) -> Bool {
        guard step < steps.count else { return true }
        let candidates = places[steps[step].concept]
        guard let reach = steps[step].reach else {
            return !candidates.isEmpty && follows(end, from: step + 1, places)
        }
        var index = candidates.partition { $0.lowerBound >= end }
        while index < candidates.count, candidates[index].lowerBound - end <= reach {
            if follows(candidates[index].upperBound, from: step + 1, places) { return true }
            index += 1
        }
        return false
    }
}

extension [Range<Int>] {
    /// The index of the first member of an ascending list for which the condition holds.
    fileprivate func partition(where isSecond: (Range<Int>) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isSecond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
