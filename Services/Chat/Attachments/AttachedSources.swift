import Citations
import Daemon
import Identity
import Logging

/// What the answer in a conversation with documents may stand on.
struct AttachedSources: Sendable {
    /// Passages that a search finds for one answer.
    private static let most = 8

    let sources: [Source]
    let citable: [CitableSource]
    /// Nil where the documents couldn't be asked.
    let mode: ReadingMode?
    /// Some of the documents aren't read to their end yet.
    let isBeingRead: Bool
    let prompt = SourcePrompt()

    /// - Parameter found: nil where the documents couldn't be asked.
    private init(_ found: DocumentsClient.Found?) {
        let passages = found?.items ?? []
        mode = found?.mode
        isBeingRead = found?.isBeingRead == true
        sources = passages.enumerated().map { Source($1, number: $0 + 1) }
        citable = passages.enumerated().map { index, passage in
            CitableSource(
                number: index + 1,
                title: passage.title,
                page: passage.page,
                section: passage.section,
                text: passage.text,
                tableHeader: passage.tableHeader,
                instructions: passage.instructions.map { $0.start..<max($0.start, $0.end) }
            )
        }
    }

    /// Nil where nothing is attached.
    static func find(
        _ collections: [String],
        for question: String,
        mode: ReadingMode?,
        from documents: DocumentsClient,
        actingFor principal: Principal,
        trace: TraceContext,
        _ logger: Logger
    ) async throws -> AttachedSources? {
        guard !collections.isEmpty else { return nil }
        do {
            let found = try await documents.passages(
                in: collections,
                for: question,
                limit: most,
                mode: mode,
                actingFor: principal,
                trace: trace
            )
            return AttachedSources(found)
        } catch let error as AttachmentError {
            logger.warning("documents could not be asked", metadata: ["error": "\(error)"])
            return AttachedSources(nil)
        }
    }

    func reader(_ question: String) -> AnswerReader {
        AnswerReader(sources: citable, question: question, prompt: prompt)
    }

    /// The question as a model gets it, behind the passages.
    func quoted(before question: String) -> String {
        citable.isEmpty ? question : "\(prompt.quoted(citable))\n\n\(question)"
    }

    /// Without a model: the passages' own sentences.
    func quoted(_ question: String, in language: Language) -> [AnswerSentence] {
        let sentences = PassageAnswer.sentences(to: question, from: citable, read: mode ?? .search)
        return sentences.isEmpty
            ? [AnswerSentence(text: nothing[language], sourceIDs: [], needsSource: false)] : sentences
    }

    private var nothing: LocalizedText {
        if mode == nil { return Messages.documentsAway }
        return isBeingRead ? Messages.attachmentsBeingRead : Messages.notInAttachments
    }

    /// What is kept with an answer: of what was read whole, what it cites, and what gave orders.
    func kept(with sentences: [AnswerSentence]) -> [Source] {
        guard mode == .whole else { return sources }
        let cited = Set(sentences.flatMap(\.sourceIDs))
        return sources.filter { cited.contains($0.id) || $0.hasInstructions == true }
    }
}

extension Source {
    fileprivate init(_ passage: DocumentsClient.Passage, number: Int) {
        self.init(
            id: String(number),
            title: passage.title,
            url: passage.url,
            page: passage.page,
            name: passage.name,
            chunkID: passage.chunkID,
            documentID: passage.documentID,
            collectionID: passage.collectionID,
            section: passage.section,
            text: passage.text,
            highlights: passage.highlights,
            instructions: passage.instructions,
            hasInstructions: !passage.instructions.isEmpty
        )
    }
}
