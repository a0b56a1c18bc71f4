import Daemon
import DaemonTesting
import Testing

@Suite(.timeLimit(.minutes(1)))
struct RequestTests {
    private let sample = SampleDaemon()
    private let traceID = "4bf92f3577b34da6a3ce929d0e0e4736"

    @Test func carriesTheCallersIDsThroughTheAnswerTheLogAndItsOwnCalls() async throws {
        try await sample.run { daemon in
            let headers = ["X-Request-ID": "r-1", "traceparent": "00-\(traceID)-00f067aa0ba902b7-01"]
            let response = try await daemon.get("/notes/1", headers: headers)
            #expect(response.header("x-request-id") == "r-1")
            #expect(response.body.contains("x-request-id=r-1"))
            #expect(response.body.contains("traceparent=00-\(traceID)-"))
            #expect(!response.body.contains("00f067aa0ba902b7"))
            let line = try #require(sample.log.entries("request").first)
            #expect(line["request_id"] == "r-1" && line["trace_id"] == traceID)
        }
    }

    @Test func givesIDsWhereTheCallersAreMissingOrHarmful() async throws {
        try await sample.run { daemon in
            let first = try await daemon.get("/notes/1").header("x-request-id")
            let second = try await daemon.get("/notes/1", headers: ["X-Request-ID": "{\"a\": 1}"]).header(
                "x-request-id"
            )
            #expect(first?.count == 32 && second?.count == 32 && first != second)
        }
    }

    @Test func writesOneAccessLineByRouteWithoutWhatPeopleAsked() async throws {
        try await sample.run { daemon in
            _ = try await daemon.get("/notes/confidencial?q=tengo+fiebre&token=abc")
            let lines = try sample.log.entries("request")
            #expect(lines.count == 1)
            let line = try #require(lines.first)
            #expect(line["method"] == "GET" && line["route"] == "/notes/{id}" && line["status"] == "200")
            #expect(line["ms"].flatMap(Double.init).map { $0 >= 0 && $0 < 10_000 } == true)
            for word in ["fiebre", "token", "abc", "confidencial"] { #expect(!sample.log.text.contains(word)) }
        }
    }

    @Test func writesTheLineOfAStreamAtItsEnd() async throws {
        try await sample.run { daemon in
            #expect(try await daemon.get("/stream").body == "one two")
            while try sample.log.entries("request").isEmpty { await Task.yield() }
            let line = try #require(sample.log.entries("request").first)
            #expect(line["route"] == "/stream" && line["status"] == "200" && line["broken_off"] == nil)
        }
    }

    @Test func countsMethodsAndPathsThatAreNotOursTogether() async throws {
        try await sample.run { daemon in
            for method in ["PROPFIND", "MKCOL", "LOCK"] {
                _ = try await daemon.send(method, "/coffee/\(method)", body: nil)
            }
            let metrics = try await daemon.get("/metrics").body
            #expect(
                metrics.contains(
                    #"http_server_request_duration_seconds_count{method="other",route="NotFound",status="404"} 3"#
                )
            )
            #expect(!metrics.contains("PROPFIND") && !metrics.contains("coffee"))
        }
    }
}
