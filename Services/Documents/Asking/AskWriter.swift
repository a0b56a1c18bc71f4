import Citations
import Daemon
import Identity
import InferenceClient
import Logging
import Retrieval
import SuiteProtocol

/// Answers a question from documents: a model's words where one is connected, else the best passages'.
struct AskWriter: Sendable {
    /// Passages that a search gives a model.
    private static let mostFound = 14

    let finder: SourceFinder
    let inference: InferenceClient

    var limits: AskLimits { finder.limits }

    typealias Emit = (AskEvent) async throws -> Void

    /// - Throws: `AskError`, before anything is written where there is too much to read; or `.interrupted`.
    func write(
        _ question: PreparedQuestion,
        of scope: AskScope,
        mode: ReadingMode,
        for context: AuthenticatedContext,
        _ emit: Emit
    ) async throws {
        let found =
            switch mode {
            case .whole: try await finder.all(of: scope, inParts: limits.parts)
            case .search: try await finder.best(question.search, of: scope, most: Self.mostFound)
            }
        let sources = found.numbered
        let parts = mode == .whole ? sources.parts(of: limits.room) : [sources.citable]
        if parts.count <= 1 || sources.isEmpty {
            try await emit(.sources(AskEvent.Sources(mode: mode, items: sources.told(question: question.search))))
        }
        let answer = AskAnswer(question: question, sources: sources, mode: mode, context: context)
        guard !sources.isEmpty else {
            let isUnread = try await finder.documents.size(of: scope).pages == 0
            let text = isUnread ? Messages.nothingToRead : Messages.notInSources
            return try await tellNothing(answer, emit, saying: text)
        }
        // Whose words no model may read gets those of the documents.
        guard !context.principal.withheld.contains(.assistant) else { return try await quote(answer, parts, emit) }
        do {
            if parts.count > 1 {
                try await readParts(parts, answer, emit)
            } else {
                try await readOnce(answer, emit)
            }
        } catch let error as InferenceError {
            context.logger.notice("documents answer without a model", metadata: ["error": "\(error)"])
            try await quote(answer, parts, emit)
        }
    }

    private func readOnce(_ answer: AskAnswer, _ emit: Emit) async throws {
        let prompts = AskPrompts(maxTokens: limits.maxTokens)
        let text = try await stream(answer).read(
            prompts.answer(answer.question.text, from: answer.sources.citable),
            answer.reader(prompts.prompt)
        ) { try await emit(.delta(AskEvent.Delta(text: $0.cited))) }
        try await finish(answer, text, emit)
    }

    /// Reads part by part, then puts together what they hold.
    private func readParts(_ parts: [[CitableSource]], _ answer: AskAnswer, _ emit: Emit) async throws {
        let prompts = AskPrompts(maxTokens: limits.maxTokens)
        var notes: [AnswerSentence] = []
        var hasLeft = false
        for (index, part) in parts.enumerated() {
            try await emit(.progress(AskEvent.Progress(stage: "reading", done: index, total: parts.count)))
            let read = try await stream(answer).read(
                prompts.notes(answer.question.text, from: part, part: index + 1, of: parts.count),
                AnswerReader(sources: part, question: answer.question.text, prompt: prompts.prompt)
            ) { _ in }
            hasLeft = hasLeft || read.leftInstitution
            // What no source supports isn't a note.
            notes += read.sentences.filter { !$0.sourceIDs.isEmpty }
        }
        try await emit(.progress(AskEvent.Progress(stage: "writing", done: parts.count, total: parts.count)))
        let cited = Set(notes.flatMap(\.sourceIDs).compactMap(Int.init))
        try await tell(cited, answer, emit)
        guard !notes.isEmpty else { return try await tellNothing(answer, emit, leftInstitution: hasLeft) }
        var text = try await stream(answer).read(
            prompts.answer(answer.question.text, fromNotes: limits.fitting(notes)),
            AnswerReader(
                sources: answer.sources.citable.filter { cited.contains($0.number) },
                question: answer.question.text,
                prompt: prompts.prompt
            )
        ) { try await emit(.delta(AskEvent.Delta(text: $0.cited))) }
        text.leftInstitution = text.leftInstitution || hasLeft
        try await finish(answer, text, emit)
    }

    private func stream(_ answer: AskAnswer) -> CitedStream {
        CitedStream(inference: inference, context: answer.context)
    }

    private func finish(_ answer: AskAnswer, _ text: CitedText, _ emit: Emit) async throws {
        if text.isInterrupted { throw AskError.interrupted }
        if text.hasNoAnswer || text.sentences.isEmpty {
            return try await tellNothing(answer, emit, model: text.model, leftInstitution: text.leftInstitution)
        }
        try await emit(
            .done(
                answer.done(text.sentences, by: .model, model: text.model, leftInstitution: text.leftInstitution)
            )
        )
    }

    /// The passages' own sentences.
    private func quote(_ answer: AskAnswer, _ parts: [[CitableSource]], _ emit: Emit) async throws {
        let sentences = PassageAnswer.sentences(
            to: answer.question.search,
            from: answer.sources.citable,
            read: answer.mode
        )
        if parts.count > 1 {
            try await tell(Set(sentences.flatMap(\.sourceIDs).compactMap(Int.init)), answer, emit)
        }
        guard !sentences.isEmpty else { return try await tellNothing(answer, emit) }
        for sentence in sentences { try await emit(.delta(AskEvent.Delta(text: sentence.cited))) }
        try await emit(.done(answer.done(sentences, by: .passages)))
    }

    private func tell(_ numbers: Set<Int>, _ answer: AskAnswer, _ emit: Emit) async throws {
        let items = answer.sources.told(numbers, question: answer.question.search)
        try await emit(.sources(AskEvent.Sources(mode: answer.mode, items: items)))
    }

    /// - Parameter model: which one looked for it; nil where none did.
    private func tellNothing(
        _ answer: AskAnswer,
        _ emit: Emit,
        saying text: LocalizedText = Messages.notInSources,
        model: String? = nil,
        leftInstitution: Bool = false
    ) async throws {
        let sentence = AnswerSentence(
            text: text[answer.context.language],
            sourceIDs: [],
            needsSource: false
        )
        try await emit(.delta(AskEvent.Delta(text: sentence.text)))
        try await emit(
            .done(
                answer.done(
                    [sentence],
                    by: model == nil ? .passages : .model,
                    model: model,
                    leftInstitution: leftInstitution,
                    isEmpty: true
                )
            )
        )
    }
}
