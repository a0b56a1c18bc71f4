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

    @Test func drawsOfAnotherReplicaCount() {
        let key = BucketKey(rate: .model, owner: "ana")
        let (first, second) = (
            TokenBuckets(RateLimits(model: 3), isShared: true), TokenBuckets(RateLimits(model: 3), isShared: true)
        )
        for _ in 0..<4 { _ = first.draw(key, at: start) }
        let draws = first.takeDraws()
        #expect(draws == [Draw(rate: .model, owner: "ana", count: 3)] && first.takeDraws().isEmpty)
        #expect(second.draw(key, at: start).remaining == 2)
        second.count(draws, at: start)
        #expect(!second.draw(key, at: start).isGranted)
        // One was drawn too many, so the next comes a token's time later.
        #expect(!second.draw(key, at: start + .seconds(21)).isGranted)
        #expect(second.draw(key, at: start + .seconds(41)).isGranted)
    }

    @Test func whatNobodyTakesIsNotKept() {
        let buckets = TokenBuckets(RateLimits(model: 3))
        _ = buckets.draw(BucketKey(rate: .model, owner: "ana"), at: start)
        #expect(buckets.takeDraws().isEmpty)
    }

    @Test func anUploadMayOweWhatIsRefilledBeforeTheNext() {
        let buckets = TokenBuckets(RateLimits(upload: 600))
        let key = BucketKey(rate: .upload, owner: "ana")
        #expect(buckets.draw(key, count: 500, at: start).remaining == 100)
        #expect(buckets.draw(key, count: 500, at: start).isGranted)
        let refused = buckets.draw(key, count: 1, at: start)
        #expect(!refused.isGranted && refused.seconds == 41 && refused.remaining == 0)
        // However much comes, a minute's worth is all that is owed.
        #expect(buckets.draw(key, count: 1_000_000, at: start + .seconds(41)).isGranted)
        #expect(!buckets.draw(key, count: 1, at: start + .seconds(101)).isGranted)
        #expect(buckets.draw(key, count: 1, at: start + .seconds(102)).isGranted)
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
