import Foundation
import TextAnalysis

/// A chunk of a document as the index takes it in. Its text is kept elsewhere.
package struct Passage: Sendable {
    /// Unique in an index; positive.
    package var id: Int64
    package var document: String
    package var collection: String
    package var owner: String
    /// The document's type, `pdf`.
    package var kind: String
    package var date: Date?
    package var analyzer: Analyzer
    package var title: String
    /// The headings above it, outermost first.
    package var heading: String
    package var body: String

    package init(
        id: Int64,
        document: String,
        collection: String,
        owner: String = "",
        kind: String = "",
        date: Date? = nil,
        analyzer: Analyzer,
        title: String = "",
        heading: String = "",
        body: String
    ) {
        self.id = id
        self.document = document
        self.collection = collection
        self.owner = owner
        self.kind = kind
        self.date = date
        self.analyzer = analyzer
        self.title = title
        self.heading = heading
        self.body = body
    }
}
