import InferenceRouter
import NIOCore
import Testing

struct AnswerOutlineTests {
    private func outline(_ json: String) throws -> AnswerOutline {
        try AnswerOutline(ByteBuffer(string: json))
    }

    @Test(arguments: [
        #"{"choices":[{"delta":{"content":"a"}}]}"#, #"{"choices":[{"delta":{"tool_calls":[{"index":0}]}}]}"#,
        #"{"choices":[{"delta":{"role":"assistant","reasoning_content":"x"}}]}"#, #"{"choices":[{"text":"a"}]}"#,
        #"{"choices":[{"message":{"content":"a"}}]}"#,
    ])
    func seesContent(json: String) throws {
        #expect(try outline(json).hasContent)
    }

    @Test(arguments: [
        #"{"choices":[{"delta":{"role":"assistant","content":""}}]}"#, #"{"choices":[{"delta":{}}]}"#,
        #"{"choices":[{"delta":{"content":null,"tool_calls":[]}}]}"#, #"{"choices":[]}"#, "{}", "[1]", "7",
        #"{"choices":[{"text":"","finish_reason":null}]}"#,
    ])
    func seesThatThereIsNone(json: String) throws {
        #expect(try !outline(json).hasContent)
        #expect(try !outline(json).isFinished)
    }

    @Test func knowsTheUsagePiece() throws {
        let alone = try outline(#"{"choices":[],"usage":{"prompt_tokens":12,"completion_tokens":345,"x":{"y":1}}}"#)
        #expect(alone.isUsageOnly)
        #expect(alone.usage == TokenUsage(input: 12, output: 345))
        #expect(try !outline(#"{"choices":[{"delta":{}}],"usage":{"prompt_tokens":1}}"#).isUsageOnly)
        #expect(try !outline(#"{"choices":[],"usage":null}"#).isUsageOnly)
    }

    @Test func knowsEndsAndErrors() throws {
        #expect(try outline(#"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#).isFinished)
        #expect(try outline(#"{"error":{"message":"x"}}"#).isError)
        #expect(try !outline(#"{"error":null}"#).isError)
        #expect(throws: MalformedJSON.truncated) { try outline(#"{"choices":[{"del"#) }
        #expect(throws: MalformedJSON.syntax) { try outline("oops") }
    }
}

struct EventScannerTests {
    private static let stream = "data: a\n\n: comment\r\n\r\nevent: x\ndata: b\ndata: c\r\n\r\ndata: d\n\n"

    private func scan(_ text: String, limit: Int = 1_000, step: Int) -> (events: [String], parts: [String]) {
        var scanner = EventScanner(limit: limit)
        var (events, parts): ([String], [String]) = ([], [])
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: step) {
            scanner.append(ByteBuffer(bytes: bytes[start..<min(start + step, bytes.count)]))
            while let piece = scanner.next() {
                switch piece {
                case .event(let event): events.append(String(buffer: event))
                case .part(let part): parts.append(String(buffer: part))
                }
            }
        }
        if let rest = scanner.rest() { parts.append(String(buffer: rest)) }
        return (events, parts)
    }

    @Test(arguments: 1...20)
    func cutsAtTheSamePlacesHoweverTheBytesCome(step: Int) {
        let (events, parts) = scan(Self.stream, step: step)
        #expect(
            events == [
                "data: a\n\n", ": comment\r\n\r\n", "event: x\ndata: b\ndata: c\r\n\r\n", "data: d\n\n",
            ]
        )
        #expect(parts.isEmpty)
    }

    @Test func passesAnEventThatIsTooLargeInPieces() {
        let large = "data: " + String(repeating: "x", count: 5_000) + "\n\n"
        let (events, parts) = scan("data: a\n\n" + large + "data: b\n\n", limit: 100, step: 64)
        #expect(events == ["data: a\n\n", "data: b\n\n"])
        #expect(parts.joined() == large)
        #expect(parts.count > 10)
    }

    @Test func keepsWhatHasNoEnd() {
        let (events, parts) = scan("data: a\n\ndata: b\n", step: 3)
        #expect(events == ["data: a\n\n"])
        #expect(parts == ["data: b\n"])
    }

    @Test(arguments: [
        ("data: a\n\n", "a"), ("data:a\r\n\r\n", "a"), ("data:  a\n\n", " a"), ("id: 1\ndata: a\ndata: b\n\n", "a\nb"),
        ("data:\n\n", ""),
    ])
    func readsData(event: String, data: String) {
        #expect(EventText.data(of: ByteBuffer(string: event)).map { String(buffer: $0) } == data)
    }

    @Test func aCommentHasNoData() {
        #expect(EventText.data(of: ByteBuffer(string: ": ping\n\n")) == nil)
    }
}

struct EventFilterTests {
    private static let role = #"data: {"choices":[{"delta":{"role":"assistant","content":""}}]}"# + "\n\n"
    private static let text = #"data: {"choices":[{"delta":{"content":"hola"}}],"odd":[1.50]}"# + "\n\n"
    private static let stop = #"data: {"choices":[{"delta":{},"finish_reason":"stop"}]}"# + "\n\n"
    private static let usage = #"data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}"# + "\n\n"
    private static let done = "data: [DONE]\n\n"

    private let limits = LimitSettings()

    private func feed(_ filter: inout EventFilter, _ text: String) throws -> String {
        var pieces: [ByteBuffer] = []
        try filter.feed(ByteBuffer(string: text), passed: &pieces)
        return pieces.map { String(buffer: $0) }.joined()
    }

    private func end(_ filter: inout EventFilter) throws -> String {
        var pieces: [ByteBuffer] = []
        try filter.end(passed: &pieces)
        return pieces.map { String(buffer: $0) }.joined()
    }

    @Test func holdsTheStartBackUntilThereIsContent() throws {
        var filter = EventFilter(stripsUsage: false, limits: limits)
        #expect(try feed(&filter, Self.role + ": hello\n\n") == "")
        #expect(!filter.hasBegun)
        #expect(try feed(&filter, Self.text) == Self.role + ": hello\n\n" + Self.text)
        #expect(try feed(&filter, Self.stop + Self.done) == Self.stop + Self.done)
        #expect(try end(&filter) == "")
    }

    @Test func stripsTheUsageItAskedForItself() throws {
        var filter = EventFilter(stripsUsage: true, limits: limits)
        #expect(try feed(&filter, Self.text + Self.stop + Self.usage + Self.done) == Self.text + Self.stop + Self.done)
        #expect(filter.usage == TokenUsage(input: 3, output: 4))
        var other = EventFilter(stripsUsage: false, limits: limits)
        #expect(try feed(&other, Self.text + Self.usage) == Self.text + Self.usage)
    }

    @Test func givesUpHoldingAfterSoManyPieces() throws {
        var filter = EventFilter(stripsUsage: false, limits: limits)
        for _ in 1..<64 { #expect(try feed(&filter, Self.role) == "") }
        #expect(try feed(&filter, Self.role) == String(repeating: Self.role, count: 64))
        #expect(filter.hasBegun)
    }

    @Test func givesUpHoldingAfterSoManyBytes() throws {
        var filter = EventFilter(stripsUsage: false, limits: limits)
        let large = "data: {\"choices\":[],\"odd\":\"" + String(repeating: "x", count: 100_000) + "\"}\n\n"
        #expect(try feed(&filter, large) == "")
        #expect(try feed(&filter, large) == "")
        #expect(!filter.hasBegun)
        #expect(try feed(&filter, large) == large + large + large)
    }

    @Test func linesAreHeldAndEndedAsEventsAre() throws {
        let piece = #"{"model":"m","message":{"role":"assistant","content":"hola"},"done":false}"# + "\n"
        let empty = piece.replacing("hola", with: "")
        let last = #"{"model":"m","message":{"content":""},"done":true,"prompt_eval_count":3,"eval_count":4}"# + "\n"
        var filter = EventFilter(.lines, stripsUsage: false, limits: limits)
        #expect(try feed(&filter, empty + empty) == "")
        #expect(try feed(&filter, piece + piece) == empty + empty + piece + piece)
        #expect(!filter.isComplete)
        #expect(try feed(&filter, last) == last)
        #expect(try end(&filter) == "")
        #expect(filter.usage == TokenUsage(input: 3, output: 4))
    }

    @Test func aLineMayTellAnError() throws {
        var filter = EventFilter(.lines, stripsUsage: false, limits: limits)
        #expect(throws: EventFilter.Broken.error(ByteBuffer(string: #"{"error":"out of memory"}"#))) {
            try feed(&filter, #"{"error":"out of memory"}"# + "\n")
        }
        var cut = EventFilter(.lines, stripsUsage: false, limits: limits)
        _ = try feed(&cut, #"{"response":"a","done":false}"# + "\n")
        #expect(throws: EventFilter.Broken.cut) { try end(&cut) }
    }

    @Test func anErrorBeforeContentBreaksTheStreamWithoutAWordToTheClient() throws {
        var filter = EventFilter(stripsUsage: false, limits: limits)
        #expect(throws: EventFilter.Broken.error(ByteBuffer(string: #"{"error":{"code":500}}"#))) {
            try feed(&filter, Self.role + "data: {\"error\":{\"code\":500}}\n\n")
        }
        #expect(!filter.hasBegun)
    }

    @Test func anErrorAfterContentIsPassedOnAndTheStreamIsNotWhole() throws {
        var filter = EventFilter(stripsUsage: false, limits: limits)
        let error = "data: {\"error\":{\"code\":500}}\n\n"
        #expect(try feed(&filter, Self.text + error) == Self.text + error)
        #expect(throws: EventFilter.Broken.cut) { try end(&filter) }
    }

    @Test func anEndWithoutItsEndIsACut() throws {
        var filter = EventFilter(stripsUsage: false, limits: limits)
        _ = try feed(&filter, Self.text)
        #expect(throws: EventFilter.Broken.cut) { try end(&filter) }
    }

    @Test func aFinishReasonIsAnEndToo() throws {
        var filter = EventFilter(stripsUsage: false, limits: limits)
        _ = try feed(&filter, Self.text + Self.stop)
        #expect(try end(&filter) == "")
        #expect(filter.isComplete)
    }

    @Test func whatIsNotJSONBreaksTheStreamAndWhatCameBeforeIsPassed() throws {
        var filter = EventFilter(stripsUsage: false, limits: limits)
        var pieces: [ByteBuffer] = []
        #expect(throws: EventFilter.Broken.invalid) {
            try filter.feed(ByteBuffer(string: Self.text + "data: {oops\n\n"), passed: &pieces)
        }
        #expect(pieces.map { String(buffer: $0) } == [Self.text])
    }

    @Test func aHugeEventPassesAsItIs() throws {
        var narrow = limits
        narrow.eventBytes = 10_000
        var filter = EventFilter(stripsUsage: true, limits: narrow)
        let huge =
            "data: {\"choices\":[{\"delta\":{\"content\":\"" + String(repeating: "x", count: 100_000) + "\"}}]}\n\n"
        var passed = ""
        for start in stride(from: 0, to: huge.utf8.count, by: 4_096) {
            let part = String(decoding: Array(huge.utf8)[start..<min(start + 4_096, huge.utf8.count)], as: UTF8.self)
            passed += try feed(&filter, part)
            if !passed.isEmpty, passed != huge { #expect(!filter.isBetweenEvents) }
        }
        #expect(passed == huge)
        #expect(filter.isBetweenEvents)
        #expect(try feed(&filter, Self.done) == Self.done)
    }
}
