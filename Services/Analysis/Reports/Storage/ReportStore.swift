import Audit
import Daemon
import Foundation
import Persistence
import SuiteProtocol

/// Reports, their sentences and who signed them.
struct ReportStore: Sendable {
    /// Reports of one person that aren't done yet.
    static let mostWaiting = 5
    /// Characters of a sentence that a tutor writes.
    static let longestText = 2_000

    let database: Database
    let keyring: Keyring
    let trail: AuditTrail

    /// - Returns: its id.
    func request(
        _ target: ReportTarget,
        about audience: ReportAudience,
        in language: Language,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> String {
        let id = newID(at: now)
        try await database.write { db in
            let waiting: Int =
                try db.value(
                    "SELECT COUNT(*) AS value FROM reports WHERE created_by = \(origin.actor) AND due_at IS NOT NULL"
                ) ?? 0
            guard waiting < Self.mostWaiting else { throw ReportError.tooMany(limit: Self.mostWaiting) }
            try db.execute(
                """
                INSERT INTO reports (id, scope, target, conversation, from_at, to_at, language, state, progress,
                    attempts, due_at, created_at, created_by)
                VALUES (\(id), \(target.scope), \(target.id), \(audience.conversation), \(target.from), \(target.to),
                    \(language), \(Report.State.queued), 0, 0, \(now), \(now), \(origin.actor))
                """
            )
            let students = audience.students.sorted()
            try db.insert(students.map { "(\(id), \($0))" }, into: "report_students (report_id, student)")
            try record(.reportRequested, of: id, students, by: origin, at: now, in: db)
        }
        return id
    }

    /// Whose report it is about, for whoever decides who may see it.
    func target(of id: String) async throws -> ReportTarget {
        try await database.read { try Self.row(id, in: $0).target }
    }

    /// - Parameter action: what the audit is told; nil where nobody reads it, as while it is being made.
    func show(
        _ id: String,
        _ action: AuditAction?,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> Report {
        try await database.write { db in
            let row = try Self.row(id, in: db)
            if let action, row.state == .done {
                try record(action, of: id, Self.students(of: id, in: db), by: origin, at: now, in: db)
            }
            return try report(row, in: db)
        }
    }

    /// What somebody asked for, newest first, without sentences and figures.
    func list(of creator: String, after cursor: String?, limit: Int) async throws -> (items: [ReportRow], next: String?)
    {
        let rows = try await database.read { db in
            let page: SQL = cursor.map { "AND id < \($0)" } ?? ""
            return try db.all(
                "SELECT * FROM reports WHERE created_by = \(creator) \(page) ORDER BY id DESC LIMIT \(limit + 1)",
                as: ReportRow.self
            )
        }
        let items = Array(rows.prefix(limit))
        return (items, rows.count > limit ? items.last?.id : nil)
    }

    /// A tutor's words beside the original; nil takes them away again.
    func edit(
        _ sentence: String,
        of id: String,
        to text: String?,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> Report {
        let text = text?.trimmingCharacters(in: .whitespacesAndNewlines)
        if let text, text.isEmpty || text.count > Self.longestText || text.utf8.contains(0) {
            throw ReportError.invalidText(limit: Self.longestText)
        }
        let sealed = try text.map { try EncryptedText($0, for: sentence, by: keyring) }
        return try await database.write { db in
            try Self.open(id, in: db)
            let changed = try db.execute(
                """
                UPDATE report_sentences SET edited = \(sealed), edited_by = \(origin.actor), edited_at = \(now)
                WHERE id = \(sentence) AND report_id = \(id)
                """
            )
            guard changed == 1 else { throw ReportError.sentenceNotFound }
            try record(.reportEdited, of: id, Self.students(of: id, in: db), by: origin, at: now, in: db)
            return try report(id, in: db)
        }
    }

    /// From then on nothing of it changes.
    ///
    /// - Parameter name: as the signer's token says it.
    func sign(_ id: String, as name: String, by origin: AuditOrigin, at now: Date = Date()) async throws -> Report {
        let signer = try EncryptedText(name, for: id, by: keyring)
        return try await database.write { db in
            try Self.open(id, in: db)
            try db.execute(
                """
                UPDATE reports SET signed_at = \(now), signed_by = \(origin.actor), signer = \(signer)
                WHERE id = \(id)
                """
            )
            try record(.reportSigned, of: id, Self.students(of: id, in: db), by: origin, at: now, in: db)
            return try report(id, in: db)
        }
    }

    /// Locks the row, so that of an edit and a signature at once one waits; throws where it is signed or not done.
    private static func open(_ id: String, in db: Connection) throws {
        let isOpen = try db.execute(
            "UPDATE reports SET progress = 100 WHERE id = \(id) AND state = \(Report.State.done) AND signed_at IS NULL"
        )
        guard isOpen == 0 else { return }
        throw try row(id, in: db).signedAt == nil ? ReportError.notReady : ReportError.signed
    }

    /// Of a report on one person the audit says who it is; of a group, that it was a report on it.
    private func record(
        _ action: AuditAction,
        of id: String,
        _ students: [String],
        by origin: AuditOrigin,
        at now: Date,
        in db: Connection
    ) throws {
        let subject = students.count == 1 ? students.first : nil
        try trail.record(action, by: origin, of: subject, object: AuditObject("report", id), at: now, in: db)
    }

    private static func row(_ id: String, in db: Connection) throws -> ReportRow {
        guard let row = try db.first("SELECT * FROM reports WHERE id = \(id)", as: ReportRow.self) else {
            throw ReportError.notFound
        }
        return row
    }

    static func students(of id: String, in db: Connection) throws -> [String] {
        try db.rows("SELECT student FROM report_students WHERE report_id = \(id) ORDER BY student")
            .map { try $0.get("student") }
    }

    func report(_ id: String, in db: Connection) throws -> Report { try report(Self.row(id, in: db), in: db) }

    private func report(_ row: ReportRow, in db: Connection) throws -> Report {
        let sentences = try db.all(
            "SELECT * FROM report_sentences WHERE report_id = \(row.id) ORDER BY position",
            as: ReportSentenceRow.self
        )
        let links = try db.rows(
            """
            SELECT m.sentence_id, m.message_id FROM report_messages m
            JOIN report_sentences s ON s.id = m.sentence_id
            WHERE s.report_id = \(row.id) ORDER BY m.message_id
            """
        )
        var messages: [String: [String]] = [:]
        for link in links {
            let sentence: String = try link.get("sentence_id")
            messages[sentence, default: []].append(try link.get("message_id"))
        }
        return Report(
            id: row.id,
            target: row.target,
            state: row.state,
            progress: row.progress,
            createdAt: row.createdAt,
            createdBy: row.createdBy,
            language: row.language,
            figures: try row.figures(keyring),
            sentences: try sentences.map { try $0.sentence(messages[$0.id, default: []], keyring) },
            signature: try row.signature(keyring)
        )
    }
}
