import Citations
import Conversion
import Retrieval

/// A passage under the number that an answer cites it by.
struct AskSource: Encodable, Sendable {
    /// From 1, as text.
    let id: String
    let chunkID: Int64
    let documentID: String
    let collectionID: String
    let title: String
    let url: String?
    let page: Int
    /// The headings above it, outermost first.
    let section: [String]
    let text: String
    /// Where words of the question stand in the text.
    let highlights: [TextSpan]
    /// Where the text speaks to a model instead of its reader.
    let instructions: [TextSpan]
    let hasInstructions: Bool

    init(_ passage: FoundPassage, _ source: CitableSource, question: String) {
        id = String(source.number)
        chunkID = passage.id
        documentID = passage.source.id
        collectionID = passage.source.collection
        title = passage.source.title
        url = passage.source.url
        page = passage.page
        section = passage.section
        text = passage.text
        highlights = Highlights(of: question, in: passage.text, analyzer: passage.source.analyzer).ranges.map {
            TextSpan($0)
        }
        instructions = source.instructions.map { TextSpan($0) }
        hasInstructions = !source.instructions.isEmpty
    }
}

/// Passages with their numbers.
struct NumberedSources: Sendable {
    let citable: [CitableSource]
    private let passages: [FoundPassage]

    /// - Parameter passages: in the order in which they are numbered.
    init(_ passages: [FoundPassage]) {
        self.passages = passages
        citable = passages.enumerated().map { index, passage in
            CitableSource(
                number: index + 1,
                title: passage.source.title,
                page: passage.page,
                section: passage.section,
                text: passage.text,
                tableHeader: passage.tableHeader,
                instructions: InstructionDetector.spans(in: passage.text)
            )
        }
    }

    var isEmpty: Bool { passages.isEmpty }

    /// As they are told to whoever asks.
    ///
    /// - Parameter numbers: nil for all.
    func told(_ numbers: Set<Int>? = nil, question: String) -> [AskSource] {
        zip(passages, citable).filter { numbers?.contains($1.number) ?? true }
            .map { AskSource($0, $1, question: question) }
    }

    /// One after the other in parts that a model takes at once.
    func parts(of room: Int) -> [[CitableSource]] {
        var parts: [[CitableSource]] = []
        var left = 0
        for source in citable {
            if source.text.count > left || parts.isEmpty {
                parts.append([])
                left = room
            }
            parts[parts.count - 1].append(source)
            left -= source.text.count
        }
        return parts
    }
}
