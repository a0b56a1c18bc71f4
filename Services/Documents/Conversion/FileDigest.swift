import Crypto

/// The SHA-256 of a file, by which the same one is known again.
package enum FileDigest {
    private static let piece = 1 << 20

    /// In lower-case hexadecimal. Blocks.
    ///
    /// - Throws: `ConversionError.unreadable`.
    package static func sha256(of path: String) throws(ConversionError) -> String {
        let file = try FileBytes(path: path)
        var (digest, offset) = (SHA256(), 0)
        while offset < file.count {
            let bytes = file.bytes(at: offset, piece)
            guard !bytes.isEmpty else { throw .unreadable }
            digest.update(data: bytes)
            offset += bytes.count
        }
        return digest.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
