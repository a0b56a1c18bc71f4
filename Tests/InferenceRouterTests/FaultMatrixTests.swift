import DaemonTesting
import InferenceRouter
import NIOHTTP1
import Testing

/// Every fault, streamed and not, with one endpoint and with four.
struct FaultMatrixTests {
    /// A fault, what a client gets where it never ends, and whether it strikes before any content.
    struct Case: Sendable, CustomTestStringConvertible {
        enum End: Equatable, Sendable {
            case answer
            case error(status: Int, code: String?)
            /// Content, then the error event, and no clean end.
            case interruption
        }

        let fault: String
        let whole: End
        let stream: End

        var testDescription: String { fault }
    }

    static let cases = [
        Case(
            fault: "reset",
            whole: .error(status: 502, code: "upstream_unreachable"),
            stream: .error(status: 502, code: "upstream_unreachable")
        ),
        Case(
            fault: "slow-headers=3000",
            whole: .error(status: 504, code: "upstream_timeout"),
            stream: .error(status: 504, code: "upstream_timeout")
        ),
        Case(fault: "500", whole: .error(status: 500, code: nil), stream: .error(status: 500, code: nil)),
        Case(fault: "503", whole: .error(status: 503, code: nil), stream: .error(status: 503, code: nil)),
        Case(
            fault: "429;retry-after-ms=30",
            whole: .error(status: 429, code: nil),
            stream: .error(status: 429, code: nil)
        ),
        Case(fault: "stall=3", whole: .error(status: 504, code: "upstream_timeout"), stream: .interruption),
        Case(fault: "cut=3", whole: .error(status: 502, code: "upstream_interrupted"), stream: .interruption),
        Case(
            fault: "invalid-json",
            whole: .error(status: 502, code: "upstream_invalid"),
            stream: .error(status: 502, code: "upstream_invalid")
        ),
        Case(fault: "huge-event=600000", whole: .answer, stream: .answer),
        Case(
            fault: "stream-error=0",
            whole: .error(status: 502, code: "upstream_interrupted"),
            stream: .error(status: 502, code: nil)
        ),
        Case(
            fault: "empty-start=3+cut=0",
            whole: .error(status: 502, code: "upstream_interrupted"),
            stream: .error(status: 502, code: "upstream_interrupted")
        ),
    ]

    @Test(arguments: cases, [false, true])
    func oneEndpointThatStaysFaulty(fault: Case, stream: Bool) async throws {
        try await RouterUnderTest.run { router in
            try await router.simulators[0].give(fault.fault)
            let answer = try await router.chat(stream: stream)
            check(answer, is: stream ? fault.stream : fault.whole, stream: stream)
            let endpoints = try await router.endpoints { $0.allSatisfy { $0.inFlight == 0 } }
            #expect(endpoints.count == 1)
        }
    }

    /// What happens once is not seen by the client at all, unless content had already gone out.
    @Test(arguments: cases, [false, true])
    func oneEndpointWithOnePassingFault(fault: Case, stream: Bool) async throws {
        try await RouterUnderTest.run { router in
            try await router.simulators[0].give(fault.fault, count: 1)
            let answer = try await router.chat(stream: stream)
            let end = stream ? fault.stream : fault.whole
            check(answer, is: end == .interruption ? .interruption : .answer, stream: stream)
            if case .error = end { #expect(answer.attempts == 2) }
        }
    }

    /// One of four is faulty: no request fails that had not yet brought content.
    @Test(arguments: cases, [false, true])
    func oneFaultyEndpointOfFour(fault: Case, stream: Bool) async throws {
        try await RouterUnderTest.run(simulators: 4) { router in
            try await router.simulators[1].give(fault.fault)
            var interrupted = 0
            for _ in 0..<8 {
                let answer = try await router.chat(stream: stream)
                if stream, fault.stream == .interruption, !answer.isWhole {
                    check(answer, is: .interruption, stream: true)
                    #expect(answer.endpoint == "medgemma-2")
                    interrupted += 1
                } else {
                    check(answer, is: .answer, stream: stream)
                }
            }
            #expect(interrupted <= 2)
            let faulty = try await router.simulators[1].counters()
            #expect(faulty.faults.values.reduce(0, +) > 0, "the faulty endpoint was never asked")
        }
    }

    @Test(arguments: [false, true])
    func aRefusedConnectionIsOneStrike(stream: Bool) async throws {
        try await RouterUnderTest.run(simulators: 4) { router in
            await router.simulators[2].kill()
            for _ in 0..<8 { check(try await router.chat(stream: stream), is: .answer, stream: stream) }
            let down = try await router.endpoints { $0[2].state == .down }
            #expect(down[2].failures <= 1)
        }
        try await RouterUnderTest.run { router in
            await router.simulators[0].kill()
            let answer = try await router.chat(stream: stream)
            check(answer, is: .error(status: 503, code: "no_endpoint"), stream: stream)
            #expect(answer.headers.first(name: "retry-after") == "5")
        }
    }

    private func check(_ answer: Answer, is end: Case.End, stream: Bool) {
        switch end {
        case .answer:
            #expect(answer.status == 200, "\(answer.body)")
            #expect(answer.isWhole)
            #expect(answer.isDone == stream)
        case .error(let status, let code):
            #expect(answer.status == status)
            #expect(answer.isWhole)
            #expect(answer.body.hasPrefix("{\"error\":{"))
            if let code { #expect(answer.code == code) }
        case .interruption:
            #expect(answer.status == 200)
            #expect(!answer.isWhole)
            #expect(answer.body.contains("\"content\":"))
            #expect(answer.code == "upstream_interrupted")
            #expect(!answer.body.contains("[DONE]"))
        }
    }
}
