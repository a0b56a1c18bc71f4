import Glibc

/// An open file that is read by offset.
final class FileBytes: Sendable {
    let count: Int
    private let descriptor: Int32

    init(path: String) throws(ConversionError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable }
        var status = stat()
        let isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        count = isFile ? Int(status.st_size) : 0
        guard isFile else { throw .unreadable }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Up to `length` bytes from `offset` on; fewer at the end. Blocks.
    func bytes(at offset: Int, _ length: Int) -> [UInt8] {
        let length = max(0, min(length, count - offset))
        return [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
            while filled < length {
                let read = pread(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    length - filled,
                    off_t(offset + filled)
                )
                if read > 0 { filled += read } else if read == 0 || errno != EINTR { break }
            }
        }
    }

    var all: [UInt8] { bytes(at: 0, count) }
}

extension [UInt8] {
    /// A number of `length` bytes, the lowest first; 0 where they aren't there.
    func littleEndian(_ offset: Int, _ length: Int) -> Int {
        guard offset >= 0, offset + length <= count else { return 0 }
        return self[offset..<offset + length].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// A number of `length` bytes, the highest first; 0 where they aren't there.
    func bigEndian(_ offset: Int, _ length: Int) -> Int {
        guard offset >= 0, offset + length <= count else { return 0 }
        return self[offset..<offset + length].reduce(0) { $0 << 8 | Int($1) }
    }
}
