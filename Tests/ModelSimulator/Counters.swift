import Foundation

/// What the simulator saw since it started or was reset. Times are milliseconds since 1970.
struct Counters: Encodable {
    private(set) var requests = 0
    private(set) var byPath: [String: Int] = [:]
    /// Requests whose answer isn't finished.
    private(set) var active = 0
    var openConnections = 0
    private(set) var openStreams = 0
    private(set) var completed = 0
    /// Requests whose client left before the end of the answer.
    private(set) var cancelled = 0
    /// When each of the last hundred left.
    private(set) var cancelledAt: [Double] = []
    private(set) var faults: [String: Int] = [:]
    private(set) var lastRequestAt: Double?

    static var now: Double { Date().timeIntervalSince1970 * 1_000 }

    mutating func received(path: String) {
        requests += 1
        byPath[path, default: 0] += 1
        active += 1
        lastRequestAt = Self.now
    }

    mutating func gave(_ faults: [Fault]) {
        for fault in faults { self.faults[fault.name, default: 0] += 1 }
    }

    mutating func streamOpened() { openStreams += 1 }

    mutating func ended(_ outcome: Outcome, streamed: Bool) {
        active -= 1
        if streamed { openStreams -= 1 }
        switch outcome {
        case .completed: completed += 1
        case .broken: break
        case .cancelled:
            cancelled += 1
            if cancelledAt.count == 100 { cancelledAt.removeFirst() }
            cancelledAt.append(Self.now)
        }
    }

    /// Starts again from zero; answers under way are still counted as such.
    mutating func reset() {
        let (active, openStreams) = (active, openStreams)
        self = Counters()
        (self.active, self.openStreams) = (active, openStreams)
    }
}

/// How an answer ended.
enum Outcome {
    case completed
    /// By a fault that was asked for.
    case broken
    /// The client left.
    case cancelled
}
