import Daemon
import Foundation
import Persistence
import SuiteProtocol

/// Somebody with an account.
package struct User: Sendable, Equatable {
    package let id: String
    package var username: String
    package var name: String
    package var email: String?
    /// Whether an administrator or a provider vouches for the e-mail: what a person wrote themselves proves nothing.
    package var isEmailConfirmed: Bool
    package var roles: Set<Role>
    package var status: UserStatus
    package var isMinor: Bool
    package var language: Language?
    package var signIn: SignInMethod?
    package let createdAt: Date
    /// To within the time that an access token serves.
    package var lastSeenAt: Date?

    package init(
        id: String = newID(),
        username: String,
        name: String,
        email: String? = nil,
        isEmailConfirmed: Bool = false,
        roles: Set<Role>,
        status: UserStatus,
        isMinor: Bool = false,
        language: Language? = nil,
        signIn: SignInMethod? = nil,
        createdAt: Date,
        lastSeenAt: Date? = nil
    ) {
        self.id = id
        self.username = username
        self.name = name
        self.email = email
        self.isEmailConfirmed = isEmailConfirmed
        self.roles = roles
        self.status = status
        self.isMinor = isMinor
        self.language = language
        self.signIn = signIn
        self.createdAt = createdAt
        self.lastSeenAt = lastSeenAt
    }
}

/// How somebody proves who they are.
package enum SignInMethod: String, Codable, Sendable {
    case password
    case singleSignOn = "single_sign_on"
}

/// Where an account stands between its opening and its end.
package enum UserStatus: String, Codable, CaseIterable, Sendable {
    /// Nobody has signed in: the one-time link waits.
    case invited
    case active
    case suspended
    /// Registered by the person, and not yet approved.
    case pending
}

extension UserStatus {
    /// Which rows of `users` these are.
    var condition: SQL {
        switch self {
        case .suspended: "suspended_at IS NOT NULL"
        case .pending: "suspended_at IS NULL AND pending_since IS NOT NULL"
        case .invited: "\(Self.admitted) AND password_hash IS NULL AND NOT single_sign_on"
        case .active: "\(Self.admitted) AND (password_hash IS NOT NULL OR single_sign_on)"
        }
    }

    private static let admitted: SQL = "suspended_at IS NULL AND pending_since IS NULL"
}

extension Role {
    /// Which rows of `users` hold this role.
    var condition: SQL {
        let pattern = "%,\(rawValue),%"
        return "(',' || roles || ',') LIKE \(pattern)"
    }
}

extension Set<Role> {
    /// As the column holds it.
    var column: String { Role.allCases.filter(contains).map(\.rawValue).joined(separator: ",") }
}

extension User {
    static let columns: SQL = """
        users.id, sealed_username, sealed_name, sealed_email, email_confirmed, roles, minor, language,
        users.created_at, users.last_seen_at, suspended_at, pending_since, single_sign_on,
        password_hash IS NOT NULL AS has_password
        """

    init(row: Row, _ keyring: Keyring) throws {
        let id: String = try row.get("id")
        let hasPassword: Bool = try row.get("has_password")
        let hasProvider: Bool = try row.get("single_sign_on")
        let isSuspended = try row.get("suspended_at", as: Date?.self) != nil
        let isPending = try row.get("pending_since", as: Date?.self) != nil
        let words = try row.get("roles", as: String.self).split(separator: ",")
        self.init(
            id: id,
            username: try row.get("sealed_username", as: EncryptedText.self).text(for: id, by: keyring),
            name: try row.get("sealed_name", as: EncryptedText.self).text(for: id, by: keyring),
            email: try row.get("sealed_email", as: EncryptedText?.self)?.text(for: id, by: keyring),
            isEmailConfirmed: try row.get("email_confirmed"),
            roles: Set(words.compactMap { Role(rawValue: String($0)) }),
            status: isSuspended
                ? .suspended : isPending ? .pending : hasPassword || hasProvider ? .active : .invited,
            isMinor: try row.get("minor"),
            language: try row.get("language", as: String?.self).flatMap(Language.init(rawValue:)),
            signIn: hasProvider ? .singleSignOn : hasPassword ? .password : nil,
            createdAt: try row.get("created_at"),
            lastSeenAt: try row.get("last_seen_at")
        )
    }
}
