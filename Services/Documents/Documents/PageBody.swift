import Conversion
import Daemon
import Hummingbird
import SuiteProtocol

/// A page on the wire: its text, what it is made of, and where it stands on the printed page.
struct PageBody: ResponseEncodable, Sendable {
    struct Block: Encodable, Sendable {
        let kind: PageBlock.Kind
        let level: Int?
        let start: Int
        let end: Int
    }

    struct Word: Encodable, Sendable {
        let start: Int
        let end: Int
        let left: Float
        let top: Float
        let right: Float
        let bottom: Float
    }

    struct Size: Encodable, Sendable {
        let width: Float
        let height: Float
    }

    let documentID: String
    let title: String
    let number: Int
    /// Of the document.
    let pages: Int
    let text: String
    let blocks: [Block]
    let words: [Word]
    let size: Size?
    let isRecognised: Bool
    let hasImage: Bool
    let instructions: [TextSpan]
    /// The passage that was asked for.
    let lit: [TextSpan]
    let fault: DocumentBody.Fault?

    init(_ page: StoredPage, of document: Document, lit: [TextSpan], in language: Language) {
        documentID = document.id
        title = document.title
        number = page.number
        pages = document.pages
        text = page.text
        blocks = page.blocks.map { block in
            Block(kind: block.kind, level: block.level, start: block.span.start, end: block.span.end)
        }
        words = page.words.map { word in
            Word(
                start: word.span.start,
                end: word.span.end,
                left: word.left,
                top: word.top,
                right: word.right,
                bottom: word.bottom
            )
        }
        size = page.size.map { Size(width: $0.width, height: $0.height) }
        isRecognised = page.isRecognised
        hasImage = document.hasFile && (document.kind == .pdf || document.kind.isImage)
        instructions = page.instructions
        self.lit = lit
        fault = page.fault.map { DocumentBody.Fault($0, in: language) }
    }
}
