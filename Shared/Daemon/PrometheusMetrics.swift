import CoreMetrics
import Synchronization

/// A swift-metrics backend that is read in Prometheus' text format. Passed explicitly: there is no global one.
///
/// Timers are histograms in seconds, recorders histograms in their own unit, meters and non-aggregating recorders gauges.
package final class PrometheusMetrics: MetricsFactory, Sendable {
    private let families = Mutex<[String: MetricFamily]>([:])
    private let collectors = Mutex<[@Sendable () -> [GaugeReading]]>([])

    package init() {}

    /// Figures read only when someone asks, such as the process's memory.
    package func collect(_ readings: @escaping @Sendable () -> [GaugeReading]) {
        collectors.withLock { $0.append(readings) }
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, .counter, dimensions) { CounterSeries() }
    }

    package func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(label, .counter, dimensions) { CounterSeries() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, .gauge, dimensions) { GaugeSeries() }
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        if aggregate { return series(label, .histogram, dimensions) { HistogramSeries(bounds: Self.sizes) } }
        return series(label, .gauge, dimensions) { GaugeSeries() }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, .histogram, dimensions) { HistogramSeries(bounds: Self.seconds) }
    }

    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// Prometheus text exposition format 0.0.4.
    package func text() -> String {
        var text = ""
        let families = families.withLock { $0 }
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                series.write(name: name, labels: labels, to: &text)
            }
        }
        for reading in collectors.withLock({ $0 }).flatMap({ $0() }) {
            text += "# TYPE \(reading.name) \(reading.isCounter ? "counter" : "gauge")\n"
            text += "\(reading.name) \(number(reading.value))\n"
        }
        return text
    }

    /// Prometheus' own default buckets, finer below 5 ms, where our daemons answer, and up to a model's minute.
    private static let seconds = [
        0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120,
    ]
    /// Powers of four, for bytes, tokens and counts.
    private static let sizes: [Double] = [1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576]

    private func series<Series: MetricSeries>(
        _ label: String,
        _ kind: MetricKind,
        _ dimensions: [(String, String)],
        make: () -> Series
    ) -> Series {
        let name = metricName(label)
        let labels = dimensions.map { metricName($0.0) + "=\"" + escaped($0.1) + "\"" }.joined(separator: ",")
        return families.withLock { families in
            if let known = families[name]?.series[labels] as? Series { return known }
            let series = make()
            families[name, default: MetricFamily(kind: kind)].series[labels] = series
            return series
        }
    }
}

/// One unlabelled figure of a collector.
package struct GaugeReading: Sendable {
    let name: String
    let value: Double
    let isCounter: Bool

    package init(_ name: String, _ value: Double, isCounter: Bool = false) {
        self.name = name
        self.value = value
        self.isCounter = isCounter
    }
}

enum MetricKind: String {
    case counter, gauge, histogram
}

struct MetricFamily {
    let kind: MetricKind
    /// By label text.
    var series: [String: any MetricSeries] = [:]
}

private func metricName(_ label: String) -> String {
    String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") ? $0 : "_" })
}

private func escaped(_ value: String) -> String {
    // By scalars: "\r\n" is one character.
    value.unicodeScalars.reduce(into: "") { text, scalar in
        switch scalar {
        case "\\": text += "\\\\"
        case "\"": text += "\\\""
        case "\n": text += "\\n"
        default: text.unicodeScalars.append(scalar)
        }
    }
}

func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
}
