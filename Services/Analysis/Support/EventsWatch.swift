import Foundation
import Messaging
import Synchronization

/// Whether this daemon hears of what students write: without it nobody is ever told.
final class EventsWatch: Sendable {
    /// In seconds: what is away for less is made up for.
    private static let patience = 300.0

    private let redis: Redis
    private let lastHeard: Mutex<Date>

    /// - Parameter now: as if all was well until then.
    init(redis: Redis, at now: Date) {
        self.redis = redis
        lastHeard = Mutex(now)
    }

    /// Called at least every few minutes: what nobody looks at can't be said to have been well.
    @discardableResult
    func isHearing(at now: Date) -> Bool {
        guard redis.isConfigured else { return false }
        return lastHeard.withLock { last in
            if redis.isConnected { last = max(last, now) }
            return now.timeIntervalSince(last) < Self.patience
        }
    }
}
