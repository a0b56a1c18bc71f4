import Foundation
import Persistence
import SuiteProtocol

/// Students who are waiting for a person: they asked for one by hand, or wrote to one who doesn't answer.
extension AlertStore {
    /// «Avisar a una persona»: raises an alert, or has the one under way grow. Nil for what was told before.
    func ask(_ request: HelpRequested, _ student: Person) async throws -> AlertChange? {
        let now = now()
        return try await database.write { db in
            let known: Int? = try db.value("SELECT COUNT(*) AS value FROM alert_log WHERE id = \(request.requestID)")
            guard known == 0 else { return nil }
            try names.note(request.ownerID, student.name, at: now, in: db)
            let cause = AlertCause(
                AlertCause.askedForHelp,
                student: request.ownerID,
                conversationID: request.conversationID,
                at: request.askedAt
            )
            let (id, isNew) = try keep(cause, student.tutors, at: now, in: db)
            try db.execute("UPDATE alerts SET asked_at = \(request.askedAt) WHERE id = \(id)")
            try log(.askedForHelp, id, as: request.requestID, by: nil, reason: nil, at: now, in: db)
            let alert = try Self.find(id, in: db)
            // Whoever has it isn't with them: it is news.
            if alert.state == .acknowledged, try !InterventionStore.isUnderWay(with: alert.student, in: db) {
                try reopen(alert, student.tutors, at: now, in: db)
            }
            return try change(id, isNew: isNew, in: db)
        }
    }

    /// Has those who were told named, though they have done nothing yet; again at the next change where it didn't work.
    func name(_ told: Set<String>, by people: PeopleClient) async throws {
        let known = try await database.read { try names.names(of: told, in: $0) }
        for id in told.sorted() where known[id] == nil {
            guard let person = try await people.person(id) else { continue }
            let now = now()
            try await database.write { try names.note(id, person.name, at: now, in: $0) }
        }
    }

    /// A tutor took a student's conversation and isn't there: the next of the chain is told.
    func leaveAlone(_ intervention: InterventionRow, tutors: [String], at now: Date, in db: Connection) throws
        -> AlertChange
    {
        let cause = AlertCause(
            AlertCause.unanswered,
            student: intervention.student,
            conversationID: intervention.conversationID,
            at: intervention.waitingSince ?? now
        )
        let others = tutors.filter { $0 != intervention.tutor }
        let (id, isNew) = try keep(cause, others, at: now, in: db)
        try log(.unanswered, id, by: intervention.tutor, reason: nil, at: now, in: db)
        if !isNew {
            let alert = try Self.find(id, in: db)
            let position = alert.step + 1
            let step = try chain(in: db).step(position, first: others, at: now)
            try db.execute(
                """
                UPDATE alerts SET state = \(Alert.State.open), handled_by = NULL, due_at = \(step.dueAt),
                    step = \(step.people.isEmpty ? alert.step : position)
                WHERE id = \(id)
                """
            )
            try tell(step, of: id, position: position, at: now, in: db)
        }
        return try change(id, isNew: isNew, in: db)
    }
}
