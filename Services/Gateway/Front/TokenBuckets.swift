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
    /// Bytes.
    let upload: Int

    package init(model: Int = 60, upload: Int = 512 << 20) {
        self.model = model
        self.upload = upload
    }

    func perMinute(_ rate: RateClass) -> Int {
        switch rate {
        case .model: model
        case .read: read
        case .write: write
        case .public: self.public
        case .upload: upload
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

/// What was drawn from one bucket in a while.
package struct Draw: Codable, Sendable, Equatable {
    package let rate: RateClass
    package let owner: String
    package let count: Int

    package init(rate: RateClass, owner: String, count: Int) {
        self.rate = rate
        self.owner = owner
        self.count = count
    }
}

/// Token buckets that all event loops share: a minute's worth at once, then as fast as they fill.
///
/// Split into shards, each behind a lock that is held for a look-up only.
package final class TokenBuckets: Sendable {
    private struct Bucket {
        var tokens: Double
        var filledAt: NIODeadline
    }

    private struct Contents {
        var buckets: [BucketKey: Bucket] = [:]
        /// What other replicas haven't been told.
        var draws: [BucketKey: Int] = [:]
    }

    private final class Shard: Sendable {
        let contents = Mutex(Contents())
    }

    private let limits: RateLimits
    private let isShared: Bool
    private let shards: [Shard]
    /// Buckets of a shard before the full ones are forgotten.
    private static let capacity = 2_048

    /// - Parameter isShared: whether somebody takes the draws, to tell other replicas.
    package init(_ limits: RateLimits, isShared: Bool = false, shards: Int = 32) {
        self.limits = limits
        self.isShared = isShared
        self.shards = (0..<shards).map { _ in Shard() }
    }

    /// - Parameter count: more than is left is granted as long as anything is; the bucket owes it then.
    package func draw(_ key: BucketKey, count: Int = 1, at now: NIODeadline) -> Allowance {
        let limit = limits.perMinute(key.rate)
        let perSecond = Double(limit) / 60
        return shard(of: key).contents.withLock { contents in
            var bucket = filled(key, in: contents, now)
            let isGranted = bucket.tokens >= 1
            if isGranted {
                bucket.tokens = max(-Double(limit), bucket.tokens - Double(count))
                if isShared { contents.draws[key, default: 0] += count }
            }
            keep(bucket, key, in: &contents, now)
            let missing = isGranted ? Double(limit) - bucket.tokens : 1 - bucket.tokens
            return Allowance(
                isGranted: isGranted,
                limit: limit,
                remaining: max(0, Int(bucket.tokens)),
                seconds: Int((missing / perSecond).rounded(.up))
            )
        }
    }

    /// What was drawn here since the last time this was asked.
    package func takeDraws() -> [Draw] {
        shards.flatMap { shard in
            shard.contents.withLock { contents in
                defer { contents.draws.removeAll(keepingCapacity: true) }
                return contents.draws.map { Draw(rate: $0.rate, owner: $0.owner, count: $1) }
            }
        }
    }

    /// Draws of another replica. They were granted there, so a bucket may come to owe up to a minute's worth.
    package func count(_ draws: [Draw], at now: NIODeadline) {
        for draw in draws where draw.count > 0 {
            let key = BucketKey(rate: draw.rate, owner: draw.owner)
            shard(of: key).contents.withLock { contents in
                var bucket = filled(key, in: contents, now)
                bucket.tokens = max(-Double(limits.perMinute(key.rate)), bucket.tokens - Double(draw.count))
                keep(bucket, key, in: &contents, now)
            }
        }
    }

    private func shard(of key: BucketKey) -> Shard {
        shards[Int(UInt(bitPattern: key.hashValue) % UInt(shards.count))]
    }

    private func filled(_ key: BucketKey, in contents: Contents, _ now: NIODeadline) -> Bucket {
        let limit = Double(limits.perMinute(key.rate))
        var bucket = contents.buckets[key] ?? Bucket(tokens: limit, filledAt: now)
        let elapsed = max(0, Double((now - bucket.filledAt).nanoseconds) / 1e9)
        bucket.tokens = min(limit, bucket.tokens + elapsed * limit / 60)
        bucket.filledAt = now
        return bucket
    }

    private func keep(_ bucket: Bucket, _ key: BucketKey, in contents: inout Contents, _ now: NIODeadline) {
        if contents.buckets.count >= Self.capacity, contents.buckets[key] == nil { prune(&contents.buckets, now) }
        contents.buckets[key] = bucket
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
