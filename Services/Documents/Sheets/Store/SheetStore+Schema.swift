import FoundationEssentials
import Persistence

extension SheetStore {
    static let migrations = [
        Migration(
            "sheets",
            """
            CREATE TABLE sheets (
                id TEXT PRIMARY KEY,
                owner TEXT NOT NULL,
                name BLOB NOT NULL,
                plan BLOB NOT NULL,
                mode TEXT NOT NULL,
                state TEXT NOT NULL,
                job_id TEXT,
                asker BLOB,
                goal INTEGER NOT NULL,
                writer BLOB,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                finalized_at INTEGER
            );
            CREATE INDEX sheets_by_owner ON sheets (owner, id);
            CREATE INDEX sheets_by_update ON sheets (updated_at);
            CREATE TABLE sheet_documents (
                sheet_id TEXT NOT NULL REFERENCES sheets (id) ON DELETE CASCADE,
                document_id TEXT NOT NULL,
                position INTEGER NOT NULL,
                done BOOLEAN NOT NULL,
                forgotten BOOLEAN NOT NULL,
                PRIMARY KEY (sheet_id, document_id)
            );
            CREATE INDEX sheet_documents_by_document ON sheet_documents (document_id);
            CREATE TABLE sheet_rows (
                id TEXT PRIMARY KEY,
                sheet_id TEXT NOT NULL REFERENCES sheets (id) ON DELETE CASCADE,
                document_id TEXT NOT NULL,
                title BLOB NOT NULL,
                position INTEGER NOT NULL,
                place INTEGER NOT NULL
            );
            CREATE INDEX sheet_rows_by_sheet ON sheet_rows (sheet_id, position, place);
            CREATE TABLE sheet_cells (
                id TEXT PRIMARY KEY,
                sheet_id TEXT NOT NULL REFERENCES sheets (id) ON DELETE CASCADE,
                row_id TEXT NOT NULL REFERENCES sheet_rows (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                state TEXT NOT NULL,
                step INTEGER NOT NULL,
                version INTEGER NOT NULL
            );
            CREATE INDEX sheet_cells_by_sheet ON sheet_cells (sheet_id, state);
            CREATE INDEX sheet_cells_by_row ON sheet_cells (row_id, number);
            CREATE TABLE sheet_cell_steps (
                id TEXT PRIMARY KEY,
                cell_id TEXT NOT NULL REFERENCES sheet_cells (id) ON DELETE CASCADE,
                step INTEGER NOT NULL,
                state TEXT NOT NULL,
                content BLOB NOT NULL,
                author TEXT,
                at INTEGER NOT NULL,
                UNIQUE (cell_id, step)
            );
            CREATE INDEX sheet_cell_steps_by_author ON sheet_cell_steps (author);
            """
        )
    ]

    static let sealedColumns = [
        SealedColumn("sheets", "name"), SealedColumn("sheets", "plan"), SealedColumn("sheets", "asker"),
        SealedColumn("sheets", "writer"), SealedColumn("sheet_rows", "title"),
        SealedColumn("sheet_cell_steps", "content"),
    ]
}

/// A sheet's row, with how many documents it has and how many of them have been read.
struct StoredSheet: RowDecodable {
    static let columns: SQL = """
        sheets.*,
        (SELECT COUNT(*) FROM sheet_documents d WHERE d.sheet_id = sheets.id) AS documents,
        (SELECT COUNT(*) FROM sheet_documents d WHERE d.sheet_id = sheets.id AND d.done) AS read_documents,
        (SELECT COUNT(*) FROM sheet_rows r WHERE r.sheet_id = sheets.id) AS row_count,
        (SELECT COUNT(*) FROM sheet_cells c WHERE c.sheet_id = sheets.id AND c.state IN ('unsourced', 'failed'))
            AS open_cells
        """

    let id: String
    let owner: String
    let mode: Sheet.Mode
    let state: Sheet.State
    let jobID: String?
    /// Documents that are read when the present run is done.
    let goal: Int
    let documents: Int
    let read: Int
    let rows: Int
    let openCells: Int
    private let sealedName: EncryptedText
    private let sealedPlan: EncryptedText
    private let sealedAsker: EncryptedText?
    private let sealedWriter: EncryptedText?
    private let createdAt: Date
    private let updatedAt: Date
    private let finalizedAt: Date?

    init(row: Row) throws {
        id = try row.get("id")
        owner = try row.get("owner")
        mode = try row.get("mode")
        state = try row.get("state")
        jobID = try row.get("job_id")
        goal = try row.get("goal")
        documents = try row.get("documents")
        read = try row.get("read_documents")
        rows = try row.get("row_count")
        openCells = try row.get("open_cells")
        sealedName = try row.get("name")
        sealedPlan = try row.get("plan")
        sealedAsker = try row.get("asker")
        sealedWriter = try row.get("writer")
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
        finalizedAt = try row.get("finalized_at")
    }

    func plan(_ keyring: Keyring) throws -> SheetPlan { try sealedPlan.decoded(for: id, by: keyring) }

    func asker(_ keyring: Keyring) throws -> SheetAsker? { try sealedAsker?.decoded(for: id, by: keyring) }

    func name(_ keyring: Keyring) throws -> String { try sealedName.text(for: id, by: keyring) }

    func sheet(_ keyring: Keyring) throws -> Sheet {
        Sheet(
            id: id,
            owner: owner,
            name: try name(keyring),
            plan: try plan(keyring),
            mode: mode,
            state: state,
            jobID: jobID,
            writer: try sealedWriter?.decoded(for: id, by: keyring),
            documents: documents,
            read: read,
            createdAt: createdAt,
            updatedAt: updatedAt,
            finalizedAt: finalizedAt
        )
    }
}

/// A cell with the step that it stands at.
struct StoredCell: RowDecodable {
    let id: String
    let rowID: String
    let number: Int
    let state: SheetCell.State
    let step: Int
    let version: Int
    private let stepID: String?
    private let content: EncryptedText?
    private let author: String?
    private let at: Date?

    static let joined: SQL = """
        SELECT c.*, s.id AS step_id, s.content, s.author, s.at
        FROM sheet_cells c LEFT JOIN sheet_cell_steps s ON s.cell_id = c.id AND s.step = c.step
        """

    init(row: Row) throws {
        id = try row.get("id")
        rowID = try row.get("row_id")
        number = try row.get("number")
        state = try row.get("state")
        step = try row.get("step")
        version = try row.get("version")
        stepID = try row.get("step_id")
        content = try row.get("content")
        author = try row.get("author")
        at = try row.get("at")
    }

    func content(_ keyring: Keyring) throws -> CellContent {
        guard let stepID, let content else { return .empty }
        return try content.decoded(for: stepID, by: keyring)
    }

    func isMissing(_ keyring: Keyring) throws -> Bool {
        try FilledCell(state: state, content: content(keyring)) == .missing
    }

    /// That nothing was found is nobody's step.
    func canUndo(_ keyring: Keyring) throws -> Bool {
        try step > 1 || step == 1 && !isMissing(keyring)
    }

    func cell(_ keyring: Keyring) throws -> SheetCell {
        SheetCell(
            id: id,
            column: number,
            state: state,
            content: try content(keyring),
            version: version,
            canUndo: try canUndo(keyring),
            editedBy: author,
            editedAt: author == nil ? nil : at
        )
    }
}
