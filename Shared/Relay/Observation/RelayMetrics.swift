import CoreMetrics
import NIOCore

/// The figures of exchanges, by route and class of status. One for each event loop: what it has looked up once
/// it keeps, without a lock.
package final class RelayMetrics {
    private struct Key: Hashable {
        let route: String
        let statusClass: Int
    }

    private struct Series {
        let duration: Timer
        let bytesIn: Counter
        let bytesOut: Counter
    }

    private let prefix: String
    private let factory: any MetricsFactory
    private var series: [Key: Series] = [:]
    private var lastKey: Key?
    private var last: Series?

    /// - Parameter prefix: the first part of every label, `consulta_gateway` say.
    package init(prefix: String, factory: any MetricsFactory) {
        self.prefix = prefix
        self.factory = factory
    }

    /// Records `<prefix>_request_duration_seconds` and `<prefix>_bytes_in_total`, `_bytes_out_total`.
    package func record(_ record: ExchangeRecord) {
        let series = find(Key(route: record.route, statusClass: record.status / 100))
        series.duration.recordNanoseconds(record.duration.nanoseconds)
        if record.bytesIn > 0 { series.bytesIn.increment(by: record.bytesIn) }
        if record.bytesOut > 0 { series.bytesOut.increment(by: record.bytesOut) }
        if let failure = record.failure {
            Counter(
                label: "\(prefix)_upstream_failures_total",
                dimensions: [("upstream", record.upstream ?? ""), ("failure", failure.rawValue)],
                factory: factory
            ).increment()
        }
    }

    private func find(_ key: Key) -> Series {
        if let last, lastKey == key { return last }
        let found = series[key] ?? make(key)
        series[key] = found
        lastKey = key
        last = found
        return found
    }

    private func make(_ key: Key) -> Series {
        let dimensions = [("route", key.route), ("status", "\(key.statusClass)xx")]
        return Series(
            duration: Timer(
                label: "\(prefix)_request_duration_seconds",
                dimensions: dimensions,
                factory: factory
            ),
            bytesIn: Counter(label: "\(prefix)_bytes_in_total", dimensions: [("route", key.route)], factory: factory),
            bytesOut: Counter(label: "\(prefix)_bytes_out_total", dimensions: [("route", key.route)], factory: factory)
        )
    }
}
