import Foundation
import InferenceRouter
import NIOCore
import NIOFoundationCompat
import Testing

struct RequestOutlineTests {
    private func outline(_ json: String) throws -> RequestOutline {
        try #require(RequestOutline.read(ByteBuffer(string: json)))
    }

    private func spliced(_ json: String, model: String? = nil) throws -> String {
        let body = ByteBuffer(string: json)
        let outline = try #require(RequestOutline.read(body))
        let parts = Splice.apply(outline.splices(model: model.map { ByteBuffer(string: $0) }), to: body)
        return String(decoding: parts.flatMap { Array($0.readableBytesView) }, as: UTF8.self)
    }

    @Test func takesTheModelOfTheTopLevelAlone() throws {
        let json = """
            {"messages":[{"role":"user","content":"\\"model\\":\\"fake\\"","model":"inner"}],
             "metadata":{"model":"deeper"}, "model" : "medical-chat" ,"x":{"model":1}}
            """
        #expect(try outline(json).model == "medical-chat")
        #expect(
            try spliced(json, model: "\"real\"")
                == json.replacingOccurrences(of: "\"medical-chat\"", with: "\"real\"")
        )
    }

    @Test func understandsEscapesInKeysAndValues() throws {
        #expect(try outline(#"{"mod\u0065l":"a\u002fb\n\ud83d\ude00"}"#).model == "a/b\n😀")
        #expect(try spliced(#"{"mod\u0065l":"medical\u002dchat"}"#, model: "\"m\"") == #"{"mod\u0065l":"m"}"#)
    }

    @Test func ofTwoModelsTheLastCountsAndBothAreReplaced() throws {
        let json = #"{"model":"a","n":1,"model":"b"}"#
        #expect(try outline(json).model == "b")
        #expect(try spliced(json, model: "\"c\"") == #"{"model":"c","n":1,"model":"c"}"#)
    }

    @Test func leavesABodyThatNeedsNothingByteForByte() throws {
        let json = "  {\"model\":\"ñandú\", \"messages\":[], \"seed\":1.50e+3,\"stream\":false}\n"
        #expect(try spliced(json) == json)
        #expect(try !outline(json).isStream)
    }

    @Test(arguments: [
        (#"{"model":"m","stream":true}"#, #"{"stream_options":{"include_usage":true},"model":"m","stream":true}"#),
        (
            #"{ "model":"m","stream":true,"stream_options":{}}"#,
            #"{ "model":"m","stream":true,"stream_options":{"include_usage":true}}"#
        ),
        (
            #"{"model":"m","stream":true,"stream_options":{ "x":[1]}}"#,
            #"{"model":"m","stream":true,"stream_options":{"include_usage":true, "x":[1]}}"#
        ),
        (
            #"{"stream_options":{"include_usage": false},"model":"m","stream":true}"#,
            #"{"stream_options":{"include_usage": true},"model":"m","stream":true}"#
        ),
        (
            #"{"stream_options": null ,"model":"m","stream":true}"#,
            #"{"stream_options": {"include_usage":true} ,"model":"m","stream":true}"#
        ),
    ])
    func asksForUsageWhereAStreamDoesNot(json: String, expected: String) throws {
        #expect(try spliced(json) == expected)
        #expect((try? JSONSerialization.jsonObject(with: Data(expected.utf8))) != nil)
    }

    @Test(arguments: [
        #"{"model":"m","stream":true,"stream_options":{"include_usage":true}}"#,
        #"{"model":"m","stream":true,"stream_options":7}"#,
        #"{"model":"m","stream":false,"stream_options":{}}"#,
        #"{"model":"m","messages":[{"stream":true}]}"#,
    ])
    func leavesUsageAlone(json: String) throws {
        #expect(try spliced(json) == json)
    }

    @Test(arguments: [
        "", "[]", "\"model\"", "{", "{}", #"{"model":}"#, #"{"model":1}"#, #"{"model":""}"#, #"{"model":"m"} x"#,
        #"{"model":"m",}"#, #"{"model" "m"}"#, #"{"model":"m" "n":1}"#, #"{'model':'m'}"#, #"{"model":"\x"}"#,
        #"{"model":"m","n":01}"#, #"{"model":"m","n":1.}"#, #"{"model":"m","n":tru}"#, #"{"model":"m","a":[1,]}"#,
        #"{"model":"\ud800"}"#, "{\"model\":\"m\u{01}\"}", #"{"model":"m","n":-}"#, #"{"model":"m","n":[}"#,
    ])
    func refusesWhatIsNoRequest(json: String) {
        #expect(RequestOutline.read(ByteBuffer(string: json)) == nil)
    }

    @Test func refusesNestingWithoutEnd() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(RequestOutline.read(ByteBuffer(string: "{\"model\":\"m\",\"a\":\(deep)")) == nil)
    }

    @Test func findsTheModelInTheBeginningOfALargeBody() {
        let beginning = ByteBuffer(string: #"{"model":"m","stream":true,"messages":[{"content":"abc"#)
        #expect(RequestOutline.read(beginning) == nil)
        let outline = RequestOutline.read(beginning, isWhole: false)
        #expect(outline?.model == "m")
        #expect(outline?.usage == .leave)
        #expect(RequestOutline.read(ByteBuffer(string: #"{"messages":[{"model":"m"#), isWhole: false) == nil)
    }

    /// Any JSON that Foundation writes is read, and replacing the model is all that changes.
    @Test(arguments: 0..<60)
    func changesNothingButTheModel(seed: Int) throws {
        var generator = Seeded(UInt64(seed))
        var object: [String: Any] = ["model": "alias-\(seed)", "messages": value(&generator, depth: 4)]
        for index in 0..<5 { object["k\(index)\u{0000}\"\\é"] = value(&generator, depth: 3) }
        let options: JSONSerialization.WritingOptions = seed % 2 == 0 ? [.prettyPrinted] : []
        let data = try JSONSerialization.data(withJSONObject: object, options: options)
        let text = String(decoding: data, as: UTF8.self)
        #expect(try outline(text).model == "alias-\(seed)")
        #expect(
            try spliced(text, model: "\"other\"")
                == text.replacingOccurrences(of: "\"alias-\(seed)\"", with: "\"other\"")
        )
        for cut in stride(from: 1, to: data.count, by: 7) {
            #expect(RequestOutline.read(ByteBuffer(data: data.prefix(cut))) == nil)
        }
    }

    private func value(_ generator: inout Seeded, depth: Int) -> Any {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &generator) {
        case 0: return NSNull()
        case 1: return Bool.random(using: &generator)
        case 2: return Double.random(in: -1e20...1e20, using: &generator)
        case 3: return Int.random(in: -1_000...1_000, using: &generator)
        case 4, 5:
            let scalars = (0..<Int.random(in: 0..<40, using: &generator)).compactMap { _ in
                UnicodeScalar(UInt32.random(in: 0..<0x1_F600, using: &generator))
            }
            return String(String.UnicodeScalarView(scalars))
        case 6:
            return (0..<Int.random(in: 0..<4, using: &generator)).map { _ in value(&generator, depth: depth - 1) }
        default:
            return ["model": value(&generator, depth: depth - 1), "stream": true] as [String: Any]
        }
    }

    @Test(arguments: [
        (#"{"type":"image_url","image_url":{"url":"data:image/png;base64,AA=="}}"#, true),
        (#"{"type":"image_url","image_url":"data:image\/png;base64,AA=="}"#, true),
        (#"{"type":"text","text":"http://169.254.169.254/"}"#, true),
        (#"{"type":"image_url","image_url":{"url":"https://pictures.example/a.png"}}"#, true),
        (#"{"type":"image_url","image_url":{"url":"http://169.254.169.254/latest"}}"#, false),
        (#"{"type":"image_url","image_url":"http://127.0.0.1:5000/"}"#, false),
        (#"{"type":"image_url","image_\u0075rl":{"detail":"low","url":"\u0068ttp://intern/"}}"#, false),
        (#"{"type":"video_url","video_url":{"url":"file:///etc/passwd"}}"#, false),
        (#"{"type":"image_url","image_url":{"url":"https://pictures.example@intern/a.png"}}"#, false),
    ])
    func seesWhatAnEndpointWouldFetch(part: String, isAllowed: Bool) throws {
        let body = #"{"model":"m","messages":[{"role":"user","content":"x"},{"content":[\#(part)],"role":"user"}]}"#
        let outline = try #require(RequestOutline.read(ByteBuffer(string: body)))
        #expect(outline.media.areAllowed(["pictures.example"]) == isAllowed)
    }
}
