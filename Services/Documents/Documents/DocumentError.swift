import Daemon
import HTTPTypes

/// Why a document can't be found, taken in or changed.
enum DocumentError: Error, Equatable {
    /// Or it is none that the caller may see.
    case notFound
    case pageNotFound
    /// It was imported as text, or is an archive that was opened.
    case noFile
    /// It is being read.
    case notEnded
    case badTitle(limit: Int)
    case badCursor
    case badLimit(most: Int)
    case badState
    case badWidth(most: Int)
    /// That one person waits for.
    case tooManyPictures
    case tooManyFiles(limit: Int)
    /// Of one upload, in bytes.
    case tooMuchAtOnce(limit: Int)
    /// Of one person, in bytes.
    case quotaUsed(limit: Int)
    /// Before the files the collection must be named.
    case collectionMissing
    case noFiles
}

extension DocumentError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "document_not_found", Messages.documentNotFound)
        case .pageNotFound: Problem(.notFound, "page_not_found", Messages.pageNotFound)
        case .noFile: Problem(.notFound, "no_file", Messages.noFile)
        case .notEnded: Problem(.conflict, "document_being_read", Messages.documentBeingRead)
        case .badTitle(let limit): Problem(.unprocessableContent, "bad_title", Messages.badTitle(limit))
        case .badCursor: Problem(.badRequest, "invalid_cursor", Messages.badCursor)
        case .badLimit(let most): Problem(.badRequest, "bad_limit", Messages.badLimit(most))
        case .badState: Problem(.badRequest, "bad_state", Messages.badState)
        case .badWidth(let most): Problem(.badRequest, "bad_width", Messages.badWidth(most))
        case .tooManyPictures: Problem(.tooManyRequests, "too_many_pictures", Messages.tooManyPictures)
        case .tooManyFiles(let limit): Problem(.contentTooLarge, "too_many_files", Messages.tooManyFiles(limit))
        case .tooMuchAtOnce(let limit): Problem(.contentTooLarge, "upload_too_large", Messages.tooMuchAtOnce(limit))
        case .quotaUsed(let limit): Problem(.contentTooLarge, "quota_used", Messages.quotaUsed(limit))
        case .collectionMissing: Problem(.badRequest, "collection_missing", Messages.collectionMissing)
        case .noFiles: Problem(.badRequest, "no_files", Messages.noFiles)
        }
    }
}
