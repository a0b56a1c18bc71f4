/// What a picture says of itself before anything decodes it.
struct PictureFile {
    /// Of each of its frames, where it says so.
    let sizes: [Size]

    /// - Throws: `ConversionError`: too many pixels or frames, or a header that makes no sense.
    init(_ file: FileBytes, _ kind: FileKind, limits: ConversionLimits) throws(ConversionError) {
        sizes =
            switch kind {
            case .png: [Self.png(file)]
            case .jpeg: [Self.jpeg(file)]
            case .webp: [Self.webp(file)]
            case .tiff: try Self.tiff(file, limits)
            default: []
            }
        guard !sizes.isEmpty, sizes.allSatisfy({ $0.width > 0 && $0.height > 0 }) else { throw .broken }
        guard sizes.allSatisfy({ $0.width * $0.height <= Float(limits.pixels) }) else {
            throw .tooManyPixels(limit: limits.pixels)
        }
    }

    /// IHDR stands first (ISO/IEC 15948, 11.2.2).
    private static func png(_ file: FileBytes) -> Size {
        let start = file.bytes(at: 0, 24)
        return Size(start.bigEndian(16, 4), start.bigEndian(20, 4))
    }

    /// The first frame header among the segments (ITU-T T.81, B.2.2).
    private static func jpeg(_ file: FileBytes) -> Size {
        var offset = 2
        for _ in 0..<4_096 {
            let segment = file.bytes(at: offset, 9)
            guard segment.count == 9, segment[0] == 0xFF else { break }
            switch segment[1] {
            case 0xFF: offset += 1
            case 0x01, 0xD0...0xD7: offset += 2
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(segment[1]):
                return Size(segment.bigEndian(7, 2), segment.bigEndian(5, 2))
            default: offset += 2 + max(2, segment.bigEndian(2, 2))
            }
        }
        return Size(0, 0)
    }

    /// The first chunk decides (RFC 9649, section 2).
    private static func webp(_ file: FileBytes) -> Size {
        let start = file.bytes(at: 0, 30)
        switch String(decoding: start.dropFirst(12).prefix(4), as: UTF8.self) {
        case "VP8 ": return Size(start.littleEndian(26, 2) & 0x3FFF, start.littleEndian(28, 2) & 0x3FFF)
        case "VP8L":
            let bits = start.littleEndian(21, 4)
            return Size(bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        case "VP8X": return Size(start.littleEndian(24, 3) + 1, start.littleEndian(27, 3) + 1)
        default: return Size(0, 0)
        }
    }

    /// Its directories are a chain (TIFF 6.0, section 2), one for each page.
    private static func tiff(_ file: FileBytes, _ limits: ConversionLimits) throws(ConversionError) -> [Size] {
        let isBig = file.bytes(at: 0, 1) == [0x4D]
        func number(_ bytes: [UInt8], _ offset: Int, _ length: Int) -> Int {
            isBig ? bytes.bigEndian(offset, length) : bytes.littleEndian(offset, length)
        }
        var (sizes, seen, offset) = ([Size](), Set<Int>(), number(file.bytes(at: 4, 4), 0, 4))
        while offset > 0, seen.insert(offset).inserted {
            guard sizes.count < limits.pages else { throw .tooManyPages(limit: limits.pages) }
            let entries = number(file.bytes(at: offset, 2), 0, 2)
            let bytes = file.bytes(at: offset + 2, entries * 12 + 4)
            guard entries > 0, bytes.count == entries * 12 + 4 else { throw .broken }
            var fields: [Int: Int] = [:]
            for start in stride(from: 0, to: entries * 12, by: 12) {
                // Short or long.
                fields[number(bytes, start, 2)] = number(bytes, start + 8, number(bytes, start + 2, 2) == 3 ? 2 : 4)
            }
            sizes.append(Size(fields[256] ?? 0, fields[257] ?? 0))
            offset = number(bytes, entries * 12, 4)
        }
        return sizes
    }
}

extension Size {
    fileprivate init(_ width: Int, _ height: Int) { self.init(width: Float(width), height: Float(height)) }
}
