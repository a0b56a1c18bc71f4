/// A call of a tool that was offered, when the last message asks for it.
struct ToolCall {
    let name: String
    let arguments: JSONValue

    /// Nil where a text is the answer.
    init?(askedFor question: String, in conversation: Conversation) {
        guard let tools = conversation.tools, conversation.messages.last?.role == "user" else {
            return nil
        }
        var isAsked = question.containsAny(["herramienta", "tool"])
        var wanted: String?
        switch conversation.toolChoice {
        case .string("none"): return nil
        case .string("required"): isAsked = true
        case .some(let choice):
            if case .string(let name)? = choice["function"]?["name"] { wanted = name }
        case nil: break
        }
        let named =
            tools.first { $0.function.name == wanted }
            ?? tools.first { question.contains($0.function.name) }
        guard let tool = named ?? (isAsked ? tools.first : nil) else { return nil }
        name = tool.function.name
        arguments = Self.arguments(tool.function.parameters, question)
    }

    /// Arguments as a model streams them, a few characters at a time.
    var pieces: [String] {
        var rest = arguments.text[...]
        var pieces: [String] = []
        while !rest.isEmpty {
            pieces.append(String(rest.prefix(8)))
            rest = rest.dropFirst(8)
        }
        return pieces
    }

    /// A value of the right type for each property of the tool's schema.
    private static func arguments(_ schema: JSONValue?, _ question: String) -> JSONValue {
        guard case .object(let properties)? = schema?["properties"] else { return .object([]) }
        return .object(
            properties.map { name, property in
                if case .array(let values)? = property["enum"], let first = values.first {
                    return (name, first)
                }
                guard case .string(let type)? = property["type"] else { return (name, .null) }
                return switch type {
                case "string": (name, .string("simulado \(SimulatedText.reference(question))"))
                case "integer", "number": (name, 1)
                case "boolean": (name, true)
                case "array": (name, [])
                case "object": (name, arguments(property, question))
                default: (name, nil)
                }
            }
        )
    }
}

extension String {
    fileprivate func containsAny(_ words: [String]) -> Bool {
        let text = lowercased()
        return words.contains { text.contains($0) }
    }
}
