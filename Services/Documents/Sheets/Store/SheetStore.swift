import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol

/// Sheets, their rows and cells, and every step that a cell has taken.
struct SheetStore: Sendable {
    /// Of one person.
    static let most = 1_000
    static let mostDocuments = 2_000
    static let mostCells = 40_000

    let database: Database
    let keyring: Keyring
    let jobs: JobStore
    let trail: AuditTrail

    struct New: Sendable {
        let name: String
        let plan: SheetPlan
        let mode: Sheet.Mode
        let sources: [SheetSource]
    }

    /// Of each document a row, where the sheet has one for each; else they come with the run.
    func create(_ new: New, by origin: AuditOrigin, at now: Date = Date()) async throws -> String {
        let id = newID(at: now)
        let owner = origin.actor
        let name = try EncryptedText(new.name, for: id, by: keyring)
        let plan = try EncryptedText(json: new.plan, for: id, by: keyring)
        try await database.write { db in
            let count: Int = try db.value("SELECT COUNT(*) AS value FROM sheets WHERE owner = \(owner)") ?? 0
            guard count < Self.most else { throw SheetError.tooMany(limit: Self.most) }
            try db.execute(
                """
                INSERT INTO sheets (id, owner, name, plan, mode, state, goal, created_at, updated_at)
                VALUES (\(id), \(owner), \(name), \(plan), \(new.mode), \(Sheet.State.draft), 0, \(now), \(now))
                """
            )
            let documents: [SQL] = new.sources.enumerated().map { "(\(id), \($1.id), \($0), \(false), \(false))" }
            try db.insert(documents, into: "sheet_documents (sheet_id, document_id, position, done, forgotten)")
            if new.mode == .perDocument {
                for (position, source) in new.sources.enumerated() {
                    try addRow(to: id, of: source, position, 0, columns: new.plan.columns.count, at: now, in: db)
                }
            }
            try trail.record(.sheetMade, by: origin, of: owner, object: AuditObject("sheet", id), at: now, in: db)
        }
        return id
    }

    /// Newest first.
    func list(of owner: String, after cursor: String?, limit: Int) async throws -> [(StoredSheet, Sheet)] {
        let before: SQL = cursor.map { "AND id < \($0)" } ?? ""
        return try await database.read { db in
            try db.all(
                """
                SELECT \(StoredSheet.columns) FROM sheets WHERE owner = \(owner) \(before)
                ORDER BY id DESC LIMIT \(limit)
                """,
                as: StoredSheet.self
            ).map { ($0, try $0.sheet(keyring)) }
        }
    }

    /// With all rows.
    func show(_ id: String, of owner: String) async throws -> (Sheet, [SheetRow]) {
        try await database.read { db in
            let sheet = try stored(id, of: owner, in: db).sheet(keyring)
            return (sheet, try rows(of: id, in: db))
        }
    }

    func rename(_ id: String, to name: String, of owner: String, at now: Date = Date()) async throws {
        let sealed = try EncryptedText(name, for: id, by: keyring)
        try await database.write { db in
            _ = try stored(id, of: owner, in: db)
            try db.execute("UPDATE sheets SET name = \(sealed), updated_at = \(now) WHERE id = \(id)")
        }
    }

    /// With the work on it.
    func remove(_ id: String, by origin: AuditOrigin) async throws {
        try await database.write { db in
            _ = try stored(id, of: origin.actor, in: db)
            try jobs.remove(subjects: [id], in: db)
            try db.execute("DELETE FROM sheets WHERE id = \(id)")
            try trail.record(.sheetDeleted, by: origin, of: origin.actor, object: AuditObject("sheet", id), in: db)
        }
    }

    /// - Parameter owner: nil for what runs without anybody being there.
    func stored(_ id: String, of owner: String?, in db: Connection) throws -> StoredSheet {
        let own: SQL = owner.map { "AND owner = \($0)" } ?? ""
        let row = try db.first(
            "SELECT \(StoredSheet.columns) FROM sheets WHERE id = \(id) \(own)",
            as: StoredSheet.self
        )
        guard let row else { throw SheetError.notFound }
        return row
    }

    func rows(of id: String, in db: Connection) throws -> [SheetRow] {
        var cells: [String: [SheetCell]] = [:]
        let stored = try db.all(
            "\(StoredCell.joined) WHERE c.sheet_id = \(id) ORDER BY c.row_id, c.number",
            as: StoredCell.self
        )
        for cell in stored { cells[cell.rowID, default: []].append(try cell.cell(keyring)) }
        return try db.rows("SELECT * FROM sheet_rows WHERE sheet_id = \(id) ORDER BY position, place").map { row in
            let rowID: String = try row.get("id")
            return SheetRow(
                id: rowID,
                documentID: try row.get("document_id"),
                title: try row.get("title", as: EncryptedText.self).text(for: rowID, by: keyring),
                place: try row.get("place"),
                cells: cells[rowID] ?? []
            )
        }
    }

    /// - Returns: the ids of its cells.
    @discardableResult
    func addRow(
        to id: String,
        of source: SheetSource,
        _ position: Int,
        _ place: Int,
        columns: Int,
        at now: Date,
        in db: Connection
    ) throws -> [String] {
        let rowID = newID(at: now)
        try db.execute(
            """
            INSERT INTO sheet_rows (id, sheet_id, document_id, title, position, place)
            VALUES (\(rowID), \(id), \(source.id), \(EncryptedText(source.title, for: rowID, by: keyring)),
                \(position), \(place))
            """
        )
        let cells = (0..<columns).map { _ in newID(at: now) }
        try db.insert(
            cells.enumerated().map { number, cell in
                "(\(cell), \(id), \(rowID), \(number), \(SheetCell.State.empty), 0, 0)"
            },
            into: "sheet_cells (id, sheet_id, row_id, number, state, step, version)"
        )
        return cells
    }
}
