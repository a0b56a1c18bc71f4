import FoundationEssentials
import SuiteProtocol

/// Who asks, as a verified token says it.
package struct Principal: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// Somebody with an account.
        case person
        /// A visitor without an account, known by a cookie.
        case anonymous
        /// A daemon of the suite that acts for the subject.
        case service(caller: String)
    }

    /// The person's id; the daemon's own name where a service acts for nobody.
    package let subject: String
    package let name: String
    package let roles: Set<Role>
    /// The ids of the groups that the person belongs to: a class, a ward.
    package let groups: Set<String>
    /// What the person's data may not be used for: consent is needed, and isn't there.
    package let withheld: Set<Purpose>
    /// The sign-in that this token belongs to: revoking it ends the token.
    package let sessionID: String?
    package let kind: Kind

    package init(
        subject: String,
        name: String,
        roles: Set<Role>,
        groups: Set<String> = [],
        withheld: Set<Purpose> = [],
        sessionID: String? = nil,
        kind: Kind = .person
    ) {
        self.subject = subject
        self.name = name
        self.roles = roles
        self.groups = groups
        self.withheld = withheld
        self.sessionID = sessionID
        self.kind = kind
    }

    package func can(_ permission: Permission) -> Bool {
        roles.allow(permission)
    }

    /// The daemon that speaks, where it is one.
    package var callingService: String? {
        if case .service(let caller) = kind { caller } else { nil }
    }
}
