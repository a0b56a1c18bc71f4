import Conversion
import Retrieval

/// A passage on the wire: what a search found, what an answer stands on, what chat is given.
struct FoundBody: Encodable, Sendable {
    /// From 1, as text: the number by which an answer cites it.
    private(set) var id: String?
    let chunkID: Int64
    let documentID: String
    let collectionID: String
    let externalID: String?
    let title: String
    /// Of the document's file.
    let name: String
    let url: String?
    let page: Int
    /// The headings above it, outermost first.
    let section: [String]
    let text: String
    /// Of the table that it begins in the middle of; for chat.
    private(set) var tableHeader: String?
    /// Where words of the question stand in the text.
    let highlights: [TextSpan]
    /// Where the text speaks to a model instead of its reader; nil where that isn't asked.
    private(set) var instructions: [TextSpan]?
    private(set) var hasInstructions: Bool?
    /// Of a search.
    private(set) var score: Float?

    private init(_ passage: FoundPassage, name: String, question: String) {
        chunkID = passage.id
        documentID = passage.source.id
        collectionID = passage.source.collection
        externalID = passage.source.externalID
        title = passage.source.title
        self.name = name
        url = passage.source.url
        page = passage.page
        section = passage.section
        text = passage.text
        highlights = Highlights(of: question, in: passage.text, analyzer: passage.source.analyzer).ranges.map {
            TextSpan($0)
        }
    }

    static func found(_ passage: FoundPassage, name: String, question: String) -> FoundBody {
        var body = FoundBody(passage, name: name, question: question)
        body.score = passage.score
        return body
    }

    static func cited(
        _ passage: FoundPassage,
        by number: Int,
        instructions: [Range<Int>],
        name: String,
        question: String
    ) -> FoundBody {
        var body = FoundBody(passage, name: name, question: question)
        body.id = String(number)
        body.instructions = instructions.map { TextSpan($0) }
        body.hasInstructions = !instructions.isEmpty
        return body
    }

    static func attached(_ passage: FoundPassage, name: String, question: String) -> FoundBody {
        var body = FoundBody(passage, name: name, question: question)
        body.tableHeader = passage.tableHeader
        body.instructions = InstructionDetector.spans(in: passage.text).map { TextSpan($0) }
        return body
    }
}
