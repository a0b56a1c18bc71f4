import Daemon
import HTTPTypes

/// Why a collection can't be found or changed.
enum CollectionError: Error, Equatable {
    /// Or it is none that the caller may see.
    case notFound
    /// Seen, but somebody else's.
    case notYours
    case badName(limit: Int)
    case badGroups
}

extension CollectionError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "collection_not_found", Messages.collectionNotFound)
        case .notYours: Problem(.forbidden, "not_your_collection", Messages.notYourCollection)
        case .badName(let limit): Problem(.unprocessableContent, "bad_name", Messages.badCollectionName(limit))
        case .badGroups: Problem(.unprocessableContent, "bad_groups", Messages.badGroups)
        }
    }
}
