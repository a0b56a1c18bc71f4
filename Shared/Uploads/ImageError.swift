import Daemon
import HTTPTypes

/// Why an image was not taken in.
package enum ImageError: Error, Equatable {
    case tooLarge(limit: Int)
    /// Neither PNG nor JPEG nor WebP, whatever its name says.
    case unsupported
    case unreadable
    case tooManyPixels(limit: Int)
    /// The converter is missing, or has too much to do.
    case converterAway
}

extension ImageError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .tooLarge(let limit): Problem(.contentTooLarge, "image_too_large", UploadMessages.tooLarge(limit))
        case .unsupported: Problem(.unsupportedMediaType, "unsupported_image", UploadMessages.unsupportedImage)
        case .unreadable: Problem(.unprocessableContent, "image_unreadable", UploadMessages.unreadableImage)
        case .tooManyPixels(let limit):
            Problem(.unprocessableContent, "image_too_many_pixels", UploadMessages.tooManyPixels(limit))
        case .converterAway:
            Problem(
                .serviceUnavailable,
                "images_unavailable",
                UploadMessages.converterAway,
                headers: [.retryAfter: "5"]
            )
        }
    }
}
