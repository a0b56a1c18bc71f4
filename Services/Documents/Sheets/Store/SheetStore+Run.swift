import FoundationEssentials
import Identity
import Persistence

/// What a run reads and writes. A document is written once, whoever reads it and however often it was begun.
extension SheetStore {
    /// What is still to be read.
    struct Pending: Sendable {
        let plan: SheetPlan
        let mode: Sheet.Mode
        let asker: Principal
        /// In their order, with their place in it.
        let documents: [(id: String, position: Int)]
        let read: Int
        let goal: Int
    }

    /// What a run would read, for saying what it costs.
    func unread(_ id: String, again: Bool, limit: Int?, of owner: String) async throws -> (Sheet, documents: [String]) {
        try await database.read { db in
            let sheet = try stored(id, of: owner, in: db).sheet(keyring)
            let left: SQL = again ? "" : "AND NOT done"
            let documents = try db.rows(
                """
                SELECT document_id FROM sheet_documents WHERE sheet_id = \(id) \(left)
                ORDER BY position LIMIT \(limit ?? Self.mostDocuments)
                """
            ).map { try $0.get("document_id", as: String.self) }
            return (sheet, documents)
        }
    }

    /// Has a sheet be filled.
    ///
    /// - Parameters:
    ///   - limit: documents that are read now; nil for all that are left.
    ///   - again: all documents, also those that have been read; what somebody wrote or confirmed stays.
    /// - Returns: the job's id.
    func start(
        _ id: String,
        limit: Int?,
        again: Bool,
        by principal: Principal,
        at now: Date = Date()
    ) async throws -> String {
        let asker = try EncryptedText(json: SheetAsker(principal), for: id, by: keyring)
        return try await database.write { db in
            let sheet = try stored(id, of: principal.subject, in: db)
            switch sheet.state {
            case .running: throw SheetError.running
            case .final: throw SheetError.isFinal
            case .draft, .review: break
            }
            if again { try db.execute("UPDATE sheet_documents SET done = \(false) WHERE sheet_id = \(id)") }
            let read = again ? 0 : sheet.read
            guard read < sheet.documents else { throw SheetError.nothingToFill }
            let goal = min(sheet.documents, limit.map { read + $0 } ?? sheet.documents)
            let name = try sheet.name(keyring)
            let job = try jobs.enqueue(.sheet, subject: id, name: name, owner: sheet.owner, at: now, in: db)
            try db.execute(
                """
                UPDATE sheets SET state = \(Sheet.State.running), job_id = \(job), asker = \(asker), goal = \(goal),
                    updated_at = \(now)
                WHERE id = \(id)
                """
            )
            return job
        }
    }

    /// - Throws: `SheetError.notFound` where the sheet has gone.
    func pending(_ id: String) async throws -> Pending {
        try await database.read { db in
            let sheet = try stored(id, of: nil, in: db)
            guard let asker = try sheet.asker(keyring) else { throw SheetError.notFound }
            let documents = try db.rows(
                """
                SELECT document_id, position FROM sheet_documents WHERE sheet_id = \(id) AND NOT done
                ORDER BY position LIMIT \(max(0, sheet.goal - sheet.read))
                """
            )
            return Pending(
                plan: try sheet.plan(keyring),
                mode: sheet.mode,
                asker: asker.principal,
                documents: try documents.map { (try $0.get("document_id"), try $0.get("position")) },
                read: sheet.read,
                goal: sheet.goal
            )
        }
    }

    /// What was read in a document: a list of cells for each row. Nothing is written where another was faster.
    func fill(
        _ id: String,
        from source: SheetSource,
        at position: Int,
        _ rows: [[FilledCell]],
        by writer: SheetWriter,
        at now: Date = Date()
    ) async throws {
        try await database.write { db in
            let sheet = try stored(id, of: nil, in: db)
            let first = try db.execute(
                """
                UPDATE sheet_documents SET done = \(true)
                WHERE sheet_id = \(id) AND document_id = \(source.id) AND NOT done
                """
            )
            guard first == 1 else { return }
            for (place, cells) in rows.enumerated() {
                let kept = try cellIDs(id, source.id, place, in: db)
                let count = cells.count
                let ids =
                    kept.isEmpty
                    ? try addRow(to: id, of: source, position, place, columns: count, at: now, in: db) : kept
                for (cell, filled) in zip(ids, cells) { try write(filled, to: cell, at: now, in: db) }
            }
            try note(writer, on: sheet, at: now, in: db)
            // Cancelled while the last of them was read.
            if sheet.state == .draft { try settle(id, at: now, in: db) }
        }
    }

    /// Who filled a cell that was computed again.
    func note(_ writer: SheetWriter, on id: String, of owner: String, at now: Date = Date()) async throws {
        try await database.write { db in try note(writer, on: stored(id, of: owner, in: db), at: now, in: db) }
    }

    private func note(_ writer: SheetWriter, on sheet: StoredSheet, at now: Date, in db: Connection) throws {
        let before = try sheet.sheet(keyring).writer
        let joined = try EncryptedText(json: writer.joined(with: before), for: sheet.id, by: keyring)
        try db.execute("UPDATE sheets SET writer = \(joined), updated_at = \(now) WHERE id = \(sheet.id)")
    }

    /// The run is over, whether it did all or not.
    func settle(_ id: String, at now: Date = Date(), in db: Connection) throws {
        try db.execute(
            """
            UPDATE sheets SET updated_at = \(now), state = CASE WHEN EXISTS
                (SELECT 1 FROM sheet_documents d WHERE d.sheet_id = sheets.id AND NOT d.done)
                THEN \(Sheet.State.draft) ELSE \(Sheet.State.review) END
            WHERE id = \(id) AND state <> \(Sheet.State.final)
            """
        )
    }

    /// A run that failed or was cancelled goes on, with what the person may read and has consented to by now.
    ///
    /// - Throws: `SheetError` where another run is at it, or somebody has made the sheet final.
    func resume(_ id: String, job: String, by principal: Principal, at now: Date = Date(), in db: Connection) throws {
        let asker = try EncryptedText(json: SheetAsker(principal), for: id, by: keyring)
        let sheet = try stored(id, of: nil, in: db)
        switch sheet.state {
        case .running: throw SheetError.running
        case .final: throw SheetError.isFinal
        case .draft, .review: break
        }
        try db.execute(
            """
            UPDATE sheets SET state = \(Sheet.State.running), job_id = \(job), asker = \(asker), updated_at = \(now)
            WHERE id = \(id)
            """
        )
    }

    /// Those of a row, in the columns' order; none where the row isn't there.
    private func cellIDs(_ id: String, _ document: String, _ place: Int, in db: Connection) throws -> [String] {
        try db.rows(
            """
            SELECT c.id FROM sheet_cells c JOIN sheet_rows r ON r.id = c.row_id
            WHERE r.sheet_id = \(id) AND r.document_id = \(document) AND r.place = \(place) ORDER BY c.number
            """
        ).map { try $0.get("id") }
    }
}
