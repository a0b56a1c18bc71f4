import Glibc
import NIOCore

/// A file that is being received. It is gone when its owner lets go of it, unless it was moved elsewhere.
package final class UploadedFile: Sendable {
    /// What its name begins with, so that what a crash left half received is known.
    package static let prefix = "upload-"

    package let path: String
    private let descriptor: Int32

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// Streams a body into a new file of `folder`, which exists.
    ///
    /// - Parameters:
    ///   - announced: `Content-Length`, where the sender gave one: too large a body is refused before it is read.
    ///   - limit: bytes.
    /// - Throws: `UploadError`, or `CancellationError` where its sender leaves; nothing stays behind then.
    package static func receive<Body: AsyncSequence>(
        _ body: Body,
        announced: Int? = nil,
        limit: Int,
        in folder: String
    ) async throws -> UploadedFile where Body.Element == ByteBuffer {
        var iterator = body.makeAsyncIterator()
        return try await receive(announced: announced, limit: limit, in: folder) { try await iterator.next() }
    }

    /// The same for a body that is read by a call for each piece.
    package static func receive(
        announced: Int? = nil,
        limit: Int,
        in folder: String,
        next: () async throws -> ByteBuffer?
    ) async throws -> UploadedFile {
        guard announced ?? 0 <= limit else { throw UploadError.tooLarge(limit: limit) }
        let file = try await onFileThread { try create(in: folder) }
        var length = 0
        while let bytes = try await piece(next) {
            length += bytes.readableBytes
            guard length <= limit else { throw UploadError.tooLarge(limit: limit) }
            try await onFileThread { try file.append(bytes) }
        }
        guard length > 0 else { throw UploadError.empty }
        return file
    }

    /// A body that breaks off has nobody who waits for an answer.
    private static func piece(_ next: () async throws -> ByteBuffer?) async throws -> ByteBuffer? {
        do {
            return try await next()
        } catch let error as UploadError {
            throw error
        } catch {
            throw CancellationError()
        }
    }

    /// Bytes. Blocks.
    package var length: Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Gives it a name of its own on the same file system, where it stays: durable when this returns. Blocks.
    package func keep(at place: String) throws(UploadError) {
        guard fsync(descriptor) == 0, rename(path, place) == 0 else { throw UploadError(errno: errno) }
    }

    private static func create(in folder: String) throws(UploadError) -> UploadedFile {
        let path = "\(folder)/\(prefix)\(UInt64.random(in: 0...UInt64.max))"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw UploadError(errno: errno) }
        return UploadedFile(path: path, descriptor: descriptor)
    }

    private func append(_ bytes: ByteBuffer) throws(UploadError) {
        var rest = bytes.readableBytesView[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw UploadError(errno: errno) }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// Up to `count` bytes from `offset` on; fewer at the end. Blocks.
    func bytes(at offset: Int, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
        }
    }
}
