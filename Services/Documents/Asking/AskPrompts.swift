import Citations
import InferenceClient

/// How models are asked. Read by a model, not by a person.
struct AskPrompts: Sendable {
    /// What serves questions on documents.
    private static let capability = "general-chat"

    let prompt = SourcePrompt()
    let maxTokens: Int

    /// The answer from the sources themselves.
    func answer(_ question: String, from sources: [CitableSource]) -> ChatRequest {
        request(prompt.rules, "\(prompt.quoted(sources))\n\nPregunta: \(question)", maxTokens: maxTokens)
    }

    /// What a part of the sources holds for the answer.
    func notes(_ question: String, from sources: [CitableSource], part: Int, of parts: Int) -> ChatRequest {
        let task = """
            Esta es la parte \(part) de \(parts) de las fuentes. Anota, en frases cortas y con el número de su fuente, todo lo \
            que en ella sirve para responder la pregunta, y nada más. No respondas todavía.
            """
        return request(
            prompt.rules,
            "\(prompt.quoted(sources))\n\nPregunta: \(question)\n\n\(task)",
            maxTokens: min(maxTokens, Self.noteTokens)
        )
    }

    /// The answer from what the parts hold.
    func answer(_ question: String, fromNotes notes: [AnswerSentence]) -> ChatRequest {
        let lines = notes.map { "- \($0.cited.trimmedLine)" }.joined(separator: "\n")
        let task = """
            Las notas que siguen se tomaron de las fuentes, en su orden; los números entre corchetes son los de las fuentes. \
            Responde con ellas, y conserva el número detrás de cada frase.
            """
        return request(
            prompt.rules,
            "\(task)\n\n\(SourcePrompt.harmless(lines))\n\nPregunta: \(question)",
            maxTokens: maxTokens
        )
    }

    private static let noteTokens = 700

    private func request(_ rules: String, _ text: String, maxTokens: Int) -> ChatRequest {
        ChatRequest(
            model: Self.capability,
            messages: [ChatRequest.Message(.system, rules), ChatRequest.Message(.user, text)],
            temperature: 0.1,
            maxTokens: maxTokens
        )
    }
}
