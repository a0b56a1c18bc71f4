import Foundation

/// Which chunks a search may see. Applied before anything is scored.
package struct Filter: Sendable, Equatable {
    /// The collections that are searched; there is no way to ask for all.
    package var collections: Set<String>
    /// Nil for everybody's.
    package var owners: Set<String>?
    /// Types of documents; nil for all.
    package var kinds: Set<String>?
    /// A chunk without a date is in no interval.
    package var dates: Range<Date>?
    /// Ids of documents; nil for all.
    package var documents: Set<String>?

    package init(
        collections: Set<String>,
        owners: Set<String>? = nil,
        kinds: Set<String>? = nil,
        dates: Range<Date>? = nil,
        documents: Set<String>? = nil
    ) {
        self.collections = collections
        self.owners = owners
        self.kinds = kinds
        self.dates = dates
        self.documents = documents
    }
}
