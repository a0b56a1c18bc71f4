import NIOCore

/// How long a retry waits.
package struct Backoff: Sendable {
    let settings: RetrySettings

    package init(_ settings: RetrySettings) {
        self.settings = settings
    }

    /// Before another endpoint: full jitter, as Envoy does it. `retry` counts from 1.
    package func another(
        retry: Int,
        using generator: inout some RandomNumberGenerator
    ) -> TimeAmount {
        let bound = min(
            settings.anotherLongest.nanoseconds,
            Self.scaled(settings.anotherBase, (1 << Int64(min(retry, 30))) - 1)
        )
        return .nanoseconds(Int64.random(in: 0...max(0, bound), using: &generator))
    }

    /// Before the same endpoint again: exponential, a fifth more or less. `retry` counts from 1.
    package func same(
        retry: Int,
        using generator: inout some RandomNumberGenerator
    ) -> TimeAmount {
        let middle = min(
            settings.sameLongest.nanoseconds,
            Self.scaled(settings.sameBase, 1 << Int64(min(retry, 31) - 1))
        )
        return .nanoseconds(Int64(Double(middle) * Double.random(in: 0.8...1.2, using: &generator)))
    }

    private static func scaled(_ base: TimeAmount, _ factor: Int64) -> Int64 {
        let (product, overflows) = base.nanoseconds.multipliedReportingOverflow(by: factor)
        return overflows ? .max : product
    }
}
