import CSV
import Daemon
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import Uploads

/// Files that letters begin with, as forms send them: one part `file`.
struct LetterUploads: Sendable {
    /// Bytes, of a template or of a table.
    static let largest = 20 << 20
    /// Room for what stands around the file.
    private static let form = 64 << 10

    let work: LetterFolder

    /// - Returns: the file, and its name without its ending.
    /// - Throws: `UploadError`.
    func template(_ request: Request) async throws -> (file: UploadedFile, name: String) {
        var form = try Self.open(request)
        let part = try await Self.file(in: &form)
        let file = try await UploadedFile.receive(limit: Self.largest, in: work.path) { try await form.chunk() }
        return (file, FileName(part.fileName).title)
    }

    /// - Throws: `UploadError`, or `LetterError`.
    func table(_ request: Request) async throws -> LetterTable {
        var form = try Self.open(request)
        let part = try await Self.file(in: &form)
        var reader = CSVReader(
            mostRecords: LetterTable.mostRows + 1,
            mostFields: (LetterTable.mostRows + 1) * LetterTable.mostColumns
        )
        var size = 0
        do {
            while let piece = try await form.chunk() {
                size += piece.readableBytes
                guard size <= Self.largest else { throw UploadError.tooLarge(limit: Self.largest) }
                try reader.append(piece.readableBytesView)
            }
            let whole = reader
            let title = FileName(part.fileName).title
            return try await NIOThreadPool.singleton.runIfActive {
                var reader = whole
                return try LetterTable(title: title, reader.finish())
            }
        } catch let fault as CSVTable.Fault {
            throw LetterError(fault)
        }
    }

    private static func open(_ request: Request) throws -> MultipartReader<RequestBody> {
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= largest + form else { throw UploadError.tooLarge(limit: largest) }
        return try MultipartReader(request.body, contentType: request.headers[.contentType])
    }

    private static func file(
        in form: inout MultipartReader<RequestBody>
    ) async throws -> MultipartReader<RequestBody>.Part {
        while let part = try await form.next() {
            if part.name == "file" { return part }
        }
        throw UploadError.missingPart("file")
    }
}
