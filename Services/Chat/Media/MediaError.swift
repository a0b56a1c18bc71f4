import Daemon
import HTTPTypes

enum MediaError: Error, Equatable {
    case notFound
    case tooMany(limit: Int)
    case badDataURL
}

extension MediaError: ProblemConvertible {
    var problem: Problem {
        switch self {
        case .notFound: Problem(.notFound, "media_not_found", Messages.mediaNotFound)
        case .tooMany(let limit):
            Problem(.unprocessableContent, "too_many_images", Messages.tooManyImages(limit: limit))
        case .badDataURL: Problem(.unprocessableContent, "image_unreadable", Messages.badDataURL)
        }
    }
}
