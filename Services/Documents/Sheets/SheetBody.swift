import Daemon
import FoundationEssentials
import Hummingbird
import SuiteProtocol

/// A sheet on the wire.
struct SheetBody: ResponseEncodable, Sendable {
    struct Template: Encodable, Sendable {
        let id: String?
        let name: String
        let kind: SheetTemplate.Kind
        let columns: [SheetColumn]
    }

    struct Line: Encodable, Sendable {
        let id: String
        let documentID: String
        let title: String
        /// Of the file, where it is still there.
        let name: String?
        /// The document was deleted, or is no longer theirs to read.
        let isGone: Bool
        let total: Double?
        let cells: [CellBody]
    }

    let id: String
    let name: String
    let template: Template
    let mode: Sheet.Mode
    let state: Sheet.State
    let rows: [Line]
    /// Cells that keep it from being final.
    let unsourced: Int
    let documents: Int
    let read: Int
    let most: Double?
    let jobID: String?
    let writtenBy: SheetWriter?
    let createdAt: Date
    let updatedAt: Date
    let finalizedAt: Date?

    /// - Parameter visible: the documents that the person may read now.
    init(_ sheet: Sheet, _ rows: [SheetRow], visible: [String: SheetSource], in language: Language) {
        let columns = sheet.plan.columns
        id = sheet.id
        name = sheet.name
        template = Template(
            id: sheet.plan.templateID,
            name: sheet.plan.name,
            kind: sheet.plan.kind,
            columns: columns
        )
        mode = sheet.mode
        state = sheet.state
        self.rows = rows.map { row in
            let source = visible[row.documentID]
            return Line(
                id: row.id,
                documentID: row.documentID,
                title: row.title.isEmpty ? Messages.sheetDeletedDocument[language] : row.title,
                name: source?.name,
                isGone: source == nil,
                total: sheet.plan.total(of: row.cells.map(\.content.value)),
                cells: row.cells.map { CellBody($0, columns, isGone: source == nil) }
            )
        }
        unsourced = rows.reduce(0) { $0 + $1.cells.count { $0.state.isOpen } }
        documents = sheet.documents
        read = sheet.read
        most = sheet.plan.most
        jobID = sheet.jobID
        writtenBy = sheet.writer
        createdAt = sheet.createdAt
        updatedAt = sheet.updatedAt
        finalizedAt = sheet.finalizedAt
    }
}

/// A cell on the wire.
struct CellBody: ResponseEncodable, Sendable {
    struct Source: Encodable, Sendable {
        let documentID: String
        let page: Int
        let start: Int
        let end: Int
        /// Empty where the document is gone: its words don't live on here.
        let text: String
        let chunkID: Int64?
        let isGone: Bool
    }

    let id: String
    /// The column's key.
    let column: String
    let value: String?
    let state: SheetCell.State
    let source: Source?
    let version: Int
    let canUndo: Bool
    let editedBy: String?
    let editedAt: Date?

    init(_ cell: SheetCell, _ columns: [SheetColumn], isGone: Bool) {
        id = cell.id
        column = columns.indices.contains(cell.column) ? columns[cell.column].key : ""
        value = cell.content.value
        state = cell.state
        source = cell.content.source.map { source in
            Source(
                documentID: source.documentID,
                page: source.page,
                start: source.start,
                end: source.end,
                text: isGone ? "" : source.text,
                chunkID: source.chunkID,
                isGone: isGone
            )
        }
        version = cell.version
        canUndo = cell.canUndo
        editedBy = cell.editedBy
        editedAt = cell.editedAt
    }
}

/// A sheet in a list.
struct SheetSummary: Encodable, Sendable {
    struct Template: Encodable, Sendable {
        let id: String?
        let name: String
        let kind: SheetTemplate.Kind
    }

    let id: String
    let name: String
    let state: Sheet.State
    let template: Template
    let rows: Int
    let unsourced: Int
    let jobID: String?
    let createdAt: Date
    let updatedAt: Date

    init(_ stored: StoredSheet, _ sheet: Sheet) {
        id = sheet.id
        name = sheet.name
        state = sheet.state
        template = Template(id: sheet.plan.templateID, name: sheet.plan.name, kind: sheet.plan.kind)
        rows = stored.rows
        unsourced = stored.openCells
        jobID = sheet.jobID
        createdAt = sheet.createdAt
        updatedAt = sheet.updatedAt
    }
}

/// What somebody wants filled.
struct NewSheet: Decodable, Sendable {
    let name: String?
    let templateID: String
    let documents: [String]?
    let collections: [String]?
    let rows: Sheet.Mode?
}

struct SheetRename: Decodable, Sendable {
    let name: String?
}

struct SheetRunRequest: Decodable, Sendable {
    /// Documents, for a preview.
    let limit: Int?
    /// Also what has been read.
    let again: Bool?
}

struct CellEdit: Decodable, Sendable {
    let value: String?
    /// Of what the person had before their eyes.
    let version: Int?
}
