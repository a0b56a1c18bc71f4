/// What an image says of itself before it is decoded: a bomb is refused here.
package struct ImageHeader: Equatable, Sendable {
    package enum Format: String, Codable, Sendable {
        case png = "image/png"
        case jpeg = "image/jpeg"
        case webp = "image/webp"
    }

    package let format: Format
    package let width: Int
    package let height: Int

    package var pixels: Int { width * height }

    /// Reads the header of a file by its content.
    ///
    /// - Parameter bytes: up to `count` bytes from an offset on.
    package init(_ bytes: (_ offset: Int, _ count: Int) -> [UInt8]) throws(ImageError) {
        let start = bytes(0, 32)
        let size: (width: Int, height: Int)?
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            format = .png
            size = Self.png(start)
        } else if start.starts(with: [0xFF, 0xD8, 0xFF]) {
            format = .jpeg
            size = Self.jpeg(bytes)
        } else if start.starts(with: "RIFF".utf8), start.dropFirst(8).starts(with: "WEBP".utf8) {
            format = .webp
            size = Self.webp(start)
        } else {
            throw .unsupported
        }
        guard let size, size.width > 0, size.height > 0 else { throw .unreadable }
        (width, height) = size
    }

    /// Width and height stand first in IHDR, which stands first (ISO/IEC 15948, 11.2.2).
    private static func png(_ start: [UInt8]) -> (Int, Int)? {
        guard start.count >= 24, start[12..<16].elementsEqual("IHDR".utf8) else { return nil }
        return (start.bigEndian(16, 4), start.bigEndian(20, 4))
    }

    /// The largest frame header among the segments (ITU-T T.81, B.2.2), up to the first scan.
    private static func jpeg(_ bytes: (Int, Int) -> [UInt8]) -> (Int, Int)? {
        var offset = 2
        for _ in 0..<4_096 {
            let segment = bytes(offset, 9)
            guard segment.count >= 4, segment[0] == 0xFF else { return nil }
            switch segment[1] {
            case 0xFF: offset += 1
            case 0x01, 0xD0...0xD7: offset += 2
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(segment[1]):
                return segment.count == 9 ? (segment.bigEndian(7, 2), segment.bigEndian(5, 2)) : nil
            case 0xD8, 0xD9, 0xDA: return nil
            default: offset += 2 + max(2, segment.bigEndian(2, 2))
            }
        }
        return nil
    }

    /// The first chunk decides (RFC 9649, section 2): lossy, lossless or extended.
    private static func webp(_ start: [UInt8]) -> (Int, Int)? {
        guard start.count >= 30 else { return nil }
        switch String(decoding: start[12..<16], as: UTF8.self) {
        case "VP8 ":
            guard start[23...25].elementsEqual([0x9D, 0x01, 0x2A]) else { return nil }
            return (start.littleEndian(26, 2) & 0x3FFF, start.littleEndian(28, 2) & 0x3FFF)
        case "VP8L":
            guard start[20] == 0x2F else { return nil }
            let bits = start.littleEndian(21, 4)
            return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        case "VP8X": return (start.littleEndian(24, 3) + 1, start.littleEndian(27, 3) + 1)
        default: return nil
        }
    }
}

extension [UInt8] {
    fileprivate func bigEndian(_ offset: Int, _ count: Int) -> Int {
        self[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
    }

    fileprivate func littleEndian(_ offset: Int, _ count: Int) -> Int {
        self[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
