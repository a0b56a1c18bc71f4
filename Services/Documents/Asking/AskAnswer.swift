import Citations
import Identity

/// A question with what it is answered from.
struct AskAnswer: Sendable {
    let question: PreparedQuestion
    let sources: NumberedSources
    let mode: ReadingMode
    let context: AuthenticatedContext

    func reader(_ prompt: SourcePrompt) -> AnswerReader {
        AnswerReader(sources: sources.citable, question: question.text, prompt: prompt)
    }

    func done(
        _ sentences: [AnswerSentence],
        by writer: AskEvent.Done.Writer,
        model: String? = nil,
        leftInstitution: Bool = false,
        isEmpty: Bool = false
    ) -> AskEvent.Done {
        AskEvent.Done(
            sentences: sentences,
            writtenBy: writer,
            model: model,
            leftInstitution: leftInstitution,
            mode: mode,
            isEmpty: isEmpty
        )
    }
}
