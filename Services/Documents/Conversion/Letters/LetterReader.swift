import Glibc

/// Opens a template in the child: its parts with fields become pieces, all others files.
struct LetterReader {
    /// Characters of the text that people are shown.
    private static let longestText = 100_000

    private let archive: ZipArchive
    private let request: ReaderRequest
    private var room: Int

    static func read(_ file: FileBytes, _ request: ReaderRequest, emit: (ReaderReply) throws -> Void) throws {
        guard file.count <= request.limits.fileSize else {
            throw ConversionError.tooLarge(limit: request.limits.fileSize)
        }
        var reader = LetterReader(
            archive: try ZipArchive(file, limits: request.limits),
            request: request,
            room: request.limits.unpackedSize
        )
        try reader.read(main: DocumentParts(file, limits: request.limits).mainPart(orElse: "word/document.xml"), emit)
    }

    private mutating func read(main: String, _ emit: (ReaderReply) throws -> Void) throws {
        let entries = archive.directory.entries.filter { !$0.isFolder }
        // A second part of one name, or in the place of another, is read differently by everybody.
        guard Set(entries.map(\.name)).count == entries.count, Set(entries.map(\.offset)).count == entries.count else {
            throw ConversionError.broken
        }
        guard !entries.contains(where: { $0.name.lowercased().hasSuffix("vbaproject.bin") }) else {
            throw ConversionError.macros
        }
        guard entries.contains(where: { $0.name == main }) else { throw ConversionError.broken }
        for (number, entry) in entries.enumerated() {
            guard !entry.leavesItsFolder else { throw ConversionError.pathTraversal }
            let bytes = try bytes(of: entry)
            try LetterSafety.check(entry.name, bytes)
            if Self.isText(entry.name), let fields = try LetterFields(bytes), fields.hasFields || entry.name == main {
                if entry.name == main { try emit(.text(fields.text(longest: Self.longestText))) }
                try emit(.part(LetterTemplate.Part(name: entry.name, content: .pieces(fields.pieces))))
            } else {
                try write(bytes, to: "\(request.folder)/\(number)")
                try emit(.part(LetterTemplate.Part(name: entry.name, content: .file("\(number)"))))
            }
        }
    }

    private mutating func bytes(of entry: ZipDirectory.Entry) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try archive.read(entry, limit: room) { bytes += $0 }
        room -= bytes.count
        return bytes
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ConversionError.unreadable }
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor)
    }

    /// The main part, headers, footers, footnotes and endnotes are markup beside each other in one folder.
    private static func isText(_ name: String) -> Bool {
        name.hasPrefix("word/") && name.hasSuffix(".xml") && !name.dropFirst(5).contains("/")
    }
}
