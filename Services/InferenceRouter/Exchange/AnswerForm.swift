/// What an answer is made of, as its content type says.
enum AnswerForm: Equatable {
    case json
    /// Transcripts and subtitles.
    case text
    /// Server-sent events of a conversation, which have an end.
    case events
    /// Ollama's lines of JSON.
    case lines
    /// Audio, and events of other kinds: passed on as it comes.
    case pieces

    init(contentType: String?, isAudio: Bool) {
        let type = contentType ?? ""
        if Self.begins(type, "text/event-stream") {
            self = isAudio ? .pieces : .events
        } else if Self.begins(type, "application/x-ndjson") {
            self = .lines
        } else if isAudio, !Self.begins(type, "application/json") {
            self = Self.begins(type, "text/") ? .text : .pieces
        } else {
            self = .json
        }
    }

    /// How a stream is announced to the client.
    var contentType: String { self == .lines ? "application/x-ndjson" : "text/event-stream; charset=utf-8" }

    private static func begins(_ type: String, _ prefix: StaticString) -> Bool {
        guard type.utf8.count >= prefix.utf8CodeUnitCount else { return false }
        return zip(type.utf8, 0..<prefix.utf8CodeUnitCount).allSatisfy { ($0 | 0x20) == prefix.utf8Start[$1] | 0x20 }
    }
}
