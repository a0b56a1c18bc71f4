import Glibc
import LimitedProcess

/// Re-encodes images with GraphicsMagick in a limited child: what leaves it was written by an encoder, not by a person.
package struct ImageConverter: Sendable {
    private static let program = "/usr/bin/gm"
    private static let pixelLimit = 40_000_000
    private static let sideLimit = 30_000

    private let pool = ProcessPool(processes: 2)

    package init() {}

    package static var isInstalled: Bool { access(program, X_OK) == 0 }

    /// Writes the image's files next to each other: `<place>.full`, `.model` and `.thumb`.
    ///
    /// - Throws: `ImageError` or `UploadError`; none of the files is there then.
    package func convert(_ file: UploadedFile, to place: String) async throws -> StoredImage {
        let header = try await onFileThread { try ImageHeader { file.bytes(at: $0, count: $1) } }
        guard header.pixels <= Self.pixelLimit, max(header.width, header.height) <= Self.sideLimit else {
            throw ImageError.tooManyPixels(limit: Self.pixelLimit)
        }
        do {
            try await pool.run { try await Self.run(header.format, file.path, to: place) }
            return try await onFileThread { try Self.look(at: place, format: header.format) }
        } catch {
            Self.remove(place)
            throw Self.meaning(of: error)
        }
    }

    /// Removes the files of an image; those that aren't there are none to miss.
    package static func remove(_ place: String) {
        for size in ImageSize.allCases { unlink("\(place).\(size.rawValue)") }
    }

    /// A named coder reads, so that no content can choose another; only the first picture of an animation.
    private static func run(_ format: ImageHeader.Format, _ source: String, to place: String) async throws {
        let coder = format.coder
        var limits = ProcessLimits()
        limits.time = .seconds(60)
        limits.processorSeconds = 40
        _ = try await LimitedProcess.run(
            program,
            [
                "convert", "-limit", "threads", "1", "-limit", "pixels", "\(pixelLimit)", "-limit", "disk", "0",
                "\(coder):\(source)[0]", "-auto-orient", "-strip", "-quality", "92",
                "-write", "\(coder):\(place).full",
                "-background", "white", "-flatten", "-resize", "1536x1536>", "-quality", "88",
                "-write", "jpeg:\(place).model",
                "-resize", "320x320>", "-quality", "80", "jpeg:\(place).thumb",
            ],
            environment: ["OMP_NUM_THREADS": "1", "MAGICK_CODER_STABILITY": "PRIMARY", "LC_ALL": "C.UTF-8"],
            limits: limits
        )
    }

    private static func look(at place: String, format: ImageHeader.Format) throws -> StoredImage {
        for size in ImageSize.allCases { chmod("\(place).\(size.rawValue)", 0o600) }
        guard let file = ReadableFile(path: "\(place).full") else { throw ImageError.unreadable }
        let header = try ImageHeader { file.bytes(at: $0, count: $1) }
        return StoredImage(format: format, width: header.width, height: header.height, bytes: file.length)
    }

    private static func meaning(of error: any Error) -> any Error {
        switch error {
        case ProcessFailure.notStarted, is ProcessPool.Busy: ImageError.converterAway
        case ProcessFailure.exited(127, _), ProcessFailure.exited(126, _): ImageError.converterAway
        case ProcessFailure.exited(_, let message) where message.contains("No space left"): UploadError.diskFull
        case is ProcessFailure: ImageError.unreadable
        default: error
        }
    }
}

extension ImageHeader.Format {
    fileprivate var coder: String {
        switch self {
        case .png: "png"
        case .jpeg: "jpeg"
        case .webp: "webp"
        }
    }
}
