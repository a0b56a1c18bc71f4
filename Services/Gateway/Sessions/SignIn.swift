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
    let devices: DeviceStore
    let hasher: PasswordHasher
    let throttle: SignInThrottle
    let setupLink: SetupLink
    let signer: TokenSigner
    let endings: SessionEndings
    let logger: Logger

    /// - Parameter device: what the browser was given at an earlier sign-in.
    func withPassword(username: String, password: String, address: String, device: OpaqueToken?) async throws
        -> SignedIn
    {
        // Names that long aren't anybody's, and the throttle remembers them.
        let account = String(Username.key(of: username).prefix(64))
        let usernames = if let device { try await devices.usernames(in: device) } else { Set<String>() }
        let attempt = SignInThrottle.Attempt(
            account: account,
            address: address,
            device: usernames.contains(Username.key(of: username)) ? device?.hash : nil
        )
        try throttle.admit(attempt)
        let readAt = Date()
        let found = try await users.credentials(of: username)
        // Whoever can't sign in waits as long as somebody whose password was wrong.
        let isRight = try await hasher.matches(password, found?.hash)
        guard let found, isRight, found.user.suspendedAt == nil else {
            throw Problem(.unauthorized, "wrong_credentials", Messages.wrongCredentials)
        }
        throttle.succeeded(attempt)
        // A value of somebody else's choice is not taken up.
        return try await open(for: found.user, asOf: readAt, in: usernames.isEmpty ? nil : device)
    }

    /// The first administrator, from the one-time link.
    func setUp(token: String, username: String, password: String, name: String, address: String) async throws
        -> SignedIn
    {
        guard try await users.isEmpty() else { throw Self.setupDone }
        let attempt = SignInThrottle.Attempt(account: "", address: address)
        try throttle.admit(attempt)
        guard setupLink.matches(token) else {
            throw Problem(.forbidden, "setup_token_invalid", Messages.setupTokenInvalid)
        }
        throttle.succeeded(attempt)
        let new = try NewUser(username: Username(username), name: name, roles: [.admin])
        let hash = try await hasher.hash(try Password(password))
        guard let user = try await users.createFirst(new, hash: hash) else { throw Self.setupDone }
        setupLink.close()
        return try await open(for: user, asOf: Date(), in: nil)
    }

    func refresh(_ token: OpaqueToken) async throws -> SignedIn {
        let readAt = Date()
        switch try await sessions.rotate(token) {
        case .rotated(let user, let session, let next):
            return try await signedIn(user, session, next, asOf: readAt)
        case .concurrent(let user, let session):
            return try await signedIn(user, session, nil, asOf: readAt)
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

    private func open(for user: User, asOf readAt: Date, in device: OpaqueToken?) async throws -> SignedIn {
        let device = device ?? .generated()
        try await devices.remember(device, of: user.id)
        let opened = try await sessions.open(for: user.id)
        var signedIn = try await signedIn(user, opened.sessionID, opened.token, asOf: readAt)
        signedIn.device = device
        return signedIn
    }

    /// - Parameter readAt: before the person was read: what changed since voids the token.
    private func signedIn(
        _ user: User,
        _ session: String,
        _ refresh: OpaqueToken?,
        asOf readAt: Date
    ) async throws -> SignedIn {
        let principal = Principal(subject: user.id, name: user.name, roles: user.roles, sessionID: session)
        return SignedIn(
            accessToken: try await signer.accessToken(for: principal, asOf: readAt),
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
struct SignedIn: Encodable, Sendable {
    let accessToken: String
    /// Nil where another tab has just received it.
    let refreshToken: String?
    let tokenType: String
    /// Seconds that the access token serves.
    let expiresIn: Int
    let user: UserBody
    /// For the browser's cookie alone; nil where it has signed in already.
    var device: OpaqueToken?

    private enum CodingKeys: CodingKey { case accessToken, refreshToken, tokenType, expiresIn, user }
}
