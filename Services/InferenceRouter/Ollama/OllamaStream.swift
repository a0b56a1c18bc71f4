import Daemon
import FoundationEssentials
import NIOCore
import NIOFoundationCompat

/// OpenAI's events in, Ollama's lines out. Calls of tools are given once they are whole.
struct OllamaStream {
    private struct Call {
        var name = ""
        var arguments = ""
    }

    private let answer: OllamaAnswer
    private var scanner: EventScanner
    private var calls: [Int64: Call] = [:]
    private var finish: String?
    private var usage: JSONValue?

    /// - Parameter limit: bytes of one event.
    init(_ answer: OllamaAnswer, limit: Int) {
        self.answer = answer
        scanner = EventScanner(limit: limit)
    }

    /// The lines that follow from more bytes.
    mutating func feed(_ bytes: ByteBuffer) -> ByteBuffer {
        scanner.append(bytes)
        var lines = ByteBuffer()
        while let piece = scanner.next() {
            guard case .event(let event) = piece, let data = EventText.data(of: event),
                let value = try? JSONDecoder().decode(JSONValue.self, from: Data(buffer: data))
            else { continue }
            take(value, &lines)
        }
        return lines
    }

    /// The last line.
    mutating func end() -> ByteBuffer {
        var lines = ByteBuffer()
        let called = calls.sorted { $0.key < $1.key }.map { _, call in
            OllamaAnswer.call(.object(["name": .string(call.name), "arguments": .string(call.arguments)]))
        }
        if !called.isEmpty { Self.write(answer.piece(text: "", calls: called), &lines) }
        let end = answer.figures(finish: finish, usage: usage)
        Self.write(answer.piece(text: "").merging(end) { $1 }, &lines)
        return lines
    }

    private mutating func take(_ event: JSONValue, _ lines: inout ByteBuffer) {
        if let error = event["error"], error != .null {
            lines.writeBytes(OllamaAnswer.error(error["message"]?.string ?? error.string ?? ""))
            lines.writeString("\n")
        }
        if let told = event["usage"], told != .null { usage = told }
        guard let choice = event["choices"]?.array.first else { return }
        if let reason = choice["finish_reason"]?.string { finish = reason }
        let delta = choice["delta"]
        for call in delta?["tool_calls"]?.array ?? [] {
            guard case .integer(let index)? = call["index"] ?? .integer(0) else { continue }
            calls[index, default: Call()].name += call["function"]?["name"]?.string ?? ""
            calls[index, default: Call()].arguments += call["function"]?["arguments"]?.string ?? ""
        }
        let (text, thinking) = (delta?["content"]?.string ?? "", OllamaAnswer.thinking(delta))
        if !text.isEmpty || !thinking.isEmpty { Self.write(answer.piece(text: text, thinking: thinking), &lines) }
    }

    private static func write(_ object: [String: JSONValue], _ lines: inout ByteBuffer) {
        guard let line = try? JSONValue.object(object).encoded() else { return }
        lines.writeBytes(line)
        lines.writeString("\n")
    }
}
