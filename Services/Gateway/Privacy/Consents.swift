import Audit
import Daemon
import Foundation
import Identity
import Persistence
import SuiteProtocol

/// What people's data may be used for: asked for, given, withdrawn, and said in every token.
struct Consents: Sendable {
    let store: ConsentStore
    let terms: [PurposeTerms]
    let revocations: Revocations
    let audit: AuditTrail

    /// Reads the purposes, and keeps their texts.
    init(_ file: PurposeFile, registry: PeopleRegistry, revocations: Revocations) async throws {
        store = ConsentStore(database: registry.database, keyring: registry.keyring)
        terms = try file.load()
        audit = registry.trail
        self.revocations = revocations
        try await store.keep(terms)
    }

    /// Who speaks, and for whom.
    struct Speaker: Sendable {
        let origin: AuditOrigin
        /// Whoever answers for the minor, where it isn't the person themselves.
        var guardian: Guardian?
    }

    /// For the person's next token. While a person is being erased, everything is withheld: nothing new is to come in.
    func withheld(of user: User) async throws -> Set<Purpose> {
        try await store.database.read { db in
            if try ErasureStore.isUnderWay(of: user.id, in: db) { return Set(Purpose.allCases) }
            let latest = try store.latest(of: user.id, in: db)
            return Set(
                terms.filter {
                    !ConsentState($0, isMinor: user.isMinor, latest[$0.purpose]).allowsUse
                }.map(\.purpose)
            )
        }
    }

    func list(of user: User, in language: Language) async throws -> [ConsentBody] {
        let latest = try await store.database.read { try store.latest(of: user.id, in: $0) }
        return terms.map { ConsentBody($0, isMinor: user.isMinor, latest[$0.purpose], language) }
    }

    /// - Parameter version: of the text that was read.
    func grant(_ purpose: Purpose, version: Int, of user: User, by speaker: Speaker) async throws {
        let terms = try present(purpose, version: version)
        try check(terms, of: user, by: speaker.guardian)
        try await record(terms, isGranted: true, of: user, by: speaker)
    }

    /// Takes effect at the person's next request, wherever it goes.
    func withdraw(_ purpose: Purpose, of user: User, by speaker: Speaker) async throws {
        let terms = try terms(of: purpose)
        switch terms.basis(isMinor: user.isMinor) {
        case .publicTask: throw PrivacyError.consentNotNeeded
        case .consent where speaker.origin.actor != user.id: throw PrivacyError.notAGuardiansMatter
        case .consent, .guardian: break
        }
        try await record(terms, isGranted: false, of: user, by: speaker)
    }

    func body(of purpose: Purpose, of user: User, in language: Language) async throws -> ConsentBody {
        guard let body = try await list(of: user, in: language).first(where: { $0.purpose == purpose }) else {
            throw PrivacyError.unknownPurpose
        }
        return body
    }

    /// The text as it is now. Throws where another was read.
    func present(_ purpose: Purpose, version: Int) throws(PrivacyError) -> PurposeTerms {
        let terms = try terms(of: purpose)
        guard version == terms.version else { throw .textHasChanged }
        return terms
    }

    /// Throws where it isn't for this person, or for their guardian, to consent.
    func check(_ terms: PurposeTerms, of user: User, by guardian: Guardian?) throws(PrivacyError) {
        switch terms.basis(isMinor: user.isMinor) {
        case .publicTask: throw .consentNotNeeded
        case .guardian where guardian == nil: throw .guardianNeeded
        case .consent where guardian != nil: throw .notAGuardiansMatter
        case .consent, .guardian: break
        }
    }

    private func record(_ terms: PurposeTerms, isGranted: Bool, of user: User, by speaker: Speaker) async throws {
        try await store.database.write { db in
            try write(terms, isGranted: isGranted, of: user, by: speaker, at: Date(), in: db)
        }
        await revocations.announce(subject: user.id)
    }

    /// Whoever calls announces afterwards that the person's tokens have changed.
    func write(
        _ terms: PurposeTerms,
        isGranted: Bool,
        of user: User,
        by speaker: Speaker,
        at now: Date,
        in db: Connection
    ) throws {
        try store.record(
            terms.purpose,
            version: terms.version,
            isGranted: isGranted,
            of: user.id,
            guardian: speaker.guardian,
            by: speaker.origin.actor == user.id ? nil : speaker.origin.actor,
            at: now,
            in: db
        )
        try UserStore.markChanged([user.id], at: now, in: db)
        try audit.record(
            isGranted ? .consentGranted : .consentWithdrawn,
            by: speaker.origin,
            of: user.id,
            object: AuditObject("purpose", "\(terms.purpose.rawValue)/\(terms.version)"),
            in: db
        )
    }

    private func terms(of purpose: Purpose) throws(PrivacyError) -> PurposeTerms {
        guard let terms = terms.first(where: { $0.purpose == purpose }) else { throw .unknownPurpose }
        return terms
    }
}

/// A purpose as its person sees it.
struct ConsentBody: Codable, Sendable {
    enum Giver: String, Codable, Sendable { case myself = "self", guardian }

    let purpose: Purpose
    let title: String
    let text: String
    let version: Int
    let basis: String
    let state: ConsentState
    let grantedAt: Date?
    let by: Giver?
    let guardianNeeded: Bool

    init(_ terms: PurposeTerms, isMinor: Bool, _ record: ConsentRecord?, _ language: Language) {
        let basis = terms.basis(isMinor: isMinor)
        purpose = terms.purpose
        title = terms.title[language]
        text = terms.text[language]
        version = terms.version
        self.basis = (basis == .publicTask ? ConsentBasis.publicTask : .consent).rawValue
        state = ConsentState(terms, isMinor: isMinor, record)
        grantedAt = state == .granted ? record?.at : nil
        by = state == .granted ? (record?.guardian == nil ? .myself : .guardian) : nil
        guardianNeeded = basis == .guardian
    }
}
