import Audit
import Configuration
import Daemon
import Foundation
import HTTPTypes
import Persistence
import SuiteProtocol

/// Whether people may open accounts for themselves, and as what.
package struct RegistrationRules: Sendable, Equatable {
    /// None: nobody may.
    let domains: EmailDomains
    let role: Role

    var isOpen: Bool { !domains.isEmpty }

    /// `REGISTRATION_DOMAINS`, `REGISTRATION_ROLE`.
    init(_ config: ConfigReader) throws(ConfigurationError) {
        domains = try EmailDomains(config.string(forKey: "registration.domains", or: ""), key: "REGISTRATION_DOMAINS")
        guard let role = Role(rawValue: config.string(forKey: "registration.role", or: Role.student.rawValue)),
            !role.permissions.contains(.administerUsers)
        else { throw ConfigurationError("REGISTRATION_ROLE", "expected student, tutor, clinician, teacher or clerk") }
        self.role = role
    }
}

/// Why somebody can't register themselves.
package enum RegistrationError: Error, Equatable {
    case closed, domainNotAllowed, full
}

extension RegistrationError: ProblemConvertible {
    package var problem: Problem {
        switch self {
        case .closed: Problem(.forbidden, "registration_closed", Messages.registrationClosed)
        case .domainNotAllowed: Problem(.forbidden, "domain_not_allowed", Messages.domainNotAllowed)
        case .full:
            Problem(
                .serviceUnavailable,
                "registration_full",
                Messages.registrationFull,
                headers: [.retryAfter: "3600"]
            )
        }
    }
}

/// Opens accounts that wait for an administrator: nobody is sent a message, so the address alone proves nothing.
struct Registration: Sendable {
    let rules: RegistrationRules
    let users: UserStore
    let hasher: PasswordHasher

    /// How many may wait at once: whoever floods the form fills no database.
    static let mostPending = 500

    func register(
        name: String,
        username: String,
        email: String,
        password: String,
        by origin: AuditOrigin
    ) async throws {
        guard rules.isOpen else { throw RegistrationError.closed }
        guard let address = try EmailAddress(given: email) else { throw UserError.invalidEmail }
        guard rules.domains.contains(address) else { throw RegistrationError.domainNotAllowed }
        let username = try Username(username)
        let new = try NewUser(username: username, name: name, email: email, roles: [rules.role])
        let password = try Password(password)
        // A hash costs a quarter of a second, of which everybody's sign-in needs its share: none is made in vain.
        try await users.database.read { db in
            try requireRoom(in: db)
            try users.requireFree(username.text, address, in: db)
        }
        let hash = try await hasher.hash(password)
        try await users.database.write { db in
            try requireRoom(in: db)
            let user = try users.add(
                new,
                hash: hash,
                status: .pending,
                isEmailConfirmed: false,
                at: Date(),
                in: db
            )
            let origin = AuditOrigin(actor: user.id, network: origin.network, requestID: origin.requestID)
            try users.registry.trail.record(.userRegistered, by: origin, of: user.id, in: db)
        }
    }

    private func requireRoom(in db: Connection) throws {
        let waiting: Int? = try db.value("SELECT COUNT(*) AS value FROM users WHERE \(UserStatus.pending.condition)")
        guard waiting ?? 0 < Self.mostPending else { throw RegistrationError.full }
    }
}
