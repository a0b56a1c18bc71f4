import CZlib

/// A ZIP archive whose files are opened within limits.
struct ZipArchive {
    /// Times its packed size that a file may grow beyond `proportionFrom` bytes: text reaches 20, zeros 1,000.
    private static let proportion = 250
    private static let proportionFrom = 32 << 20
    private static let piece = 256 << 10

    let directory: ZipDirectory
    private let file: FileBytes

    init(_ file: FileBytes, limits: ConversionLimits) throws(ConversionError) {
        self.file = file
        directory = try ZipDirectory(file, limit: limits.entries)
    }

    /// The whole of a file, less than `limit` bytes; nil where there is none of that name.
    func contents(_ name: String, limit: Int) throws(ConversionError) -> [UInt8]? {
        guard let entry = directory[name] else { return nil }
        var bytes: [UInt8] = []
        try read(entry, limit: limit) { bytes += $0 }
        return bytes
    }

    /// Hands on a file piece by piece.
    ///
    /// - Parameter limit: bytes; one more is a bomb, whatever the archive says of its size.
    func read(
        _ entry: ZipDirectory.Entry,
        limit: Int,
        _ sink: (borrowing [UInt8]) throws(ConversionError) -> Void
    ) throws(ConversionError) {
        guard !entry.isEncrypted else { throw .passwordNeeded }
        let header = file.bytes(at: entry.offset, 30)
        guard header.littleEndian(0, 4) == 0x0403_4B50 else { throw .broken }
        var place = entry.offset + 30 + header.littleEndian(26, 2) + header.littleEndian(28, 2)
        let end = place + min(entry.packedSize, file.count)
        guard end <= file.count else { throw .broken }
        var (total, checksum) = (0, crc32(0, nil, 0))
        func next() -> [UInt8] {
            let piece = file.bytes(at: place, min(Self.piece, end - place))
            place += piece.count
            return piece
        }
        func pass(_ bytes: borrowing [UInt8]) throws(ConversionError) {
            total += bytes.count
            let isOutOfProportion = total > Self.proportionFrom && total / Self.proportion > entry.packedSize
            guard total <= limit, !isOutOfProportion else { throw ConversionError.zipBomb }
            checksum = bytes.withUnsafeBufferPointer { crc32(checksum, $0.baseAddress, UInt32($0.count)) }
            try sink(bytes)
        }
        switch entry.method {
        case 0:
            while place < end { try pass(next()) }
        case 8:
            var inflater = try Inflater()
            try inflater.inflate(from: next, to: pass)
        default:
            throw .unknownType
        }
        guard UInt32(truncatingIfNeeded: checksum) == entry.checksum else { throw .broken }
    }
}
