import Daemon
import FoundationEssentials
import Hummingbird
import NIOCore

/// Letters as one ZIP, put together while it is handed out: an index, and each letter after the other.
struct LettersArchive: Sendable {
    let store: LetterStore
    let letters: Letters
    let rows: [LetterRow]
    let language: Language

    func write(to writer: inout any ResponseBodyWriter) async throws {
        let archive = try ArchiveWriter()
        try archive.add("\(Messages.lettersIndex[language]).csv", Array(index.utf8), at: letters.createdAt)
        for row in rows where row.state == .made {
            for kind in [LetterFile.docx, .pdf] {
                guard let file = try await store.file(kind, of: row.id) else { continue }
                try archive.add("\(row.name).\(kind.rawValue)", file, at: letters.createdAt)
                try await writer.write(ByteBuffer(bytes: archive.take()))
            }
        }
        try await writer.write(ByteBuffer(bytes: try archive.finish()))
    }

    /// What became of each row.
    private var index: String {
        let columns = [
            ExportTable.Column(Messages.lettersRow[language], .number),
            ExportTable.Column(Messages.lettersFile[language]), ExportTable.Column(Messages.lettersState[language]),
            ExportTable.Column(Messages.lettersDetail[language]),
        ]
        let lines = rows.map { row in
            let isMade = row.state == .made
            let state = isMade ? Messages.lettersMadeState : Messages.lettersFailedState
            let cells = [
                "\(row.number)", isMade ? "\(row.name).docx" : nil, state[language], row.fault?.detail[language],
            ]
            return ExportTable.Row("", cells.map { ExportTable.Cell($0) })
        }
        return TableText.csv(of: ExportTable(title: letters.name, columns: columns, rows: lines), in: language)
    }
}
