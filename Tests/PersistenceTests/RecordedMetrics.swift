import CoreMetrics
import Synchronization

/// Figures as they were recorded, by label and dimensions.
final class RecordedMetrics: MetricsFactory {
    private let figures = Mutex<[String: [Double]]>([:])

    func recorded(_ name: String) -> [Double] { figures.withLock { $0[name, default: []] } }
    func total(_ name: String) -> Double { recorded(name).reduce(0, +) }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler { handler(label, dimensions) }
    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        handler(label, dimensions)
    }
    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { handler(label, dimensions) }
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    private func handler(_ label: String, _ dimensions: [(String, String)]) -> Handler {
        Handler(name: ([label] + dimensions.map { "\($0)=\($1)" }).joined(separator: " "), metrics: self)
    }

    private final class Handler: CounterHandler, RecorderHandler, TimerHandler {
        let name: String
        let metrics: RecordedMetrics

        init(name: String, metrics: RecordedMetrics) {
            self.name = name
            self.metrics = metrics
        }

        func increment(by amount: Int64) { record(Double(amount)) }
        func reset() {}
        func record(_ value: Int64) { record(Double(value)) }
        func record(_ value: Double) { metrics.figures.withLock { $0[name, default: []].append(value) } }
        func recordNanoseconds(_ duration: Int64) { record(Double(duration)) }
    }
}
