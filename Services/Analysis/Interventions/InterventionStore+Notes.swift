import Audit
import Foundation
import Persistence
import SuiteProtocol

/// What a tutor reads of an intervention of theirs, and notes.
extension InterventionStore {
    private static let mostNotes = 200
    /// In seconds: for which reading is one entry of the audit.
    private static let viewTime = 3_600.0

    /// - Parameter written: a day; empty takes away what was set before, nil leaves it.
    func note(_ text: String, followUpOn written: String?, on id: String, by tender: Tender) async throws
        -> Intervention
    {
        let now = now()
        let day = written.flatMap { $0.isEmpty ? nil : $0 }
        return try await database.write { db in
            let row = try Self.own(id, of: tender, in: db)
            let count: Int? = try db.value(
                "SELECT COUNT(*) AS value FROM intervention_notes WHERE intervention_id = \(id)"
            )
            guard count ?? 0 < Self.mostNotes else { throw InterventionError.tooManyNotes(limit: Self.mostNotes) }
            let noteID = newID(at: now)
            let sealed = try EncryptedText(text, for: noteID, by: keyring)
            try db.execute(
                """
                INSERT INTO intervention_notes (id, intervention_id, at, author, text, follow_up_on)
                VALUES (\(noteID), \(id), \(now), \(tender.id), \(sealed), \(day))
                """
            )
            if written != nil { try db.execute("UPDATE interventions SET follow_up_on = \(day) WHERE id = \(id)") }
            try trail.record(.interventionNoted, by: tender.origin, of: row.student, object: Self.object(id), in: db)
            return try whole(Self.find(id, in: db), in: db)
        }
    }

    /// With its notes. That the tutor reads it is recorded once an hour: their page asks every few seconds.
    func open(_ id: String, by tender: Tender) async throws -> (InterventionRow, Intervention) {
        let now = now()
        return try await database.write { db in
            let row = try Self.own(id, of: tender, in: db)
            let unrecorded = try db.execute(
                """
                UPDATE interventions SET viewed_at = \(now)
                WHERE id = \(id) AND (viewed_at IS NULL OR viewed_at <= \(now.addingTimeInterval(-Self.viewTime)))
                """
            )
            if unrecorded == 1 {
                try trail.record(
                    .interventionViewed,
                    by: tender.origin,
                    of: row.student,
                    object: Self.object(id),
                    at: now,
                    in: db
                )
            }
            return (row, try whole(row, in: db))
        }
    }

    /// Notes are their author's alone.
    func whole(_ row: InterventionRow, for tender: Tender) async throws -> Intervention {
        try await database.read { db in
            guard row.tutor != tender.id else { return try whole(row, in: db) }
            return Intervention(row, try names.names(of: Set([row.student] + [row.tutor].compactMap { $0 }), in: db))
        }
    }

    private func whole(_ row: InterventionRow, in db: Connection) throws -> Intervention {
        let notes = try db.all(
            "SELECT * FROM intervention_notes WHERE intervention_id = \(row.id) ORDER BY id",
            as: InterventionNoteRow.self
        )
        let people = Set([row.student] + [row.tutor].compactMap { $0 } + notes.compactMap(\.author))
        let names = try names.names(of: people, in: db)
        return Intervention(
            row,
            names,
            notes: try notes.map { note in
                Intervention.Note(
                    id: note.id,
                    at: note.at,
                    by: PersonReference(note.author, names),
                    text: try note.text(keyring),
                    followUpOn: note.followUpOn
                )
            }
        )
    }
}

extension Intervention {
    init(_ row: InterventionRow, _ names: [String: String], notes: [Note] = []) {
        self.init(
            id: row.id,
            conversationID: row.conversationID,
            student: PersonReference(row.student, names),
            tutor: PersonReference(row.tutor, names),
            alertID: row.alertID,
            state: row.state,
            startedAt: row.startedAt,
            endedAt: row.endedAt,
            notes: notes,
            followUpOn: row.followUpOn,
            messages: nil
        )
    }
}
