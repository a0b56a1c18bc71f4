import Glibc

/// Text in the encodings that the C library knows, by the names that documents give.
enum NamedEncoding {
    private static let piece = 64 << 10

    /// Bytes that mean nothing become U+FFFD; nil where nobody knows the name.
    static func decode(_ bytes: some Collection<UInt8>, named name: some StringProtocol) -> String? {
        // As IANA writes names; to iconv a slash, or nothing at all, means more.
        guard let first = name.utf8.first, first.isLetter,
            name.utf8.allSatisfy({ $0.isLetter || (0x30...0x39).contains($0) || "-_.:".utf8.contains($0) })
        else { return nil }
        let converter = iconv_open("UTF-8", String(name))
        guard converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var (text, source) = ([UInt8](), bytes.map { CChar(bitPattern: $0) })
        var output = [CChar](repeating: 0, count: piece)
        source.withUnsafeMutableBufferPointer { source in
            var (next, left) = (source.baseAddress, source.count)
            while left > 0 {
                output.withUnsafeMutableBufferPointer { output in
                    var (target, room) = (output.baseAddress, output.count)
                    let (result, code) = (iconv(converter, &next, &left, &target, &room), errno)
                    text += output.prefix(output.count - room).map { UInt8(bitPattern: $0) }
                    guard result == -1, code != E2BIG, left > 0 else { return }
                    text += "\u{FFFD}".utf8
                    next = next?.advanced(by: 1)
                    left -= 1
                }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
