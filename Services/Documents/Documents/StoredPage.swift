import Conversion
import Retrieval

/// A page as it is kept: what is read, searched and cited.
struct StoredPage: Sendable, Equatable {
    /// The document's id.
    let document: String
    /// From 1.
    let number: Int
    let text: String
    /// In reading order.
    let blocks: [PageBlock]
    /// Where words stand on a printed or scanned page.
    let words: [PageWord]
    /// Points of 1/72 inch for a PDF, pixels for a picture.
    let size: Conversion.Size?
    /// Whether its text was recognised from a picture, so that it may be wrong.
    let isRecognised: Bool
    /// Where the text tells a machine what to do: quoted, never obeyed.
    let instructions: [TextSpan]
    /// Why it has no text.
    let fault: ConversionError?
}

/// A part of a page that belongs together.
struct PageBlock: Codable, Equatable, Sendable {
    enum Kind: String, Codable, Sendable {
        case heading, paragraph, row
        case listItem = "list_item"
    }

    let kind: Kind
    /// Of a heading or an item; the highest, or outermost, is 1.
    let level: Int?
    let span: TextSpan

    init(kind: Kind, level: Int? = nil, span: TextSpan) {
        (self.kind, self.level, self.span) = (kind, level, span)
    }

    /// As the chunker takes it, with its place in a text that begins before the page.
    func block(page: Int, offset: Int) -> Retrieval.Block {
        let range = span.start + offset..<max(span.start, span.end) + offset
        return switch kind {
        case .heading: Retrieval.Block(.heading(level: level ?? 1), range: range, page: page)
        case .paragraph: Retrieval.Block(.paragraph, range: range, page: page)
        case .listItem: Retrieval.Block(.listItem, range: range, page: page)
        case .row: Retrieval.Block(.tableRow, range: range, page: page)
        }
    }
}

/// A word and the box around it, from the upper left corner of its page.
struct PageWord: Equatable, Sendable {
    let span: TextSpan
    let left: Float
    let top: Float
    let right: Float
    let bottom: Float
}
