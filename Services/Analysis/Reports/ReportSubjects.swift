import Daemon
import Foundation
import Persistence
import SuiteProtocol

/// Reports that tell of somebody, and those that somebody made.
struct ReportSubjects: Sendable {
    let store: ReportStore
    let retentionDays: Int

    private static let about = "reports"
    private static let made = "report_authorship"

    func categories(of subject: String, in language: Language) async throws -> [SubjectCategory] {
        let (about, made): (Holding?, Holding?) = try await store.database.read { db in
            let about: Holding? = try db.first(
                """
                SELECT COUNT(*) AS count, MIN(r.created_at) AS since, MAX(r.created_at) AS until FROM reports r
                JOIN report_students s ON s.report_id = r.id WHERE s.student = \(subject)
                """
            )
            let made: Holding? = try db.first(
                """
                SELECT COUNT(*) AS count, MIN(created_at) AS since, MAX(created_at) AS until FROM reports
                WHERE \(Self.isMade(by: subject))
                """
            )
            return (about, made)
        }
        return [
            Messages.reportsAbout.category(Self.about, about, days: retentionDays, in: language),
            Messages.reportsMade.category(Self.made, made, days: retentionDays, in: language),
        ]
    }

    /// Of reports on this person alone, what they say; of a group's, that there is one: the rest is of others.
    func data(of subject: String, in language: Language) async throws -> [String: JSONValue] {
        let (about, made) = try await store.database.read { db in
            let about: [String] = try db.rows(
                "SELECT report_id FROM report_students WHERE student = \(subject) ORDER BY report_id"
            ).map { try $0.get("report_id") }
            let made: [String] = try db.rows("SELECT id FROM reports WHERE \(Self.isMade(by: subject)) ORDER BY id")
                .map { try $0.get("id") }
            return try (about.map { try store.report($0, in: db) }, made.map { try store.report($0, in: db) })
        }
        return [
            Self.about: .array(try about.map { try Self.value($0, withSentences: $0.target.scope != .group) }),
            Self.made: .array(try made.map { try Self.value($0, withSentences: false) }),
        ]
    }

    /// Reports on this person alone go, signed or not; from others their messages do, and with them the sentences that
    /// stood on nothing else. Of those that they made only who it was is forgotten.
    func erase(_ subject: String) async throws -> [SubjectErasure.Erased] {
        try await store.database.write { db in
            let about = try db.execute(
                """
                DELETE FROM reports WHERE scope <> \(ReportTarget.Scope.group)
                AND id IN (SELECT report_id FROM report_students WHERE student = \(subject))
                """
            )
            let sentences = try db.rows(
                "SELECT DISTINCT sentence_id FROM report_messages WHERE student = \(subject)"
            ).map { try $0.get("sentence_id", as: String.self) }
            try db.execute("DELETE FROM report_messages WHERE student = \(subject)")
            for sentence in sentences {
                try db.execute(
                    """
                    DELETE FROM report_sentences WHERE id = \(sentence)
                    AND NOT EXISTS (SELECT 1 FROM report_messages WHERE sentence_id = \(sentence))
                    """
                )
            }
            let groups = try db.execute("DELETE FROM report_students WHERE student = \(subject)")
            let unfinished = try db.execute(
                "DELETE FROM reports WHERE created_by = \(subject) AND state <> \(Report.State.done)"
            )
            let made = try db.execute("UPDATE reports SET created_by = NULL WHERE created_by = \(subject)")
            let signed = try db.execute(
                "UPDATE reports SET signed_by = NULL, signer = NULL WHERE signed_by = \(subject)"
            )
            try db.execute("UPDATE report_sentences SET edited_by = NULL WHERE edited_by = \(subject)")
            return [.init(Self.about, about + groups), .init(Self.made, unfinished + max(made, signed))]
        }
    }

    private static func isMade(by subject: String) -> SQL {
        """
        created_by = \(subject) OR signed_by = \(subject)
        OR id IN (SELECT report_id FROM report_sentences WHERE edited_by = \(subject))
        """
    }

    private static func value(_ report: Report, withSentences: Bool) throws -> JSONValue {
        let sentences = withSentences ? report.sentences.map { JSONValue.string($0.editedText ?? $0.text) } : []
        return .object([
            "scope": .string(report.target.scope.rawValue),
            "from": try JSONValue(wire: report.target.from),
            "to": try JSONValue(wire: report.target.to),
            "at": try JSONValue(wire: report.createdAt),
            "sentences": .array(sentences),
        ])
    }
}
