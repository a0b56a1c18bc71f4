import NIOCore
import Synchronization

/// Who draws from which bucket.
package struct BucketKey: Hashable, Sendable {
    let rate: RateClass
    /// A person's id, or an address.
    let owner: String

    package init(rate: RateClass, owner: String) {
        self.rate = rate
        self.owner = owner
    }
}

/// How fast buckets fill, a minute.
package struct RateLimits: Sendable {
    let model: Int
    let read = 1_200
    let write = 300
    let `public` = 600

    package init(model: Int = 60) {
        self.model = model
    }

    func perMinute(_ rate: RateClass) -> Int {
        switch rate {
        case .model: model
        case .read: read
        case .write: write
        case .public: self.public
        }
    }
}

/// What a bucket answered.
package struct Allowance: Sendable, Equatable {
    package let isGranted: Bool
    package let limit: Int
    package let remaining: Int
    /// Until the next token where none is left, else until the bucket is full. Whole seconds, rounded up.
    package let seconds: Int
}

/// Token buckets that all event loops share: a minute's worth at once, then as fast as they fill.
///
/// Split into shards, each behind a lock that is held for a look-up only.
package final class TokenBuckets: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: NIODeadline
    }

    private final class Shard: Sendable {
        let buckets = Mutex<[BucketKey: Bucket]>([:])
    }

    private let limits: RateLimits
    private let shards: [Shard]
    /// Buckets of a shard before the full ones are forgotten.
    private static let capacity = 2_048

    package init(_ limits: RateLimits, shards: Int = 32) {
        self.limits = limits
        self.shards = (0..<shards).map { _ in Shard() }
    }

    package func draw(_ key: BucketKey, at now: NIODeadline) -> Allowance {
        let limit = limits.perMinute(key.rate)
        let perSecond = Double(limit) / 60
        let shard = shards[Int(UInt(bitPattern: key.hashValue) % UInt(shards.count))]
        return shard.buckets.withLock { buckets in
            var bucket = buckets[key] ?? Bucket(tokens: Double(limit), filledAt: now)
            let elapsed = max(0, Double((now - bucket.filledAt).nanoseconds) / 1e9)
            bucket.tokens = min(Double(limit), bucket.tokens + elapsed * perSecond)
            bucket.filledAt = now
            let isGranted = bucket.tokens >= 1
            if isGranted { bucket.tokens -= 1 }
            if buckets.count >= Self.capacity, buckets[key] == nil { prune(&buckets, now) }
            buckets[key] = bucket
            let missing = isGranted ? Double(limit) - bucket.tokens : 1 - bucket.tokens
            return Allowance(
                isGranted: isGranted,
                limit: limit,
                remaining: Int(bucket.tokens),
                seconds: Int((missing / perSecond).rounded(.up))
            )
        }
    }

    /// A bucket that would be full by now says nothing; where all say something, those who drew least go.
    private func prune(_ buckets: inout [BucketKey: Bucket], _ now: NIODeadline) {
        buckets = buckets.filter { key, bucket in
            let limit = Double(limits.perMinute(key.rate))
            return bucket.tokens + Double((now - bucket.filledAt).nanoseconds) / 1e9 * limit / 60 < limit
        }
        guard buckets.count >= Self.capacity else { return }
        let fullest = buckets.sorted { $0.value.tokens > $1.value.tokens }.prefix(Self.capacity / 4)
        for (key, _) in fullest { buckets[key] = nil }
    }
}
