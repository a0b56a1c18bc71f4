/// Tells what a file is by what is in it. Its name only decides between kinds of plain text that look alike.
enum KindDetector {
    private static let head = 64 << 10

    /// - Throws: `ConversionError`: empty, unknown, or of a kind that can't be read.
    static func kind(of file: FileBytes, name: String, limits: ConversionLimits) throws(ConversionError) -> FileKind {
        guard file.count > 0 else { throw .empty }
        guard file.count <= limits.fileSize else { throw .tooLarge(limit: limits.fileSize) }
        let start = file.bytes(at: 0, head)
        if let kind = signature(start) { return kind }
        if start.starts(with: "PK\u{3}\u{4}".utf8) || start.starts(with: "PK\u{5}\u{6}".utf8) {
            return try zipped(file, limits)
        }
        if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { throw compound(file) }
        if hasLatePDF(file, start) { return .pdf }
        guard !start.starts(with: "{\\rtf".utf8),
            let (encoding, mark) = TextEncoding.detect(start, isCut: start.count < file.count),
            let kind = TextKind.kind(of: encoding.decode(start.dropFirst(mark)), name: name)
        else { throw .unknownType }
        return kind
    }

    private static func signature(_ start: [UInt8]) -> FileKind? {
        if start.starts(with: "%PDF-".utf8) { return .pdf }
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
        if start.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
        if start.starts(with: [0x49, 0x49, 0x2A, 0]) || start.starts(with: [0x4D, 0x4D, 0, 0x2A]) { return .tiff }
        if start.starts(with: "RIFF".utf8), start.dropFirst(8).starts(with: "WEBP".utf8) { return .webp }
        return nil
    }

    /// Readers look for a PDF's head in the first kilobyte, behind what printers are told; a text may speak of it, too.
    private static func hasLatePDF(_ file: FileBytes, _ start: [UInt8]) -> Bool {
        start.prefix(1_024).firstIndex(of: Array("%PDF-".utf8)) != nil
            && file.bytes(at: max(0, file.count - 1_024), 1_024).firstIndex(of: Array("startxref".utf8)) != nil
    }

    /// An office document by the parts that it must have.
    private static func zipped(_ file: FileBytes, _ limits: ConversionLimits) throws(ConversionError) -> FileKind {
        let archive = try ZipArchive(file, limits: limits)
        let names = Set(archive.directory.entries.map(\.name))
        if names.contains("[Content_Types].xml") {
            for (folder, kind) in [("word/", FileKind.docx), ("xl/", .xlsx), ("ppt/", .pptx)]
            where names.contains(where: { $0.hasPrefix(folder) }) { return kind }
        }
        if names.contains("META-INF/container.xml") { return .epub }
        guard let type = archive.directory["mimetype"], type.size < 256, names.contains("content.xml") else {
            return .zip
        }
        var bytes: [UInt8] = []
        try archive.read(type, limit: 256) { bytes += $0 }
        switch String(decoding: bytes, as: UTF8.self).collapsed.replacing("-template", with: "") {
        case "application/vnd.oasis.opendocument.text": return .odt
        case "application/vnd.oasis.opendocument.spreadsheet": return .ods
        case "application/epub+zip": return .epub
        default: throw .unknownType
        }
    }

    /// Old Office documents, and new ones under a password, are files of Microsoft's compound format ([MS-CFB] 2.2).
    private static func compound(_ file: FileBytes) -> ConversionError {
        let header = file.bytes(at: 0, 512)
        let sector = 1 << min(16, header.littleEndian(30, 2))
        let directory = file.bytes(at: (header.littleEndian(48, 4) + 1) * sector, 4_096)
        let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return directory.firstIndex(of: name) != nil ? .passwordNeeded : .oldOffice
    }
}

extension RandomAccessCollection<UInt8> {
    /// Where `pattern` begins.
    func firstIndex(of pattern: [UInt8]) -> Index? {
        guard let first = pattern.first else { return nil }
        return indices.first { self[$0] == first && self[$0...].starts(with: pattern) }
    }
}
