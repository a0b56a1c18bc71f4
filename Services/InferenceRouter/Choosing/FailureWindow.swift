import NIOCore

/// Requests and failures of the last seconds, in ten buckets.
struct FailureWindow: Sendable {
    struct Tally: Equatable {
        var requests = 0
        var failures = 0
    }

    private struct Bucket {
        var number: UInt64 = 0
        var tally = Tally()
    }

    private let width: UInt64
    private var buckets = Array(repeating: Bucket(), count: 10)

    init(span: TimeAmount) {
        width = max(1, UInt64(max(0, span.nanoseconds)) / 10)
    }

    mutating func count(failed: Bool, at now: NIODeadline) {
        let number = now.uptimeNanoseconds / width
        let index = Int(number % 10)
        if buckets[index].number != number { buckets[index] = Bucket(number: number) }
        buckets[index].tally.requests += 1
        if failed { buckets[index].tally.failures += 1 }
    }

    func tally(at now: NIODeadline) -> Tally {
        let number = now.uptimeNanoseconds / width
        return buckets.reduce(into: Tally()) { sum, bucket in
            guard bucket.number + 10 > number else { return }
            sum.requests += bucket.tally.requests
            sum.failures += bucket.tally.failures
        }
    }
}
