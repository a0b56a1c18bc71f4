import Daemon
import HTTPTypes

/// Why nothing was searched or imported.
enum SearchError: Error, Equatable {
    case empty
    case tooLong(limit: Int)
    /// Of one import, in bytes.
    case importTooLarge(limit: Int)
    /// The content type of an import is something else.
    case notNDJSON
}

extension SearchError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .empty: Problem(.badRequest, "empty_query", Messages.emptyQuery)
        case .tooLong(let limit): Problem(.contentTooLarge, "query_too_long", Messages.queryTooLong(limit))
        case .importTooLarge(let limit): Problem(.contentTooLarge, "import_too_large", Messages.importTooLarge(limit))
        case .notNDJSON: Problem(.unsupportedMediaType, "not_ndjson", Messages.notNDJSON)
        }
    }
}
