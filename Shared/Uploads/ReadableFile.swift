import Glibc
import NIOCore

/// An open file that is read piece by piece.
package final class ReadableFile: Sendable {
    private static let pieceSize = 128 << 10

    package let length: Int
    private let descriptor: Int32

    /// `nil` where there is no such file. Blocks.
    init?(path: String) {
        descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        length = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    /// `nil` where there is no such file.
    package static func open(_ path: String) async throws -> ReadableFile? {
        try await onFileThread { ReadableFile(path: path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The piece from `offset` on; `nil` at the end.
    package func piece(at offset: Int) async throws -> ByteBuffer? {
        let bytes = try await onFileThread { self.bytes(at: offset, count: Self.pieceSize) }
        return bytes.isEmpty ? nil : ByteBuffer(bytes: bytes)
    }

    /// The whole of a small file.
    package func contents() async throws -> ByteBuffer {
        try await onFileThread { ByteBuffer(bytes: self.bytes(at: 0, count: self.length)) }
    }

    /// Up to `count` bytes; fewer at the end. Blocks.
    func bytes(at offset: Int, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
        }
    }
}
