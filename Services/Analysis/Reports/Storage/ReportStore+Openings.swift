import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol

/// A message that a sentence stands on, without its words.
struct ReportEvidence: RowDecodable, Sendable {
    let messageID: String
    let student: String
    let conversationID: String
    let at: Date

    init(row: Row) throws {
        messageID = try row.get("message_id")
        student = try row.get("student")
        conversationID = try row.get("conversation_id")
        at = try row.get("created_at")
    }
}

extension ReportStore {
    /// Messages that are opened at a time: the newest.
    static let mostOpened = 30

    /// Break-glass: which messages a sentence stands on, for whoever has said why they want to read them. Whose messages
    /// they are sees who did, and why.
    func evidence(
        of sentence: String,
        in id: String,
        for reason: String,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> [ReportEvidence] {
        try await database.write { db in
            let evidence = try db.all(
                """
                SELECT m.message_id, m.student, a.conversation_id, a.created_at FROM report_messages m
                JOIN report_sentences s ON s.id = m.sentence_id JOIN analyses a ON a.message_id = m.message_id
                WHERE s.id = \(sentence) AND s.report_id = \(id)
                ORDER BY a.created_at DESC, m.message_id LIMIT \(Self.mostOpened)
                """,
                as: ReportEvidence.self
            )
            guard !evidence.isEmpty else { throw ReportError.sentenceNotFound }
            for student in Set(evidence.map(\.student)).sorted() {
                try trail.record(
                    .conversationOpened,
                    by: origin,
                    of: student,
                    object: AuditObject("report", id),
                    reason: reason,
                    at: now,
                    in: db
                )
            }
            return evidence
        }
    }
}
