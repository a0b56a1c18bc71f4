/// A piece of a document's structure: what a converter finds, or `BlockReader` in plain text.
package struct Block: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// Level 1 is the outermost.
        case heading(level: Int)
        case paragraph
        case listItem
        /// The first of a run is the table's header.
        case tableRow
    }

    package let kind: Kind
    /// In UTF-16 code units of the document's text.
    package let range: Range<Int>
    /// From 1.
    package let page: Int

    package init(_ kind: Kind, range: Range<Int>, page: Int) {
        self.kind = kind
        self.range = range
        self.page = page
    }
}
