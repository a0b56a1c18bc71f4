import Daemon
import FoundationEssentials
import NIOCore
import NIOFoundationCompat

/// One request of Ollama's API at endpoints that speak OpenAI's, and its answer.
struct OllamaTranslation {
    let operation: OllamaOperation
    private var stream: OllamaStream?
    private var answer: OllamaAnswer?

    init(_ operation: OllamaOperation) {
        self.operation = operation
    }

    /// The body for endpoints; nil where the client's is none of Ollama's.
    mutating func request(_ body: ByteBuffer, eventLimit: Int) -> ByteBuffer? {
        guard let asked = try? JSONDecoder().decode(JSONValue.self, from: Data(buffer: body)),
            let translated = OllamaRequest(operation: operation, asked: asked).openAI(),
            let data = try? translated.encoded()
        else { return nil }
        let answer = OllamaAnswer(operation: operation, model: asked["model"]?.string ?? "", began: .now)
        self.answer = answer
        stream = OllamaStream(answer, limit: eventLimit)
        return ByteBuffer(bytes: data)
    }

    /// A whole answer; an endpoint's error stays one. Nil where it can't be understood.
    func whole(_ answer: WholeAnswer) -> ByteBuffer? {
        let data = Data(buffer: answer.body)
        if (200..<300).contains(answer.status) { return self.answer?.whole(data).map { ByteBuffer(bytes: $0) } }
        let said = (try? JSONDecoder().decode(JSONValue.self, from: data))?["error"]
        return ByteBuffer(bytes: OllamaAnswer.error(said?["message"]?.string ?? said?.string ?? ""))
    }

    mutating func lines(_ bytes: ByteBuffer) -> ByteBuffer { stream?.feed(bytes) ?? ByteBuffer() }

    mutating func end() -> ByteBuffer { stream?.end() ?? ByteBuffer() }
}
