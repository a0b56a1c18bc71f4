import Daemon
import HTTPTypes
import Synchronization

/// Slows down guessing without locking anybody out of their own account.
///
/// What counts first is a name *from one address*: after five failures it waits 1 s, 2 s, 4 s … up to 15 minutes. Guessing
/// many names from one address, or one name from many addresses, waits too, but at most 30 s; and somebody who has signed
/// in from an address before isn't held up there by others' failures. In memory: each process counts for itself.
package final class SignInThrottle: Sendable {
    fileprivate enum Key: Hashable {
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
        /// Pairs that have signed in.
        var trusted: Set<Key> = []
    }

    fileprivate struct Limit {
        let free: Int
        let longest: Duration
    }

    private static let pair = Limit(free: 5, longest: .seconds(900))
    private static let account = Limit(free: 50, longest: .seconds(30))
    private static let address = Limit(free: 50, longest: .seconds(30))
    fileprivate static let memory: Duration = .seconds(3600)
    fileprivate static let capacity = 20_000

    private let state = Mutex(State())
    private let now: @Sendable () -> ContinuousClock.Instant

    package init(now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.now = now
    }

    /// Throws 429 where it is too early. Otherwise the attempt counts as a failure until `succeeded` says otherwise,
    /// so that attempts made at once count too.
    package func admit(account: String, address: String) throws {
        let time = now()
        let wait: Duration? = state.withLock { state in
            let pair = Key.pair(account: account, address: address)
            var limits = [(pair, Self.pair)]
            if !state.trusted.contains(pair) {
                limits += [(.account(account), Self.account), (.address(address), Self.address)]
            }
            let until = limits.compactMap { state.failures[$0.0]?.blockedUntil }.max() ?? time
            if until > time { return until - time }
            for (key, limit) in limits { state.count(key, limit, time) }
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

    package func succeeded(account: String, address: String) {
        state.withLock { state in
            let pair = Key.pair(account: account, address: address)
            state.failures[pair] = nil
            // Whoever was trusted already did not count there.
            guard !state.trusted.contains(pair) else { return }
            for key in [Key.account(account), .address(address)] {
                state.failures[key]?.takeBack()
            }
            if state.trusted.count >= Self.capacity { state.trusted.removeAll() }
            state.trusted.insert(pair)
        }
    }

    fileprivate static func delay(after count: Int, _ free: Int, _ longest: Duration) -> Duration {
        count < free ? .zero : min(longest, .seconds(1 << min(count - free, 20)))
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
