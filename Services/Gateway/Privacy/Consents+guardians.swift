import Audit
import Foundation
import Identity
import Persistence
import SuiteProtocol

/// What guardians decide for several minors at once.
extension Consents {
    /// What a guardian says for one of them.
    struct Word: Sendable {
        let user: User
        let guardian: Guardian
    }

    /// What guardians decide, and how each of it stands for each minor, in the order of `terms`.
    struct Standing: Sendable {
        let terms: [PurposeTerms]
        let people: [(user: User, states: [ConsentState])]
    }

    func standing(of minors: [User]) async throws -> Standing {
        let asked = terms.filter { $0.basis(isMinor: true) == .guardian }
        let people: [(user: User, states: [ConsentState])] = try await store.database.read { db in
            try minors.map { user in
                let latest = try store.latest(of: user.id, in: db)
                return (
                    user: user,
                    states: asked.map { ConsentState($0, isMinor: user.isMinor, latest[$0.purpose]) }
                )
            }
        }
        return Standing(terms: asked, people: people)
    }

    /// Records consent to every one of these texts by every one of these guardians, in one transaction: all of it or
    /// nothing. What each may say has been checked.
    func grant(_ terms: [PurposeTerms], to words: [Word], by origin: AuditOrigin) async throws {
        let now = Date()
        try await store.database.write { db in
            for word in words {
                let speaker = Speaker(origin: origin, guardian: word.guardian)
                for each in terms { try write(each, isGranted: true, of: word.user, by: speaker, at: now, in: db) }
            }
        }
        for word in words { await revocations.announce(subject: word.user.id) }
    }
}
