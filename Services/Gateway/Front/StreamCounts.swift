import NIOCore
import Synchronization

/// How many streams one caller has open in one replica.
package struct StreamCount: Codable, Sendable, Equatable {
    /// A person's id, a key's, or a network.
    package let owner: String
    package let count: Int

    package init(owner: String, count: Int) {
        self.owner = owner
        self.count = count
    }
}

/// How many streams each caller has open: here, and at other replicas as far as they have said so lately.
package final class StreamCounts: Sendable {
    private struct Elsewhere {
        var count: Int
        var heardAt: NIODeadline
    }

    private struct State {
        var here: [String: Int] = [:]
        /// By owner, then by replica.
        var elsewhere: [String: [String: Elsewhere]] = [:]
        var changed: Set<String> = []
    }

    package let limit: Int
    private let isShared: Bool
    private let state = Mutex(State())

    /// A replica that has said nothing for so long is gone, or Redis is.
    private static let memory = TimeAmount.seconds(3)

    /// - Parameter isShared: whether somebody takes the changes, to tell other replicas.
    package init(limit: Int, isShared: Bool = false) {
        self.limit = limit
        self.isShared = isShared
    }

    /// Takes a place; false where none is left. Every place is given back by `leave`.
    package func enter(_ owner: String, at now: NIODeadline) -> Bool {
        state.withLock { state in
            let here = state.here[owner, default: 0]
            let elsewhere = (state.elsewhere[owner] ?? [:]).values.filter { $0.heardAt + Self.memory > now }
            guard here + elsewhere.reduce(0, { $0 + $1.count }) < limit else { return false }
            state.here[owner] = here + 1
            if isShared { state.changed.insert(owner) }
            return true
        }
    }

    package func leave(_ owner: String) {
        state.withLock { state in
            let left = state.here[owner, default: 1] - 1
            state.here[owner] = left > 0 ? left : nil
            if isShared { state.changed.insert(owner) }
        }
    }

    /// What is open here now, of those for whom it changed since the last time this was asked.
    package func takeChanges() -> [StreamCount] {
        state.withLock { state in
            defer { state.changed.removeAll(keepingCapacity: true) }
            return state.changed.map { StreamCount(owner: $0, count: state.here[$0] ?? 0) }
        }
    }

    /// All that is open here: to be said again before the others forget it.
    package func all() -> [StreamCount] {
        state.withLock { $0.here.map { StreamCount(owner: $0, count: $1) } }
    }

    package func hear(_ counts: [StreamCount], from replica: String, at now: NIODeadline) {
        state.withLock { state in
            for told in counts {
                let entry = told.count > 0 ? Elsewhere(count: told.count, heardAt: now) : nil
                state.elsewhere[told.owner, default: [:]][replica] = entry
                if state.elsewhere[told.owner]?.isEmpty == true { state.elsewhere[told.owner] = nil }
            }
        }
    }

    /// Drops what replicas said that are silent since.
    package func forget(at now: NIODeadline) {
        state.withLock { state in
            state.elsewhere = state.elsewhere.compactMapValues { replicas in
                let heard = replicas.filter { $0.value.heardAt + Self.memory > now }
                return heard.isEmpty ? nil : heard
            }
        }
    }
}
