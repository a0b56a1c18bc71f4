import Gateway
import NIOCore
import Testing

@Suite struct TokenBucketTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    @Test func aMinutesWorthAtOnceAndThenAsItFills() {
        let buckets = TokenBuckets(RateLimits(model: 60))
        let key = BucketKey(rate: .model, owner: "ana")
        for remaining in (0..<60).reversed() {
            let allowance = buckets.draw(key, at: start)
            #expect(allowance.isGranted && allowance.remaining == remaining && allowance.limit == 60)
        }
        let refused = buckets.draw(key, at: start + .milliseconds(200))
        #expect(!refused.isGranted && refused.seconds == 1)
        #expect(buckets.draw(key, at: start + .milliseconds(1100)).isGranted)
        #expect(!buckets.draw(key, at: start + .milliseconds(1200)).isGranted)
    }

    @Test func classesAndOwnersHaveBucketsOfTheirOwn() {
        let buckets = TokenBuckets(RateLimits(model: 1))
        #expect(buckets.draw(BucketKey(rate: .model, owner: "ana"), at: start).isGranted)
        #expect(!buckets.draw(BucketKey(rate: .model, owner: "ana"), at: start).isGranted)
        #expect(buckets.draw(BucketKey(rate: .model, owner: "bruno"), at: start).isGranted)
        #expect(buckets.draw(BucketKey(rate: .read, owner: "ana"), at: start).isGranted)
    }

    @Test func strangersCannotWashAnEmptyBucketAway() {
        let buckets = TokenBuckets(RateLimits(model: 1), shards: 1)
        let key = BucketKey(rate: .model, owner: "ana")
        #expect(buckets.draw(key, at: start).isGranted)
        for number in 0..<10_000 {
            _ = buckets.draw(BucketKey(rate: .public, owner: "\(number)"), at: start)
        }
        #expect(!buckets.draw(key, at: start).isGranted)
    }
}
