import Daemon
import SuiteProtocol

/// What is to be different about a person; nil leaves it as it is.
package struct UserChange: Sendable {
    var name: DisplayName?
    var email: NewEmail?
    var roles: Set<Role>?
    var groupIDs: Set<String>?
    var isMinor: Bool?
    var language: Language?
    /// What a person says of their own e-mail is not vouched for.
    var confirmsEmail = true

    enum NewEmail: Sendable, Equatable {
        case set(EmailAddress)
        case removed

        var text: String? { if case .set(let email) = self { email.text } else { nil } }
    }

    init() {}

    /// - Parameter email: empty takes it away.
    package init(
        name: String? = nil,
        email: String? = nil,
        roles: Set<Role>? = nil,
        groupIDs: Set<String>? = nil,
        isMinor: Bool? = nil,
        language: Language? = nil
    ) throws(UserError) {
        if let name {
            guard let name = DisplayName(name) else { throw .invalidName }
            self.name = name
        }
        if let email { self.email = try EmailAddress(given: email).map(NewEmail.set) ?? .removed }
        if let roles, roles.isEmpty { throw .rolesMissing }
        self.roles = roles
        self.groupIDs = groupIDs
        self.isMinor = isMinor
        self.language = language
    }

    func applied(to user: User) -> User {
        var changed = user
        if let name { changed.name = name.text }
        if let email, email.text != user.email {
            changed.email = email.text
            changed.isEmailConfirmed = confirmsEmail
        }
        if let roles { changed.roles = roles }
        if let isMinor { changed.isMinor = isMinor }
        if let language { changed.language = language }
        return changed
    }
}

/// A person after a change.
package struct ChangedPerson: Sendable {
    package let person: Person
    /// Whether tokens of before say what is no longer so.
    package var outdatesTokens = false
    /// Sessions that the change has ended.
    package var endedSessions: [String] = []
}
