import FoundationEssentials
import Persistence

/// What sheets took over from documents that are gone: the values stay, the passages go.
extension SheetStore {
    /// - Returns: how many documents of sheets it was, at most `limit`.
    func forgetPassages(limit: Int) async throws -> Int {
        let gone = try await database.read { db in
            try db.rows(
                """
                SELECT d.sheet_id, d.document_id FROM sheet_documents d
                WHERE NOT d.forgotten AND NOT EXISTS
                    (SELECT 1 FROM documents WHERE documents.id = d.document_id AND documents.deleted_at IS NULL)
                LIMIT \(limit)
                """
            ).map {
                (sheet: try $0.get("sheet_id", as: String.self), document: try $0.get("document_id", as: String.self))
            }
        }
        for (sheet, document) in gone {
            try await database.write { db in try forgetPassages(of: document, in: sheet, db) }
        }
        return gone.count
    }

    private func forgetPassages(of document: String, in sheet: String, _ db: Connection) throws {
        let steps = try db.rows(
            """
            SELECT s.id, s.content FROM sheet_cell_steps s JOIN sheet_cells c ON c.id = s.cell_id
            JOIN sheet_rows r ON r.id = c.row_id WHERE r.sheet_id = \(sheet) AND r.document_id = \(document)
            """
        )
        for step in steps {
            let id: String = try step.get("id")
            var content: CellContent = try step.get("content", as: EncryptedText.self).decoded(for: id, by: keyring)
            guard let source = content.source, !source.text.isEmpty else { continue }
            content.source = CellContent.Source(
                documentID: source.documentID,
                page: source.page,
                start: source.start,
                end: source.end,
                text: "",
                chunkID: source.chunkID
            )
            let sealed = try EncryptedText(json: content, for: id, by: keyring)
            try db.execute("UPDATE sheet_cell_steps SET content = \(sealed) WHERE id = \(id)")
        }
        try db.execute(
            """
            UPDATE sheet_documents SET forgotten = \(true) WHERE sheet_id = \(sheet) AND document_id = \(document)
            """
        )
    }
}
