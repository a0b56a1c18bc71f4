import Foundation

/// What the child does: it reads one file, writes what is in it to its standard output, and ends.
package enum DocumentReader {
    /// - Parameter arguments: a `ReaderRequest`.
    /// - Returns: the status to exit with: 0 where it answered, be it with an error.
    package static func main(_ arguments: [String]) -> Int32 {
        guard arguments.count == 2,
            let request = try? JSONDecoder().decode(ReaderRequest.self, from: Data(arguments[1].utf8))
        else { return 64 }
        let output = ReplyWriter()
        do {
            do {
                try answer(request, output)
            } catch let error as ConversionError {
                try output.write(.failed(error))
            }
            try output.flush()
            // LibreOffice is no library that can be taken down again.
            if request.action == .print { _exit(0) }
            return 0
        } catch {
            return 74
        }
    }

    private static func answer(_ request: ReaderRequest, _ output: ReplyWriter) throws {
        if request.action == .print {
            let printer = try OfficePrinter(program: request.file, folder: request.folder)
            return try printer.printAll { try output.write(.printed($0)) }
        }
        let file = try FileBytes(path: request.file)
        switch request.action {
        case .print: break
        case .letter: try LetterReader.read(file, request) { try output.write($0) }
        case .pages:
            let builder = PageBuilder(from: request.firstPage, limits: request.limits) { try output.write(.page($0)) }
            var (info, end) = try read(file, request, into: builder)
            info.pages = end.pages
            guard info.pages > 0 else { throw ConversionError.noPages }
            try output.write(.info(info))
        case .unpack:
            var unpacker = Unpacker(folder: request.folder, limits: request.limits) { try output.write(.file($0)) }
            if request.kind == .email { try unpacker.unpackMail(file.all) } else { try unpacker.unpackArchive(file) }
        }
    }

    private static func read(
        _ file: FileBytes,
        _ request: ReaderRequest,
        into builder: PageBuilder
    ) throws -> (DocumentInfo, PageBuilder) {
        let parts = { try DocumentParts(file, limits: request.limits) }
        switch request.kind {
        case .docx: return try WordReader.read(parts(), into: builder)
        case .odt, .ods: return try OpenDocumentReader.read(parts(), request.kind, into: builder)
        case .pptx: return try SlidesReader.read(parts(), into: builder)
        case .xlsx: return try WorkbookReader.read(parts(), into: builder)
        case .epub: return try BookReader.read(parts(), into: builder)
        case .html: return try HTMLReader.read(MarkupReader(file.all, isHTML: true), into: builder)
        case .csv: return try TableReader.read(file.all, into: builder)
        case .email: return try MailReader.read(file.all, into: builder)
        case .markdown, .text: return try readText(file.all, request.kind, into: builder)
        case .pdf, .png, .jpeg, .tiff, .webp, .zip: throw ConversionError.unknownType
        }
    }

    private static func readText(
        _ bytes: [UInt8],
        _ kind: FileKind,
        into builder: PageBuilder
    ) throws -> (DocumentInfo, PageBuilder) {
        guard let (text, encoding) = TextEncoding.read(bytes) else { throw ConversionError.unknownType }
        guard kind == .text else {
            var (info, end) = try MarkdownReader.read(text, into: builder)
            info.encoding = encoding
            return (info, end)
        }
        var end = try PlainTextReader.read(text, into: builder)
        try end.endPage()
        return (DocumentInfo(kind: .text, encoding: encoding), end)
    }
}

/// Writes answers in pieces.
private final class ReplyWriter {
    private static let piece = 256 << 10

    private let encoder = JSONEncoder()
    private var pending: [UInt8] = []

    func write(_ reply: ReaderReply) throws {
        pending += try encoder.encode(reply)
        pending.append(UInt8(ascii: "\n"))
        if pending.count >= Self.piece { try flush() }
    }

    func flush() throws {
        try writeAll(pending, to: 1)
        pending.removeAll(keepingCapacity: true)
    }
}
