/// A passage of a document, small enough to be an answer's source: on one page and in one section.
package struct Chunk: Sendable, Equatable {
    /// The document's text in `range`, as it is written.
    package let text: String
    /// In UTF-16 code units of the document's text.
    package let range: Range<Int>
    /// From 1.
    package let page: Int
    /// The headings above it, outermost first.
    package let section: [String]
    /// The header of the table that the chunk begins in the middle of.
    package let tableHeader: String?
}
