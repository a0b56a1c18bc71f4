import CoreMetrics

/// The figures of one connection.
struct RedisMetrics: Sendable {
    let connected: Gauge
    let commands: Counter
    let failures: Counter
    let reconnects: Counter
    let queueDepth: Gauge

    init(connection name: String, factory: any MetricsFactory) {
        let dimensions = [("connection", name)]
        connected = Gauge(label: "redis_connected", dimensions: dimensions, factory: factory)
        commands = Counter(label: "redis_commands_total", dimensions: dimensions, factory: factory)
        failures = Counter(label: "redis_failures_total", dimensions: dimensions, factory: factory)
        reconnects = Counter(label: "redis_reconnects_total", dimensions: dimensions, factory: factory)
        queueDepth = Gauge(label: "redis_queue_depth", dimensions: dimensions, factory: factory)
        connected.record(0)
    }
}
