import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol

/// What people do with single cells, and with the whole once they have seen it.
extension SheetStore {
    /// What somebody wants of a cell.
    enum Change: Sendable {
        case edit(String?)
        case confirm
        case undo
        case recompute(FilledCell)
    }

    /// What a change begins with.
    struct CellPlace: Sendable {
        let column: SheetColumn
        let number: Int
        let row: SheetRow
        let sheet: Sheet
    }

    /// Where a cell is, for computing it again.
    func place(of cell: String, in id: String, owner: String) async throws -> CellPlace {
        let (sheet, rows) = try await show(id, of: owner)
        guard let row = rows.first(where: { $0.cells.contains { $0.id == cell } }),
            let number = row.cells.first(where: { $0.id == cell })?.column,
            sheet.plan.columns.indices.contains(number)
        else { throw SheetError.cellNotFound }
        return CellPlace(column: sheet.plan.columns[number], number: number, row: row, sheet: sheet)
    }

    /// - Parameter version: of what the person had before their eyes; nil where they don't say.
    func change(
        _ cell: String,
        in id: String,
        _ change: Change,
        seen version: Int?,
        by owner: String,
        at now: Date = Date()
    ) async throws -> SheetCell {
        try await database.write { db in
            let sheet = try stored(id, of: owner, in: db)
            guard sheet.state != .final else { throw SheetError.isFinal }
            let before = try find(cell, in: id, db)
            if let version, version != before.version { throw SheetError.changedMeanwhile }
            switch change {
            case .edit(let value):
                let column = try sheet.plan(keyring).columns[before.number]
                let content = CellContent(value: try column.checked(value), source: nil)
                try append(FilledCell(state: .edited, content: content), to: before, by: owner, at: now, in: db)
            case .confirm:
                let content = try before.content(keyring)
                try append(FilledCell(state: .confirmed, content: content), to: before, by: owner, at: now, in: db)
            case .undo:
                try undo(before, in: db)
            case .recompute(let filled):
                try append(filled, to: before, by: nil, at: now, in: db)
            }
            try db.execute("UPDATE sheets SET updated_at = \(now) WHERE id = \(id)")
            return try find(cell, in: id, db).cell(keyring)
        }
    }

    /// Somebody leaves empty what no document says: all such cells at once.
    func leaveEmpty(_ id: String, by owner: String, at now: Date = Date()) async throws {
        try await database.write { db in
            guard try stored(id, of: owner, in: db).state != .final else { throw SheetError.isFinal }
            let cells = try db.all(
                "\(StoredCell.joined) WHERE c.sheet_id = \(id) AND c.state = 'unsourced'",
                as: StoredCell.self
            )
            let left = FilledCell(state: .confirmed, content: .empty)
            for cell in cells where try cell.isMissing(keyring) {
                try append(left, to: cell, by: owner, at: now, in: db)
            }
            try db.execute("UPDATE sheets SET updated_at = \(now) WHERE id = \(id)")
        }
    }

    /// What a run found, unless somebody has spoken for the cell.
    func write(_ filled: FilledCell, to cell: String, at now: Date, in db: Connection) throws {
        let row = try db.first("\(StoredCell.joined) WHERE c.id = \(cell)", as: StoredCell.self)
        guard let before = row, !before.state.isSettled else { return }
        // What is still missing is no step.
        if filled == .missing, try before.isMissing(keyring) { return }
        try append(filled, to: before, by: nil, at: now, in: db)
    }

    /// Somebody puts their name under it.
    func finalize(_ id: String, by origin: AuditOrigin, at now: Date = Date()) async throws {
        try await database.write { db in
            let sheet = try stored(id, of: origin.actor, in: db)
            switch sheet.state {
            case .running: throw SheetError.running
            case .final: return
            case .draft, .review: break
            }
            guard sheet.read == sheet.documents else { throw SheetError.unfinished }
            let open = try openCells(of: id, in: db)
            if open > 0 { throw try cellsWithoutSource(open, of: sheet, in: db) }
            try db.execute(
                """
                UPDATE sheets SET state = \(Sheet.State.final), finalized_at = \(now), updated_at = \(now)
                WHERE id = \(id)
                """
            )
            try trail.record(
                .sheetFinalized,
                by: origin,
                of: origin.actor,
                object: AuditObject("sheet", id),
                at: now,
                in: db
            )
        }
    }

    func reopen(_ id: String, by origin: AuditOrigin, at now: Date = Date()) async throws {
        try await database.write { db in
            let sheet = try stored(id, of: origin.actor, in: db)
            guard sheet.state == .final else { throw SheetError.notFinal }
            try db.execute(
                """
                UPDATE sheets SET state = \(Sheet.State.review), finalized_at = NULL, updated_at = \(now)
                WHERE id = \(id)
                """
            )
            try trail.record(
                .sheetReopened,
                by: origin,
                of: origin.actor,
                object: AuditObject("sheet", id),
                at: now,
                in: db
            )
        }
    }

    /// Those of which what was found was undone, too.
    private func openCells(of id: String, in db: Connection) throws -> Int {
        try db.value(
            """
            SELECT COUNT(*) AS value FROM sheet_cells
            WHERE sheet_id = \(id) AND state IN ('unsourced', 'failed', 'empty')
            """
        ) ?? 0
    }

    private func cellsWithoutSource(_ count: Int, of sheet: StoredSheet, in db: Connection) throws -> SheetError {
        let columns = try sheet.plan(keyring).columns
        let isOpen = { (cell: SheetCell) in cell.state.isOpen || cell.state == .empty }
        let row = try rows(of: sheet.id, in: db).first { $0.cells.contains(where: isOpen) }
        let number = row?.cells.first(where: isOpen)?.column ?? 0
        let column = columns.indices.contains(number) ? columns[number].name : ""
        return .cellsWithoutSource(count: count, first: "«\(column)», \(row?.title ?? "")")
    }

    private func find(_ cell: String, in id: String, _ db: Connection) throws -> StoredCell {
        let row = try db.first(
            "\(StoredCell.joined) WHERE c.id = \(cell) AND c.sheet_id = \(id)",
            as: StoredCell.self
        )
        guard let row else { throw SheetError.cellNotFound }
        return row
    }

    /// What was undone before is not kept once something new is said.
    private func append(
        _ filled: FilledCell,
        to cell: StoredCell,
        by author: String?,
        at now: Date,
        in db: Connection
    ) throws {
        let stepID = newID(at: now)
        let content = try EncryptedText(json: filled.content, for: stepID, by: keyring)
        try db.execute("DELETE FROM sheet_cell_steps WHERE cell_id = \(cell.id) AND step > \(cell.step)")
        try db.execute(
            """
            INSERT INTO sheet_cell_steps (id, cell_id, step, state, content, author, at)
            VALUES (\(stepID), \(cell.id), \(cell.step + 1), \(filled.state), \(content), \(author), \(now))
            """
        )
        try move(cell, to: cell.step + 1, filled.state, in: db)
    }

    private func undo(_ cell: StoredCell, in db: Connection) throws {
        guard try cell.canUndo(keyring) else { throw SheetError.nothingToUndo }
        let before = try db.rows(
            "SELECT state FROM sheet_cell_steps WHERE cell_id = \(cell.id) AND step = \(cell.step - 1)"
        )
        let state = try before.first?.get("state", as: SheetCell.State.self) ?? .empty
        try move(cell, to: cell.step - 1, state, in: db)
    }

    private func move(_ cell: StoredCell, to step: Int, _ state: SheetCell.State, in db: Connection) throws {
        try db.execute(
            """
            UPDATE sheet_cells SET step = \(step), state = \(state), version = version + 1 WHERE id = \(cell.id)
            """
        )
    }
}
