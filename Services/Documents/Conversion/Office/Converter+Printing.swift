import FoundationEssentials

extension Converter {
    /// Bytes of address space: LibreOffice maps its libraries before it begins.
    private static let printingMemory = 3 << 30

    /// LibreOffice's folder where Debian installs it.
    package static let installedOffice = "/usr/lib/libreoffice/program"

    /// Whether documents can be printed here.
    package static func canPrint(with office: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(office)/soffice.bin")
    }

    /// Prints every Word document of a folder to a PDF beside it.
    ///
    /// - Parameters:
    ///   - folder: a private one. LibreOffice leaves its profile there, too.
    ///   - office: LibreOffice's folder.
    /// - Returns: the names of the documents that were printed.
    /// - Throws: `ConversionError`, or `CancellationError`.
    package func printDocuments(in folder: String, with office: String) async throws -> Set<String> {
        guard Self.canPrint(with: office) else { throw ConversionError.toolMissing("libreoffice-writer-nogui") }
        let request = ReaderRequest(action: .print, file: office, kind: .docx, folder: folder, limits: limits)
        let replies = try await ask(request, memory: Self.printingMemory)
        for case .failed(let error) in replies { throw error }
        return Set(replies.compactMap { if case .printed(let name) = $0 { name } else { nil } })
    }
}
