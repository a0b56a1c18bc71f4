import Daemon
import Foundation
import Hummingbird
import SuiteProtocol

/// A user with the groups they belong to.
package struct Person: Sendable, Equatable {
    package let user: User
    package let groups: [GroupReference]
}

/// A person as the pages see them.
struct PersonBody: Codable, Sendable, ResponseEncodable {
    let id: String
    let username: String
    let name: String
    let email: String?
    let roles: [Role]
    let status: UserStatus
    let groups: [GroupReference]
    let minor: Bool
    let language: String?
    let signIn: SignInMethod?
    let createdAt: Date
    let lastSeenAt: Date?
    /// What the roles allow, so that pages needn't know the table: only of whoever asks for themselves.
    var permissions: [Permission]?
    /// What the asker's token withholds for want of consent.
    var withheld: [Purpose]?
    /// Only in the answer that made it.
    var link: String?
    var linkExpiresAt: Date?

    init(_ person: Person) {
        let user = person.user
        id = user.id
        username = user.username
        name = user.name
        email = user.email
        roles = Role.allCases.filter(user.roles.contains)
        status = user.status
        groups = person.groups
        minor = user.isMinor
        language = user.language?.rawValue
        signIn = user.signIn
        createdAt = user.createdAt
        lastSeenAt = user.lastSeenAt
    }

    /// For the person themselves.
    init(own person: Person, withheld: Set<Purpose>? = nil) {
        self.init(person)
        permissions = Permission.allCases.filter(person.user.roles.allow)
        self.withheld = withheld.map { all in Purpose.allCases.filter(all.contains) }
    }
}
