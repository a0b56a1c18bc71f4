import Audit
import Foundation
import Logging
import Persistence
import SuiteProtocol

/// Hands a conversation over, and back: chat's word decides, and what isn't certain is taken back.
struct TakeOver: Sendable {
    let store: InterventionStore
    let alerts: AlertStore
    let chat: ChatClient
    let people: PeopleClient
    let notices: AnalysisNotices
    let courier: MailCourier
    let logger: Logger

    /// Throws `InterventionError.notHandedOver` where the companion goes on answering, `conversationGone` where nobody does.
    func start(_ conversationID: String, by tender: Tender) async throws -> InterventionRow {
        let begun = try await store.begin(conversationID, by: tender)
        // Asked again, also where it is active: chat may have lost it.
        let last: String?
        do {
            if begun.relieved != nil { try await chat.giveBack(conversationID, by: tender.principal) }
            last = try await chat.handOver(conversationID, to: tender.principal)
        } catch is ServiceAway {
            if begun.row.state == .starting { await undo(begun.row) }
            throw InterventionError.notHandedOver
        } catch ChatRefusal.conversationGone {
            if begun.row.state == .starting { await undo(begun.row) }
            throw InterventionError.conversationGone
        }
        let active = try await store.confirm(begun.row.id, behind: last, by: tender)
        await tell(active)
        await takeOn(active, by: tender, insteadOf: begun.relieved?.tutor)
        if let relieved = begun.relieved { await tell(try await store.row(relieved.id)) }
        return active
    }

    /// Whoever is with the student has their alert: nobody else has to come.
    private func takeOn(_ intervention: InterventionRow, by tender: Tender, insteadOf relieved: String?) async {
        guard let alert = intervention.alertID else { return }
        do {
            let (_, change) = try await alerts.acknowledge(alert, by: tender, insteadOf: relieved)
            await notices.changed(change)
        } catch is AlertError {
            // Somebody else has it, or has ended it.
        } catch {
            logger.warning("an alert isn't taken on", metadata: ["alert": "\(alert)", "error": "\(type(of: error))"])
        }
    }

    /// Throws `InterventionError.notGivenBack` where the tutor still has it.
    func end(_ intervention: InterventionRow, by tender: Tender) async throws -> InterventionRow {
        guard intervention.state == .active else { return intervention }
        do {
            try await chat.giveBack(intervention.conversationID, by: tender.principal)
        } catch is ServiceAway {
            throw InterventionError.notGivenBack
        }
        let ended = try await store.finish(intervention.id, as: .ended, by: tender.origin)
        await tell(ended)
        return ended
    }

    /// Has the companion answer again: nobody knows whether chat heard us, or the tutor isn't there. It is tried again
    /// until chat has heard it.
    func undo(_ intervention: InterventionRow) async {
        let isLeft = intervention.state == .leaving
        do {
            try await chat.giveBack(intervention.conversationID, by: nil, isUnanswered: isLeft)
            let origin = AuditOrigin(actor: intervention.tutor ?? "analysis")
            await tell(try await store.finish(intervention.id, as: isLeft ? .ended : .failed, by: origin))
        } catch {
            logger.warning(
                "a conversation isn't given back yet",
                metadata: ["intervention": "\(intervention.id)", "error": "\(type(of: error))"]
            )
        }
    }

    /// Nobody is left alone with somebody who isn't there: the next of the chain is told, and the companion answers.
    ///
    /// Throws `ServiceAway` where nobody knows who the student's tutors are.
    func leave(_ intervention: InterventionRow) async throws {
        let student = try await people.person(intervention.student)
        let now = store.now()
        let (isLeft, change) = try await store.database.write { db -> (Bool, AlertChange?) in
            guard try store.leave(intervention, in: db) else { return (false, nil) }
            return (true, try student.map { try alerts.leaveAlone(intervention, tutors: $0.tutors, at: now, in: db) })
        }
        guard isLeft else { return }
        if let change { await notices.changed(change) }
        courier.wake()
        await undo(try await store.row(intervention.id))
    }

    /// Passes on what those have who can't be there: suspended, or no tutors any more.
    func leaveThoseOfTheAbsent() async throws {
        for intervention in try await store.active() {
            guard let tutor = intervention.tutor, try await isAbsent(tutor) else { continue }
            try await leave(intervention)
        }
        for person in try await alerts.handlers() {
            if try await isAbsent(person) { try await alerts.release(from: person) }
        }
    }

    /// Whoever was told of the student's alert hears of it, too; where that can't be read, they look again by themselves.
    private func tell(_ intervention: InterventionRow) async {
        await notices.changed(intervention, telling: (try? await store.told(of: intervention)) ?? [])
    }

    private func isAbsent(_ person: String) async throws -> Bool {
        let isThere = try await people.person(person)?.roles.allow(.tendStudents) ?? false
        return !isThere
    }
}
