/// What the simulator answers to a conversation: the same for the same request.
struct Answer {
    let tokens: [String]
    /// The client's limit was reached before the end.
    let isTruncated: Bool
    /// A call instead of a text; `tokens` are then the pieces of its arguments.
    let call: ToolCall?
    let promptTokens: Int

    var text: String { tokens.joined() }

    init(to conversation: Conversation, directives: Directives, pace: Pace) {
        promptTokens = conversation.messages.reduce(3) { $0 + Self.promptTokens(of: $1) }
        if let call = ToolCall(askedFor: directives.text, in: conversation) {
            self.call = call
            tokens = call.pieces
            isTruncated = false
            return
        }
        call = nil
        let written: [String]
        if conversation.wantsJSON {
            let object: JSONValue = [
                "simulado": true, "modelo": .string(conversation.model),
                "respuesta": .string("Respuesta simulada."),
                "referencia": .string(SimulatedText.reference(directives.text)),
            ]
            written = Tokens.split(object.text)
        } else if directives.saysInstructions {
            written = Tokens.split(
                conversation.messages.filter { $0.role == "system" }.map(\.text).joined(separator: "\n")
            )
        } else if let words = directives.words {
            written = Tokens.split(words)
        } else if let sourced = SourcedText(directives.text) {
            written = sourced.tokens
        } else {
            let images = conversation.messages.flatMap(\.images).map(\.description)
            let result = conversation.messages.last.flatMap { $0.role == "tool" ? $0.text.count : nil }
            let text = SimulatedText(
                model: conversation.model,
                question: directives.text,
                images: images,
                toolResultLength: result
            )
            written = text.tokens(pace.answerTokens)
        }
        let limit = conversation.limit ?? .max
        tokens = Array(written.prefix(limit))
        isTruncated = written.count > limit
    }

    /// A plausible count: four characters a token, four a message, 256 an image (as MedGemma has).
    private static func promptTokens(of turn: Turn) -> Int {
        4 + (turn.text.unicodeScalars.count + 3) / 4 + turn.images.count * 256
    }
}

extension Conversation {
    /// What the last person said.
    var directives: Directives {
        Directives(messages.last { $0.role == "user" }?.text ?? "")
    }
}

/// Text cut into pieces of about a token: a word, with the space before it.
enum Tokens {
    static func split(_ text: String) -> [String] {
        var tokens: [String] = []
        var start = text.startIndex
        var hasLetters = false
        for index in text.utf8.indices {
            let isSpace = text.utf8[index] == UInt8(ascii: " ") || text.utf8[index] == UInt8(ascii: "\n")
            if isSpace, hasLetters {
                tokens.append(String(text[start..<index]))
                start = index
            }
            hasLetters = !isSpace
        }
        if start < text.endIndex { tokens.append(String(text[start...])) }
        return tokens
    }
}
