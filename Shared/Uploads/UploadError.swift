import Daemon
import Glibc
import HTTPTypes

/// Why what was sent could not be taken in.
package enum UploadError: Error, Equatable {
    case tooLarge(limit: Int)
    case diskFull
    /// A folder or a file can't be written: an `errno`.
    case unwritable(Int32)
    case empty
    case badMultipart
    /// A form without this part.
    case missingPart(String)
}

extension UploadError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .tooLarge(let limit): Problem(.contentTooLarge, "upload_too_large", UploadMessages.tooLarge(limit))
        case .diskFull: Problem(.insufficientStorage, "disk_full", UploadMessages.diskFull)
        case .unwritable: .internal
        case .empty: Problem(.badRequest, "empty_upload", UploadMessages.empty)
        case .badMultipart: Problem(.badRequest, "bad_multipart", UploadMessages.badMultipart)
        case .missingPart(let name): Problem(.badRequest, "missing_part", UploadMessages.missingPart(name))
        }
    }

    /// What a failed system call means here.
    init(errno code: Int32) {
        self = [ENOSPC, EDQUOT, EFBIG].contains(code) ? .diskFull : .unwritable(code)
    }
}

extension HTTPResponse.Status {
    fileprivate static var insufficientStorage: Self { .init(code: 507, reasonPhrase: "Insufficient Storage") }
}
