import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol

/// What is asked for.
struct LetterOrder: Sendable {
    struct Row: Sendable {
        let name: String
        /// Of its fields; nil where something is missing.
        let values: [String: String]?
        let fault: LetterFault?
    }

    let templateID: String
    let name: String
    let hasPDF: Bool
    /// In the table's order.
    let rows: [Row]
}

/// Some letters, and how far they are.
struct LettersProgress: Sendable {
    let letters: Letters
    let made: Int
    let failed: Int
    let bytes: Int
    let jobID: String?
}

extension LetterStore {
    /// - Returns: the ids of the letters and of the job that makes them.
    func order(_ order: LetterOrder, by origin: AuditOrigin, at now: Date = Date()) async throws -> (
        id: String, job: String
    ) {
        let id = newID(at: now)
        let name = try EncryptedText(order.name, for: id, by: keyring)
        let rows = try order.rows.enumerated().map { index, row in try insertion(row, index + 1, of: id, at: now) }
        return try await database.write { db in
            let waiting: Int? = try db.value(
                """
                SELECT COUNT(*) AS value FROM letters
                WHERE owner = \(origin.actor) AND state IN (\(Letters.State.atWork))
                """
            )
            guard waiting ?? 0 < Self.mostWaiting else { throw LetterError.tooMany(limit: Self.mostWaiting) }
            let bytes: Int? = try db.value(
                """
                SELECT CAST(COALESCE(SUM(r.bytes), 0) AS BIGINT) AS value FROM letter_rows r
                JOIN letters l ON l.id = r.letters_id WHERE l.owner = \(origin.actor)
                """
            )
            guard bytes ?? 0 < Self.mostBytes else { throw LetterError.full }
            try db.execute(
                """
                INSERT INTO letters (id, owner, template_id, name, has_pdf, state, total, created_at)
                VALUES (\(id), \(origin.actor), \(order.templateID), \(name), \(order.hasPDF),
                    \(Letters.State.waiting), \(rows.count), \(now))
                """
            )
            try db.insert(
                rows,
                into: "letter_rows (id, letters_id, number, state, name, field_values, fault, bytes)"
            )
            let job = try jobs.enqueue(
                .letters,
                subject: id,
                name: order.name,
                owner: origin.actor,
                at: now,
                in: db
            )
            try trail.record(.lettersMade, by: origin, object: AuditObject("letters", id), at: now, in: db)
            return (id, job)
        }
    }

    private func insertion(_ row: LetterOrder.Row, _ number: Int, of id: String, at now: Date) throws -> SQL {
        let rowID = newID(at: now)
        let name = try EncryptedText(row.name, for: rowID, by: keyring)
        let values = try row.values.map { try EncryptedText(json: $0, for: rowID, by: keyring) }
        let fault = try row.fault.map { try EncryptedText(json: $0, for: rowID, by: keyring) }
        let state = row.fault == nil ? LetterRow.State.waiting : .failed
        return "(\(rowID), \(id), \(number), \(state), \(name), \(values), \(fault), 0)"
    }

    /// Of one person, newest first.
    func list(of owner: String, after cursor: String?, limit: Int) async throws -> [LettersProgress] {
        let before: SQL = cursor.map { "AND id < \($0)" } ?? ""
        return try await database.read { db in
            try db.all(
                "SELECT * FROM letters WHERE owner = \(owner) \(before) ORDER BY id DESC LIMIT \(limit)",
                as: LettersRow.self
            ).map { try progress(of: $0, in: db) }
        }
    }

    /// - Throws: `LetterError.notFound`.
    func find(_ id: String, of owner: String) async throws -> (progress: LettersProgress, faults: [LetterRow]) {
        try await database.read { db in
            let row = try db.first(
                "SELECT * FROM letters WHERE id = \(id) AND owner = \(owner)",
                as: LettersRow.self
            )
            guard let row else { throw LetterError.notFound }
            let faults = try db.all(
                "SELECT * FROM letter_rows WHERE letters_id = \(id) AND fault IS NOT NULL ORDER BY number",
                as: LetterRowRow.self
            )
            return (try progress(of: row, in: db), try faults.map { try $0.row(keyring) })
        }
    }

    private func progress(of row: LettersRow, in db: Connection) throws -> LettersProgress {
        let figures = try db.rows(
            """
            SELECT state, COUNT(*) AS count, CAST(SUM(bytes) AS BIGINT) AS bytes FROM letter_rows
            WHERE letters_id = \(row.id) GROUP BY state
            """
        )
        var (counts, bytes): ([LetterRow.State: Int], Int) = ([:], 0)
        for figure in figures {
            counts[try figure.get("state")] = try figure.get("count")
            bytes += try figure.get("bytes", as: Int.self)
        }
        return LettersProgress(
            letters: try row.letters(keyring),
            made: counts[.made] ?? 0,
            failed: counts[.failed] ?? 0,
            bytes: bytes,
            jobID: try jobs.latest(of: [row.id], in: db)[row.id]?.id
        )
    }

    /// Also while they are being made.
    func remove(_ id: String, by origin: AuditOrigin, at now: Date = Date()) async throws {
        try await database.write { db in
            let removed = try db.execute("DELETE FROM letters WHERE id = \(id) AND owner = \(origin.actor)")
            guard removed == 1 else { throw LetterError.notFound }
            try jobs.remove(subjects: [id], in: db)
            try trail.record(.lettersDeleted, by: origin, object: AuditObject("letters", id), at: now, in: db)
        }
    }

    /// Removes what was asked for before a date.
    ///
    /// - Returns: how many there were, at most `limit`.
    func removeOld(before date: Date, limit: Int) async throws -> Int {
        try await database.write { db in
            let ids = try db.rows(
                "SELECT id FROM letters WHERE created_at < \(date) ORDER BY created_at LIMIT \(limit)"
            ).map { try $0.get("id", as: String.self) }
            guard !ids.isEmpty else { return 0 }
            try jobs.remove(subjects: Set(ids), in: db)
            return try db.execute("DELETE FROM letters WHERE id IN (\(ids))")
        }
    }
}
