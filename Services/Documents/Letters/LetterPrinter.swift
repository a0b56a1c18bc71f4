import Conversion
import FoundationEssentials
import LimitedProcess

/// Prints letters to PDF, one batch at a time.
struct LetterPrinter: Sendable {
    private let converter: Converter
    private let work: LetterFolder
    private let pool = ProcessPool(processes: 1, waiting: .max)
    private let office: String

    /// - Parameter office: LibreOffice's folder.
    init(converter: Converter, work: LetterFolder, office: String) {
        (self.converter, self.work, self.office) = (converter, work, office)
    }

    var isInstalled: Bool { Converter.canPrint(with: office) }

    /// - Parameter documents: Word documents, by whatever name.
    /// - Returns: their PDFs; of those that can't be printed, none.
    /// - Throws: `ConversionError` where none can be, `CancellationError`.
    func pdfs(of documents: [String: [UInt8]]) async throws -> [String: [UInt8]] {
        do {
            return try await printed(documents)
        } catch let error as ConversionError {
            if case .toolMissing = error { throw error }
            guard error != .unreadable else { throw error }
            // One of them stops all: each by itself then.
            var files: [String: [UInt8]] = [:]
            for (name, document) in documents {
                let file = try? await printed([name: document])
                try Task.checkCancellation()
                files.merge(file ?? [:]) { $1 }
            }
            return files
        }
    }

    private func printed(_ documents: [String: [UInt8]]) async throws -> [String: [UInt8]] {
        guard !documents.isEmpty else { return [:] }
        return try await pool.run {
            try await work.use { folder in
                for (name, document) in documents {
                    try Data(document).write(to: URL(filePath: "\(folder)/\(name).docx"))
                }
                let names = try await converter.printDocuments(in: folder, with: office)
                var files: [String: [UInt8]] = [:]
                for name in documents.keys where names.contains("\(name).docx") {
                    let file = try? Data(contentsOf: URL(filePath: "\(folder)/\(name).pdf"))
                    if let file, file.starts(with: Data("%PDF-".utf8)) { files[name] = Array(file) }
                }
                return files
            }
        }
    }
}
