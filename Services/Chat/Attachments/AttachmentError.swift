import Daemon
import HTTPTypes

/// Why a collection can't be attached to a conversation.
enum AttachmentError: Error, Equatable {
    /// Or it is none that the person may read.
    case collectionNotFound
    case tooMany(limit: Int)
    /// The daemon that has the documents doesn't answer.
    case documentsAway
    /// It said no: to somebody who may keep no files, or for want of room.
    case refused
}

extension AttachmentError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .collectionNotFound: Problem(.notFound, "collection_not_found", Messages.collectionNotFound)
        case .tooMany(let limit): Problem(.badRequest, "too_many_collections", Messages.tooManyCollections(limit))
        case .documentsAway:
            Problem(.serviceUnavailable, "documents_unavailable", Messages.documentsAway, headers: [.retryAfter: "5"])
        case .refused: Problem(.forbidden, "files_refused", Messages.filesRefused)
        }
    }
}
