import Daemon
import Testing

struct TraceContextTests {
    private let traceID = "4bf92f3577b34da6a3ce929d0e0e4736"

    private func sent(_ trace: TraceContext) -> [String: String] {
        Dictionary(uniqueKeysWithValues: trace.headers.map { ($0.name, $0.value) })
    }

    @Test func continuesTheCallersTraceAsAPartOfItsOwn() {
        let trace = TraceContext(traceparent: "00-\(traceID)-00f067aa0ba902b7-01", requestID: "r-1")
        #expect(trace.traceID == traceID)
        #expect(trace.spanID != "00f067aa0ba902b7" && trace.spanID.count == 16)
        #expect(sent(trace) == ["traceparent": "00-\(traceID)-\(trace.spanID)-01", "x-request-id": "r-1"])
    }

    @Test func keepsTheCallersDecisionNotToRecord() {
        let trace = TraceContext(traceparent: "00-\(traceID)-00f067aa0ba902b7-02")
        #expect(sent(trace)["traceparent"]?.hasSuffix("-00") == true)
    }

    @Test func takesFieldsOfLaterVersions() {
        #expect(TraceContext(traceparent: "01-\(traceID)-00f067aa0ba902b7-01-more").traceID == traceID)
    }

    @Test(arguments: [
        "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-001",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e473é-00f067aa0ba902b7-01",
    ])
    func beginsATraceWhereTheCallersIsMalformed(_ header: String) {
        let trace = TraceContext(traceparent: header)
        #expect(trace.traceID != traceID)
        #expect(trace.traceID.count == 32 && trace.traceID.allSatisfy(\.isHexDigit))
        #expect(trace.requestID == trace.traceID)
    }

    @Test(arguments: ["", "a b", "a\nb", "{}", "niño", String(repeating: "a", count: 65)])
    func givesARequestItsOwnIDWhereTheCallersIsHarmful(_ id: String) {
        let trace = TraceContext(requestID: id)
        #expect(trace.requestID == trace.traceID)
    }
}
