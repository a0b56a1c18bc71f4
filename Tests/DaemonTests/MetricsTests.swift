import CoreMetrics
import Daemon
import DaemonTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MetricsTests {
    private let metrics = PrometheusMetrics()

    private var lines: [String] { metrics.text().split(separator: "\n").map(String.init) }

    @Test func writesCountersWithTheirLabels() {
        Counter(label: "relay.requests", dimensions: [("route", "/a"), ("status", "200")], factory: metrics).increment()
        Counter(label: "relay.requests", dimensions: [("route", "/a"), ("status", "200")], factory: metrics)
            .increment(by: 2)
        Counter(label: "relay.requests", dimensions: [("route", "/b"), ("status", "500")], factory: metrics).increment()
        FloatingPointCounter(label: "spend", factory: metrics).increment(by: 0.25)
        #expect(
            lines == [
                "# TYPE relay_requests counter", #"relay_requests{route="/a",status="200"} 3"#,
                #"relay_requests{route="/b",status="500"} 1"#, "# TYPE spend counter", "spend 0.25",
            ]
        )
    }

    @Test func writesGauges() {
        let open = Meter(label: "open", factory: metrics)
        open.increment(by: 3)
        open.decrement(by: 1)
        Gauge(label: "load", factory: metrics).record(0.5)
        #expect(lines == ["# TYPE load gauge", "load 0.5", "# TYPE open gauge", "open 2"])
    }

    @Test func writesTimesAsCumulativeBucketsOfSeconds() {
        let timer = CoreMetrics.Timer(label: "wait", dimensions: [("pool", "p")], factory: metrics)
        for milliseconds: Int64 in [1, 2, 300_000] { timer.recordNanoseconds(milliseconds * 1_000_000) }
        #expect(lines.first == "# TYPE wait histogram")
        for line in [
            #"wait_bucket{pool="p",le="0.0005"} 0"#, #"wait_bucket{pool="p",le="0.001"} 1"#,
            #"wait_bucket{pool="p",le="0.0025"} 2"#, #"wait_bucket{pool="p",le="120"} 2"#,
            #"wait_bucket{pool="p",le="+Inf"} 3"#, #"wait_sum{pool="p"} 300.003"#, #"wait_count{pool="p"} 3"#,
        ] { #expect(lines.contains(line)) }
    }

    @Test func writesSizesWithoutLabels() {
        Recorder(label: "tokens", factory: metrics).record(100)
        #expect(lines.contains(#"tokens_bucket{le="64"} 0"#) && lines.contains(#"tokens_bucket{le="256"} 1"#))
        #expect(lines.contains("tokens_sum 100") && lines.contains("tokens_count 1"))
    }

    @Test func escapesLabels() {
        let hostile = "a\"b\\c\nd\r\ne"
        Counter(label: "x", dimensions: [("a key", hostile)], factory: metrics).increment()
        #expect(metrics.text() == "# TYPE x counter\nx{a_key=\"a\\\"b\\\\c\\nd\r\\ne\"} 1\n")
    }

    @Test func readsCollectorsWhenAsked() {
        metrics.collect { [GaugeReading("now", 1), GaugeReading("ever_total", 2, isCounter: true)] }
        #expect(lines == ["# TYPE now gauge", "now 1", "# TYPE ever_total counter", "ever_total 2"])
    }

    @Test func tellsOfTheProcessAndItsRequests() async throws {
        try await SampleDaemon().run { daemon in
            _ = try await daemon.get("/notes/1")
            let response = try await daemon.get("/metrics")
            #expect(response.header("content-type") == "text/plain; version=0.0.4; charset=utf-8")
            var figures: [String: Double] = [:]
            for line in response.body.split(separator: "\n") where !line.hasPrefix("#") {
                let end = try #require(line.lastIndex(of: " "))
                figures[String(line[..<end])] = Double(line[end...].dropFirst())
            }
            #expect(try #require(figures["process_resident_memory_bytes"]) > 1_048_576)
            #expect(try #require(figures["process_open_fds"]) > 2)
            #expect(try #require(figures["process_max_fds"]) >= 256)
            #expect(try #require(figures["process_cpu_seconds_total"]) > 0)
            let route = #"{method="GET",route="/notes/{id}",status="200"}"#
            #expect(figures["http_server_request_duration_seconds_count\(route)"] == 1)
        }
    }
}
