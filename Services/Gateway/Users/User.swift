import Foundation
import Persistence
import SuiteProtocol

/// Somebody with an account.
package struct User: Sendable, Equatable {
    package let id: String
    package let username: String
    package let name: String
    package let email: String?
    package let roles: Set<Role>
    package let createdAt: Date
    /// Since when they may not sign in.
    package let suspendedAt: Date?
}

extension User: RowDecodable {
    package init(row: Row) throws {
        id = try row.get("id")
        username = try row.get("username")
        name = try row.get("name")
        email = try row.get("email")
        let words = try row.get("roles", as: String.self).split(separator: ",")
        roles = Set(words.compactMap { Role(rawValue: String($0)) })
        createdAt = try row.get("created_at")
        suspendedAt = try row.get("suspended_at")
    }
}

/// A person as the pages see them.
struct UserBody: Codable, Sendable, Equatable {
    let id: String
    let username: String
    let name: String
    let email: String?
    let roles: [Role]
    /// What the roles allow, so that pages needn't know the table.
    let permissions: [Permission]
    let createdAt: Date
    let suspended: Bool
    /// Only in the answer that created the account, where no password was given.
    var initialPassword: String?

    init(_ user: User, initialPassword: String? = nil) {
        id = user.id
        username = user.username
        name = user.name
        email = user.email
        roles = Role.allCases.filter(user.roles.contains)
        permissions = Permission.allCases.filter(user.roles.allow)
        createdAt = user.createdAt
        suspended = user.suspendedAt != nil
        self.initialPassword = initialPassword
    }
}
