import FoundationEssentials
import Glibc
import NIOCore

/// The images of a daemon as files, three an image, named by id. Whose they are, its database knows.
package struct MediaFolder: Sendable {
    package static let imageLimit = 20 << 20

    private let path: String
    private let converter = ImageConverter()

    /// - Parameter path: made where it isn't there, readable by the daemon only. What a crash left half received is removed.
    package init(path: String) throws {
        self.path = path
        let manager = FileManager.default
        try manager.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        for name in try manager.contentsOfDirectory(atPath: path) where name.hasPrefix(UploadedFile.prefix) {
            let attributes = try? manager.attributesOfItem(atPath: "\(path)/\(name)")
            // Another replica may be receiving a younger one.
            if let changed = attributes?[.modificationDate] as? Date, changed.timeIntervalSinceNow < -3_600 {
                unlink("\(path)/\(name)")
            }
        }
    }

    /// Takes in an image under `id`, from a body that is read by a call for each piece.
    ///
    /// - Throws: `ImageError` or `UploadError`; nothing stays behind then.
    package func receive(
        _ id: String,
        announced: Int? = nil,
        next: () async throws -> ByteBuffer?
    ) async throws -> StoredImage {
        do {
            let file = try await UploadedFile.receive(
                announced: announced,
                limit: Self.imageLimit,
                in: path,
                next: next
            )
            return try await converter.convert(file, to: place(id))
        } catch UploadError.tooLarge(let limit) {
            throw ImageError.tooLarge(limit: limit)
        } catch UploadError.empty {
            throw ImageError.unreadable
        }
    }

    /// `nil` where the image isn't there.
    package func open(_ id: String, _ size: ImageSize) async throws -> ReadableFile? {
        let file = "\(place(id)).\(size.rawValue)"
        return try await onFileThread { ReadableFile(path: file) }
    }

    package func remove(_ ids: some Collection<String>) async throws {
        let places = ids.map(place)
        try await onFileThread { places.forEach(ImageConverter.remove) }
    }

    private func place(_ id: String) -> String { "\(path)/\(id)" }
}
