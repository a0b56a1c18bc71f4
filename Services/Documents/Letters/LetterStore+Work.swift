import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol

/// The kinds of files that a letter is.
enum LetterFile: String, Sendable {
    case docx, pdf
}

extension LetterStore {
    /// Nil where they are gone.
    func begin(_ id: String) async throws -> Letters? {
        try await database.write { db in
            try db.execute("UPDATE letters SET state = \(Letters.State.running) WHERE id = \(id)")
            return try db.first("SELECT * FROM letters WHERE id = \(id)", as: LettersRow.self)?.letters(keyring)
        }
    }

    /// In the table's order.
    func rows(of id: String) async throws -> [LetterRow] {
        try await database.read { db in
            try db.all("SELECT * FROM letter_rows WHERE letters_id = \(id) ORDER BY number", as: LetterRowRow.self)
                .map { try $0.row(keyring) }
        }
    }

    /// Those that have this file.
    func rows(of id: String, with kind: LetterFile) async throws -> Set<String> {
        try await database.read { db in
            let ids = try db.rows(
                """
                SELECT f.row_id FROM letter_files f JOIN letter_rows r ON r.id = f.row_id
                WHERE r.letters_id = \(id) AND f.kind = \(kind)
                """
            ).map { try $0.get("row_id", as: String.self) }
            return Set(ids)
        }
    }

    /// Keeps a file of a letter, once. What it was filled with is forgotten then.
    ///
    /// - Throws: `CancellationError` where the letters are gone.
    func keep(_ content: [UInt8], as kind: LetterFile, of row: String) async throws {
        let id = newID()
        let sealed = try EncryptedText(bytes: content, for: id, by: keyring)
        try await database.write { db in
            let isThere = try db.execute(
                """
                UPDATE letter_rows SET state = \(LetterRow.State.made), field_values = NULL, fault = NULL,
                    bytes = bytes + \(content.count)
                WHERE id = \(row) AND NOT EXISTS
                    (SELECT 1 FROM letter_files WHERE row_id = letter_rows.id AND kind = \(kind))
                """
            )
            guard isThere == 1 else {
                guard try !db.rows("SELECT id FROM letter_rows WHERE id = \(row)").isEmpty else {
                    throw CancellationError()
                }
                return
            }
            try db.execute(
                "INSERT INTO letter_files (id, row_id, kind, content) VALUES (\(id), \(row), \(kind), \(sealed))"
            )
        }
    }

    /// - Parameter isMade: whether the letter itself is there all the same.
    func fail(_ row: String, _ fault: LetterFault, isMade: Bool = false) async throws {
        let sealed = try EncryptedText(json: fault, for: row, by: keyring)
        let state = isMade ? LetterRow.State.made : .failed
        try await database.write { db in
            try db.execute("UPDATE letter_rows SET state = \(state), fault = \(sealed) WHERE id = \(row)")
        }
    }

    /// Nil where there is none.
    func file(_ kind: LetterFile, of row: String) async throws -> [UInt8]? {
        let found = try await database.read { db in
            try db.rows("SELECT id, content FROM letter_files WHERE row_id = \(row) AND kind = \(kind)").first
        }
        guard let found else { return nil }
        return try found.get("content", as: EncryptedText.self).bytes(for: found.get("id"), by: keyring)
    }

    /// All that can be made is.
    func finish(_ id: String) async throws {
        try await database.write { db in
            try db.execute(
                "UPDATE letters SET state = \(Letters.State.done) WHERE id = \(id) AND state = \(Letters.State.running)"
            )
        }
    }

    func set(_ state: Letters.State, of id: String, in db: Connection) throws {
        try db.execute("UPDATE letters SET state = \(state) WHERE id = \(id)")
    }

    /// Before they are handed out.
    func recordExport(of id: String, by origin: AuditOrigin) async throws {
        try await trail.record(.lettersExported, by: origin, object: AuditObject("letters", id), in: database)
    }
}
