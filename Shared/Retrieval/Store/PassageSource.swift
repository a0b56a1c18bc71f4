import Foundation
import TextAnalysis

/// The document that passages are of, as far as searching needs to know.
package struct PassageSource: Sendable, Equatable {
    /// The document's id.
    package var id: String
    package var collection: String
    package var owner: String
    /// The document's type, `pdf`.
    package var kind: String
    /// Kept to the millisecond.
    package var date: Date?
    package var title: String
    /// What an importer calls it.
    package var externalID: String?
    package var url: String?
    package var analyzer: Analyzer

    package init(
        id: String,
        collection: String,
        owner: String,
        kind: String,
        date: Date? = nil,
        title: String,
        externalID: String? = nil,
        url: String? = nil,
        analyzer: Analyzer
    ) {
        self.id = id
        self.collection = collection
        self.owner = owner
        self.kind = kind
        self.date = date
        self.title = title
        self.externalID = externalID
        self.url = url
        self.analyzer = analyzer
    }
}

/// A chunk of a page as it is put into the store.
package struct NewPassage: Sendable, Equatable {
    /// From 1.
    package var page: Int
    /// In UTF-16 code units of the page's text.
    package var range: Range<Int>
    /// The headings above it, outermost first.
    package var section: [String]
    package var text: String
    /// The header of the table that it begins in the middle of.
    package var tableHeader: String?

    package init(
        page: Int,
        range: Range<Int>,
        section: [String] = [],
        text: String,
        tableHeader: String? = nil
    ) {
        self.page = page
        self.range = range
        self.section = section
        self.text = text
        self.tableHeader = tableHeader
    }
}

/// A chunk that was found, with all that is kept of it.
package struct FoundPassage: Sendable, Equatable {
    /// Never given to another chunk, and below 2⁵³.
    package let id: Int64
    package let source: PassageSource
    /// From 1.
    package let page: Int
    /// In UTF-16 code units of the page's text.
    package let range: Range<Int>
    package let section: [String]
    package let text: String
    package let tableHeader: String?
    /// Comparable within one search only; 0 where nothing was searched for.
    package let score: Float
}
