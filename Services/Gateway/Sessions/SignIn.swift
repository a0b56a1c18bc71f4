import Daemon
import Foundation
import HTTPTypes
import Identity
import Logging
import SuiteProtocol

/// Who a person is, proved by a password or by the refresh token of an earlier sign-in.
struct SignIn: Sendable {
    let users: UserStore
    let sessions: SessionStore
    let hasher: PasswordHasher
    let throttle: SignInThrottle
    let setupLink: SetupLink
    let signer: TokenSigner
    let endings: SessionEndings
    let logger: Logger

    func withPassword(username: String, password: String, address: String) async throws -> SignedIn {
        // Names that long aren't anybody's, and the throttle remembers them.
        let account = String(Username.key(of: username).prefix(64))
        try throttle.admit(account: account, address: address)
        let known = try await users.credentials(of: username)
        // Whoever can't sign in waits as long as somebody whose password was wrong.
        let isRight = try await hasher.matches(password, known?.hash)
        guard let known, isRight, known.user.suspendedAt == nil else {
            throw Problem(.unauthorized, "wrong_credentials", Messages.wrongCredentials)
        }
        throttle.succeeded(account: account, address: address)
        return try await open(for: known.user)
    }

    /// The first administrator, from the one-time link.
    func setUp(token: String, username: String, password: String, name: String, address: String) async throws
        -> SignedIn
    {
        guard try await users.isEmpty() else { throw Self.setupDone }
        try throttle.admit(account: "", address: address)
        guard setupLink.matches(token) else {
            throw Problem(.forbidden, "setup_token_invalid", Messages.setupTokenInvalid)
        }
        throttle.succeeded(account: "", address: address)
        let new = try NewUser(username: Username(username), name: name, roles: [.admin])
        let hash = try await hasher.hash(try Password(password))
        guard let user = try await users.createFirst(new, hash: hash) else { throw Self.setupDone }
        setupLink.close()
        return try await open(for: user)
    }

    func refresh(_ token: OpaqueToken) async throws -> SignedIn {
        switch try await sessions.rotate(token) {
        case .rotated(let user, let session, let next):
            return try await signedIn(user, session, next)
        case .concurrent(let user, let session):
            return try await signedIn(user, session, nil)
        case .reused(let session):
            logger.warning(
                "a used refresh token came back, its session is revoked",
                metadata: ["session": "\(session)"]
            )
            await endings.announce(session)
            throw Self.refreshRefused
        case .refused:
            throw Self.refreshRefused
        }
    }

    private func open(for user: User) async throws -> SignedIn {
        let opened = try await sessions.open(for: user.id)
        return try await signedIn(user, opened.sessionID, opened.token)
    }

    private func signedIn(_ user: User, _ session: String, _ refresh: OpaqueToken?) async throws -> SignedIn {
        let principal = Principal(subject: user.id, name: user.name, roles: user.roles, sessionID: session)
        return SignedIn(
            accessToken: try await signer.accessToken(for: principal),
            refreshToken: refresh?.text,
            tokenType: "Bearer",
            expiresIn: Int(accessTokenLifetime.seconds),
            user: UserBody(user)
        )
    }

    private static let setupDone = Problem(.conflict, "setup_done", Messages.setupDone)
    private static let refreshRefused = Problem(.unauthorized, "session_ended", Messages.sessionEnded)
}

/// The answer to a sign-in.
struct SignedIn: Codable, Sendable {
    let accessToken: String
    /// Nil where another tab has just received it.
    let refreshToken: String?
    let tokenType: String
    /// Seconds that the access token serves.
    let expiresIn: Int
    let user: UserBody
}
