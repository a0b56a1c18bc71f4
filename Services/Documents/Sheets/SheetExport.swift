import Audit
import Daemon
import FoundationEssentials
import Identity
import NIOPosix
import Persistence
import SuiteProtocol

/// Sheets as files, and as what letters are made from.
struct SheetExport: Sendable {
    let sheets: SheetStore
    let sources: any SheetSources
    /// A private one that exists.
    let folder: String

    /// - Returns: what the file is called, without its ending, and its bytes.
    func file(
        _ id: String,
        as format: ExportFormat,
        _ context: AuthenticatedContext
    ) async throws -> (name: String, bytes: [UInt8]) {
        let (_, table) = try await table(id, for: context.principal, in: context.language)
        let (language, folder) = (context.language, folder)
        let bytes = try await NIOThreadPool.singleton.runIfActive {
            try format.file(of: table, in: language, folder: folder)
        }
        try await sheets.trail.record(
            .sheetExported,
            by: context.origin,
            of: context.principal.subject,
            object: AuditObject("sheet", id),
            in: sheets.database
        )
        return (table.title, bytes)
    }

    /// What is read in documents that are gone is told without their words.
    func table(_ id: String, for principal: Principal, in language: Language) async throws -> (Sheet, ExportTable) {
        let (sheet, rows) = try await sheets.show(id, of: principal.subject)
        let visible = try await sources.visible(Set(rows.map(\.documentID)), to: principal)
        let isRubric = sheet.plan.most != nil
        var columns = sheet.plan.columns.map { column in
            ExportTable.Column(column.name, ExportTable.ColumnType(column.type))
        }
        if isRubric { columns.append(ExportTable.Column(Messages.sheetTotal[language], .number)) }
        let documents = Dictionary(grouping: rows, by: \.title).mapValues { Set($0.map(\.documentID)).count }
        let lines = rows.map { row in
            let gone = visible[row.documentID] == nil
            var title = row.title.isEmpty ? Messages.sheetDeletedDocument[language] : row.title
            // What is called alike is told apart by its file.
            if documents[row.title, default: 1] > 1, let name = visible[row.documentID]?.name { title += " (\(name))" }
            var cells = row.cells.map { Self.cell($0, of: title, isGone: gone) }
            if isRubric {
                let total = sheet.plan.total(of: row.cells.map(\.content.value))
                cells.append(ExportTable.Cell(total.map(NumberText.text)))
            }
            return ExportTable.Row(title, cells)
        }
        let heading = Messages.sheetDocument[language]
        return (sheet, ExportTable(title: sheet.name, rowHeading: heading, columns: columns, rows: lines))
    }

    private static func cell(_ cell: SheetCell, of title: String, isGone: Bool) -> ExportTable.Cell {
        ExportTable.Cell(
            cell.content.value,
            source: cell.content.source.map { source in
                ExportTable.Source(document: title, page: source.page, passage: isGone ? "" : source.text)
            },
            isUnsourced: cell.state.isOpen
        )
    }
}

extension ExportTable.ColumnType {
    init(_ kind: SheetColumn.Kind) {
        switch kind {
        case .text: self = .text
        case .number: self = .number
        case .date: self = .date
        case .choice: self = .choice
        case .yesNo: self = .yesNo
        }
    }
}

/// What a file is called in a browser.
enum ExportName {
    /// RFC 6266, with RFC 8187 for what isn't ASCII.
    static func disposition(_ name: String, _ format: ExportFormat) -> String {
        let kept = String(name.map { "/\\:*?\"<>|".contains($0) ? "-" : $0 }.prefix(80)) + ".\(format.rawValue)"
        let encoded = kept.utf8.map { byte in
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || byte == 45 || byte == 46 || byte == 95
            return isPlain ? String(UnicodeScalar(byte)) : "%" + Self.hex(byte)
        }
        return "attachment; filename=\"planilla.\(format.rawValue)\"; filename*=UTF-8''\(encoded.joined())"
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.utf8.count == 1 ? "0" + digits : digits
    }
}
