import Daemon
import Foundation
import HTTPTypes
import Synchronization

/// Slows down guessing without locking anybody out of their own account.
///
/// What counts first is a name *from one address*: after five failures it waits 1 s, 2 s, 4 s … up to 15 minutes. Guessing
/// many names from one address, or one name from many addresses, waits too, but at most 30 s. In a browser where somebody
/// has signed in before only that browser's own failures count, whoever else sits behind the same address. In memory:
/// each process counts for itself.
package final class SignInThrottle: Sendable {
    /// An attempt's origin.
    package struct Attempt: Sendable {
        let account: String
        let address: String
        let device: Data?

        /// - Parameter device: what stands for the browser, where the account has signed in with it before.
        package init(account: String, address: String, device: Data? = nil) {
            self.account = account
            self.address = address
            self.device = device
        }
    }

    fileprivate enum Key: Hashable {
        case device(account: String, Data)
        case pair(account: String, address: String)
        case account(String)
        case address(String)
    }

    fileprivate struct Failures {
        var count = 0
        var lastAttempt: ContinuousClock.Instant
        var blockedUntil: ContinuousClock.Instant
    }

    fileprivate struct State {
        var failures: [Key: Failures] = [:]
    }

    fileprivate struct Limit {
        let free: Int
        let longest: Duration

        static let one = Limit(free: 5, longest: .seconds(900))
        static let many = Limit(free: 50, longest: .seconds(30))
    }

    fileprivate static let memory: Duration = .seconds(3600)
    fileprivate static let capacity = 20_000

    private let state = Mutex(State())
    private let now: @Sendable () -> ContinuousClock.Instant

    package init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.now = now
    }

    /// Throws 429 where it is too early. Otherwise the attempt counts as a failure until `succeeded` says otherwise,
    /// so that attempts made at once count too.
    package func admit(_ attempt: Attempt) throws {
        let time = now()
        let wait: Duration? = state.withLock { state in
            let until = attempt.limits.compactMap { state.failures[$0.key]?.blockedUntil }.max() ?? time
            if until > time { return until - time }
            for (key, limit) in attempt.limits { state.count(key, limit, time) }
            return nil
        }
        guard let wait else { return }
        let seconds = Int(wait.components.seconds) + (wait.components.attoseconds > 0 ? 1 : 0)
        throw Problem(
            .tooManyRequests,
            "sign_in_throttled",
            Messages.signInThrottled,
            headers: [.retryAfter: "\(seconds)"]
        )
    }

    /// Forgets the failures of this origin; what counts for others' attempts too gets only this one back.
    package func succeeded(_ attempt: Attempt) {
        state.withLock { state in
            for (index, limit) in attempt.limits.enumerated() {
                if index == 0 { state.failures[limit.key] = nil } else { state.failures[limit.key]?.takeBack() }
            }
        }
    }

    fileprivate static func delay(after count: Int, _ free: Int, _ longest: Duration) -> Duration {
        count < free ? .zero : min(longest, .seconds(1 << min(count - free, 20)))
    }
}

extension SignInThrottle.Attempt {
    /// Its own origin first.
    fileprivate var limits: [(key: SignInThrottle.Key, limit: SignInThrottle.Limit)] {
        if let device { return [(.device(account: account, device), .one)] }
        return [
            (.pair(account: account, address: address), .one), (.account(account), .many), (.address(address), .many),
        ]
    }
}

extension SignInThrottle.State {
    fileprivate mutating func count(
        _ key: SignInThrottle.Key,
        _ limit: SignInThrottle.Limit,
        _ time: ContinuousClock.Instant
    ) {
        if failures.count >= SignInThrottle.capacity { makeRoom(time) }
        var entry = failures[key] ?? .init(lastAttempt: time, blockedUntil: time)
        if time - entry.lastAttempt >= SignInThrottle.memory { entry.count = 0 }
        entry.count += 1
        entry.lastAttempt = time
        entry.blockedUntil = time + SignInThrottle.delay(after: entry.count, limit.free, limit.longest)
        failures[key] = entry
    }
}

extension SignInThrottle.State {
    /// Those with the fewest failures go first: inventing names doesn't free a guesser of what holds them back.
    private mutating func makeRoom(_ time: ContinuousClock.Instant) {
        failures = failures.filter { time - $0.value.lastAttempt < SignInThrottle.memory }
        guard failures.count >= SignInThrottle.capacity else { return }
        let least = failures.sorted { $0.value.count < $1.value.count }.prefix(SignInThrottle.capacity / 4)
        for (key, _) in least { failures[key] = nil }
    }
}

extension SignInThrottle.Failures {
    /// The attempt that counted in advance was none.
    fileprivate mutating func takeBack() {
        count = max(0, count - 1)
        blockedUntil = lastAttempt
    }
}
