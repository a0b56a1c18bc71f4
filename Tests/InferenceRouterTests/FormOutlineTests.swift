import InferenceRouter
import NIOCore
import Testing

struct FormOutlineTests {
    private static let type = #"multipart/form-data; boundary="b-1""#

    private func part(_ name: String, _ content: String, more: String = "") -> String {
        "--b-1\r\nContent-Disposition: form-data; name=\"\(name)\"\(more)\r\n\r\n\(content)\r\n"
    }

    private func model(of body: String, type: String = type, isWhole: Bool = true) -> String? {
        FormOutline.read(ByteBuffer(string: body), contentType: type, isWhole: isWhole)?.model
    }

    @Test func findsTheModelBeforeAndBehindTheFile() {
        let file = part("file", "\r\n--b-\r\r\n", more: "; filename=\"a.wav\"\r\nContent-Type: audio/wav")
        #expect(model(of: part("model", "whisper") + file + "--b-1--\r\n") == "whisper")
        #expect(model(of: file + part("model", "whisper") + "--b-1--\r\n") == "whisper")
        #expect(model(of: part("file", "") + part("model", "whisper") + "--b-1--") == "whisper")
    }

    @Test func aNameInUpperCaseAndWithoutQuotesIsOneToo() {
        let body = "--b\r\ncontent-disposition: FORM-DATA; name=model\r\n\r\nw\r\n--b--\r\n"
        #expect(model(of: body, type: "Multipart/Form-Data; charset=utf-8; boundary=b") == "w")
    }

    @Test(arguments: [
        "", "--b-1", "--b-1--", "{\"model\":\"whisper\"}", "--b-1\r\nContent-Disposition: form-data; name=\"model\"",
        "--b-1\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nwhisper",
        "--b-1\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\n\r\n--b-1--",
    ])
    func aFormThatNamesNoModelIsNone(body: String) {
        #expect(model(of: body) == nil)
    }

    @Test(arguments: ["application/json", "multipart/form-data", "multipart/form-data; boundary=\"\""])
    func otherContentIsNoForm(type: String) {
        #expect(model(of: part("model", "whisper") + "--b-1--", type: type) == nil)
        #expect(FormOutline.read(ByteBuffer(string: part("model", "w") + "--b-1--"), contentType: nil) == nil)
    }

    @Test func ofABeginningItIsEnoughThatTheModelIsThere() {
        let start = part("model", "whisper") + "--b-1\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nRIFF"
        #expect(model(of: start, isWhole: false) == "whisper")
        #expect(model(of: start) == nil)
    }

    /// Whatever a file holds, the model is found where it stands, and putting another in its place changes nothing else.
    @Test(arguments: 0..<100)
    func anyFileIsPassedOver(seed: Int) throws {
        var generator = Seeded(UInt64(seed))
        func noise() -> String {
            var text = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                ["\r\n", "\r", "\n", "--b-", "--", "b-1", "x", "\r\n--b"].randomElement(using: &generator) ?? ""
            }.joined()
            while text.contains("\r\n--b-1") { text = text.replacing("\r\n--b-1", with: "") }
            return text
        }
        var parts = (0..<Int.random(in: 0...4, using: &generator)).map { part("file\($0)", noise()) }
        let index = Int.random(in: 0...parts.count, using: &generator)
        parts.insert(part("model", "transcription"), at: index)
        let body = parts.joined() + "--b-1--\r\n"
        let outline = try #require(
            FormOutline.read(ByteBuffer(string: body), contentType: Self.type),
            "seed \(seed)"
        )
        let spliced = Splice.apply(outline.splices(model: ByteBuffer(string: "w")), to: ByteBuffer(string: body))
        parts[index] = part("model", "w")
        #expect(spliced.map { String(buffer: $0) }.joined() == parts.joined() + "--b-1--\r\n", "seed \(seed)")
    }
}
