import InferenceClient
import NIOCore
import Testing

struct ServerSentEventParserTests {
    private func events(_ parts: [[UInt8]]) throws -> [String] {
        var parser = ServerSentEventParser()
        return try parts.flatMap { try parser.feed(ByteBuffer(bytes: $0)) }
    }

    private func events(_ text: String) throws -> [String] { try events([Array(text.utf8)]) }

    @Test func findsTheSameEventsWhereverTheBytesAreSplit() throws {
        let bytes = Array(
            ": ping\r\n\r\nid: 1\ndata: {\"a\":\"ñ🙂\"}\n\ndata:one\rdata: two\r\revent: x\ndata: [DONE]\n\n".utf8
        )
        let expected = ["{\"a\":\"ñ🙂\"}", "one\ntwo", "[DONE]"]
        #expect(try events([bytes]) == expected)
        #expect(try events(bytes.map { [$0] }) == expected)
        for index in bytes.indices {
            #expect(try events([Array(bytes[..<index]), Array(bytes[index...])]) == expected, "split at \(index)")
        }
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func takesEveryLineEnd(_ end: String) throws {
        let lines = ["data: a", "", "data: b", "data: c", "", ": comment", "", "data: d"]
        #expect(try events(lines.joined(separator: end) + end) == ["a", "b\nc"])
    }

    @Test func readsTheFieldsAsTheStandardSays() throws {
        #expect(try events("data\n\ndata:\n\ndata:  two spaces\n\ndata: a: b\n\n") == ["", "", " two spaces", "a: b"])
        #expect(try events("id: 1\nevent: x\nretry: 5\ndatabase: no\nnonsense\n\n\n\n") == [])
    }

    @Test func givesNothingForAnEventThatDoesNotEnd() throws {
        #expect(try events("data: a\n") == [])
        #expect(try events("data: a") == [])
        #expect(try events("") == [])
    }

    @Test func refusesAnEventThatIsTooLong() throws {
        let line = Array("data: \(String(repeating: "a", count: 1 << 20))\n".utf8)
        var parser = ServerSentEventParser()
        for _ in 0..<3 { #expect(try parser.feed(ByteBuffer(bytes: line)).isEmpty) }
        #expect(throws: ServerSentEventParser.TooLong.self) {
            for _ in 0..<2 { _ = try parser.feed(ByteBuffer(bytes: line)) }
        }
        var endless = ServerSentEventParser()
        #expect(throws: ServerSentEventParser.TooLong.self) {
            _ = try endless.feed(ByteBuffer(repeating: UInt8(ascii: "a"), count: 5 << 20))
        }
    }

    @Test func takesManyLongEventsOneAfterAnother() throws {
        var parser = ServerSentEventParser()
        let event = Array("data: \(String(repeating: "a", count: 1 << 20))\n\n".utf8)
        for _ in 0..<8 { #expect(try parser.feed(ByteBuffer(bytes: event)).count == 1) }
    }
}
