import Daemon

/// The files that a table can become.
package enum ExportFormat: String, CaseIterable, Sendable {
    case xlsx, csv, docx

    package var contentType: String {
        switch self {
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .csv: "text/csv; charset=utf-8"
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        }
    }

    /// The whole file.
    ///
    /// - Parameters:
    ///   - language: of headings, and how numbers and dates are written.
    ///   - folder: a private one that exists, for what is gone when this returns.
    /// - Throws: `ExportError`.
    package func file(of table: ExportTable, in language: Language, folder: String) throws -> [UInt8] {
        switch self {
        case .xlsx: try WorkbookWriter.file(of: table, in: language, folder: folder)
        case .csv: Array(TableText.csv(of: table, in: language).utf8)
        case .docx: try WordTableWriter.file(of: table, in: language)
        }
    }
}

/// Why a file could not be written.
package enum ExportError: Error, Equatable, CustomStringConvertible {
    /// libxlsxwriter's `lxw_error`, or a folder that nothing can be written to.
    case workbook(Int)
    /// What libarchive says.
    case archive(String)

    package var description: String {
        switch self {
        case .workbook(let code): "a workbook could not be written (\(code))"
        case .archive(let reason): "an archive could not be written: \(reason)"
        }
    }
}
