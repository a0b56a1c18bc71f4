/// Who may use a route, and whose things they reach there.
package struct AccessRule: Sendable, Equatable {
    package enum Requirement: Sendable, Equatable {
        /// Anybody, signed in or not.
        case nothing
        /// What the request carries proves it: a password, a one-time link, a refresh token, a provider's answer.
        case proof
        /// Somebody who is signed in.
        case session
        /// One of these suffices.
        case permission(Set<Permission>)
        /// Another daemon, with a token of its own.
        case service
    }

    package enum Reach: Sendable, Equatable {
        /// It belongs to nobody.
        case shared
        /// What is somebody else's isn't there for the caller, whatever their role.
        case own
        /// One's own; what is somebody else's for an hour, once `openConversations` was used with a reason.
        case opened
        /// The people of the caller's groups; everybody for administrators.
        case groups
        /// Everybody's.
        case everybody
    }

    package let requirement: Requirement
    package let reach: Reach

    static let nothing = AccessRule(requirement: .nothing, reach: .shared)
    static let proof = AccessRule(requirement: .proof, reach: .shared)
    static let service = AccessRule(requirement: .service, reach: .everybody)

    static func session(_ reach: Reach) -> AccessRule { AccessRule(requirement: .session, reach: reach) }

    static func permission(_ permissions: Permission..., of reach: Reach) -> AccessRule {
        AccessRule(requirement: .permission(Set(permissions)), reach: reach)
    }

    /// Whether somebody with these roles is let in; nil for whoever isn't signed in.
    package func admits(_ roles: Set<Role>?) -> Bool {
        switch requirement {
        case .nothing, .proof: true
        case .session: roles != nil
        case .permission(let permissions): roles.map { roles in permissions.contains(where: roles.allow) } ?? false
        case .service: false
        }
    }
}
