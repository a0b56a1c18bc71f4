import NIOCore

/// How long one model at one endpoint may take until it begins to answer, learned from how long it took.
package struct HeaderDeadlines: Sendable {
    /// Prompts of a kind take a time of a kind.
    package enum PromptSize: Int, CaseIterable, Sendable {
        case small, medium, large

        package init(bytes: Int) {
            self = bytes < 4_096 ? .small : bytes < 65_536 ? .medium : .large
        }
    }

    private let settings: TimeoutSettings
    private var streams = Array(repeating: LatencyWindow(), count: PromptSize.allCases.count)
    private var wholes = Array(repeating: LatencyWindow(), count: PromptSize.allCases.count)

    package init(_ settings: TimeoutSettings) {
        self.settings = settings
    }

    package mutating func record(_ duration: TimeAmount, _ size: PromptSize, isStream: Bool) {
        if isStream {
            streams[size.rawValue].record(duration)
        } else {
            wholes[size.rawValue].record(duration)
        }
    }

    /// - Parameter isCold: the model has to be loaded first.
    package mutating func limit(_ size: PromptSize, isStream: Bool, isCold: Bool) -> TimeAmount {
        if isCold { return settings.headerLongest }
        let index = size.rawValue
        let samples = isStream ? streams[index].count : wholes[index].count
        guard samples >= settings.headerSamples,
            let p95 = isStream ? streams[index].p95() : wholes[index].p95()
        else { return settings.headerUnknown }
        // An answer given as a whole has no first token: its time depends on its length, and twenty short ones
        // say nothing of a long one.
        let least = isStream ? settings.headerLeast : settings.headerUnknown
        return max(least, min(settings.headerLongest, p95 * 3))
    }
}
