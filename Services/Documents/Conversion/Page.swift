/// A page of a document as text: what is read, searched and cited.
package struct Page: Codable, Equatable, Sendable {
    /// From 1.
    package let number: Int
    /// The texts of its blocks, a line feed between them.
    package let text: String
    /// In reading order; together they cover the text but for the line feeds between them.
    package let blocks: [Block]
    /// Where words stand on a printed or scanned page; none in formats that have no fixed page.
    package let words: [Word]
    /// Of the printed page.
    package let size: Size?
    /// Whether its text was recognised from a picture, so that it may be wrong.
    package let isRecognised: Bool
    /// Why this page has no text though the others may have theirs.
    package let fault: ConversionError?

    package init(
        number: Int,
        text: String,
        blocks: [Block],
        words: [Word] = [],
        size: Size? = nil,
        isRecognised: Bool = false,
        fault: ConversionError? = nil
    ) {
        (self.number, self.text, self.blocks, self.words) = (number, text, blocks, words)
        (self.size, self.isRecognised, self.fault) = (size, isRecognised, fault)
    }

    /// What stands between two offsets of its text.
    package func text(of span: Span) -> Substring {
        let bytes = text.utf8
        let start = bytes.index(bytes.startIndex, offsetBy: min(span.start, bytes.count))
        let end = bytes.index(bytes.startIndex, offsetBy: min(span.end, bytes.count))
        return text[start..<max(start, end)]
    }
}

/// A part of a page's text, in bytes of UTF-8 from its beginning.
package struct Span: Codable, Equatable, Sendable {
    package let start: Int
    /// After the last byte.
    package let end: Int

    package init(start: Int, end: Int) {
        (self.start, self.end) = (start, end)
    }
}

/// A part of a page that belongs together.
package struct Block: Codable, Equatable, Sendable {
    package enum Kind: Codable, Equatable, Sendable {
        /// The highest level is 1.
        case heading(level: Int)
        case paragraph
        /// The outermost level is 1.
        case listItem(level: Int)
        /// A row of a table: its cells, one tab between them, empty ones among them.
        case row(cells: [Span])
    }

    package let kind: Kind
    package let span: Span

    package init(kind: Kind, span: Span) {
        (self.kind, self.span) = (kind, span)
    }
}

/// A word and the box around it, in the units of its page, from the upper left corner. A word that is divided at the end
/// of a line has two, of the same span.
package struct Word: Codable, Equatable, Sendable {
    package let span: Span
    package let left: Float
    package let top: Float
    package let right: Float
    package let bottom: Float

    package init(span: Span, left: Float, top: Float, right: Float, bottom: Float) {
        (self.span, self.left, self.top, self.right, self.bottom) = (span, left, top, right, bottom)
    }
}

/// How large a page is: points of 1/72 inch for a PDF, pixels for a picture.
package struct Size: Codable, Equatable, Sendable {
    package let width: Float
    package let height: Float

    package init(width: Float, height: Float) {
        (self.width, self.height) = (width, height)
    }
}
