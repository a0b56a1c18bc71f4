import Audit
import Daemon
import Foundation
import HTTPTypes
import Identity
import Logging
import SuiteProtocol

/// Who a person is, proved by a password, a one-time link, a provider, or the refresh token of an earlier sign-in.
struct SignIn: Sendable {
    let users: UserStore
    let sessions: SessionStore
    let devices: DeviceStore
    let links: OneTimeLinkStore
    let hasher: PasswordHasher
    let throttle: SignInThrottle
    let setupLink: SetupLink
    let signer: TokenSigner
    let consents: Consents
    let endings: SessionEndings
    let logger: Logger

    func withPassword(username: String, password: String, from origin: SignInOrigin) async throws -> SignedIn {
        // Names that long aren't anybody's, and the throttle remembers them.
        let account = String(Username.key(of: username).prefix(64))
        let known = if let device = origin.device { try await devices.usernames(in: device) } else { Set<String>() }
        let attempt = SignInThrottle.Attempt(
            account: account,
            address: origin.network ?? "",
            device: known.contains(users.registry.index.key(ofUsername: username)) ? origin.device?.hash : nil
        )
        try throttle.admit(attempt)
        let found = try await users.credentials(of: username)
        // Whoever can't sign in waits as long as somebody whose password was wrong.
        let isRight = try await hasher.matches(password, found?.hash)
        guard let found, isRight else {
            try await refuse(found?.user.id, from: origin)
            throw Problem(.unauthorized, "wrong_credentials", Messages.wrongCredentials)
        }
        throttle.succeeded(attempt)
        // A value of somebody else's choice is not taken up.
        return try await open(for: found.user.id, from: origin, in: known.isEmpty ? nil : origin.device)
    }

    /// Somebody whom a provider vouched for, or who has just proved themselves otherwise.
    func withProof(of userID: String, from origin: SignInOrigin) async throws -> SignedIn {
        try await open(for: userID, from: origin, in: nil)
    }

    /// Whoever holds a one-time link sets their password with it.
    func withLink(_ token: OpaqueToken, newPassword: String, from origin: SignInOrigin) async throws -> SignedIn {
        let password = try Password(newPassword)
        _ = try await links.find(token)
        let hash = try await hasher.hash(password)
        let used = try await links.use(token, hash: hash) { origin.audit(actor: $0) }
        for session in used.endedSessions { await endings.announce(session) }
        return try await open(for: used.userID, from: origin, in: nil)
    }

    /// The first administrator, from the one-time link.
    func setUp(token: String, username: String, password: String, name: String, from origin: SignInOrigin) async throws
        -> SignedIn
    {
        guard try await users.isEmpty() else { throw Self.setupDone }
        let attempt = SignInThrottle.Attempt(account: "", address: origin.network ?? "")
        try throttle.admit(attempt)
        guard setupLink.matches(token) else {
            throw Problem(.forbidden, "setup_token_invalid", Messages.setupTokenInvalid)
        }
        throttle.succeeded(attempt)
        let new = try NewUser(username: Username(username), name: name, roles: [.admin])
        let hash = try await hasher.hash(try Password(password))
        guard let user = try await users.createFirst(new, hash: hash, by: origin.audit()) else { throw Self.setupDone }
        setupLink.close()
        return try await open(for: user.id, from: origin, in: nil)
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

    private func open(for userID: String, from origin: SignInOrigin, in device: OpaqueToken?) async throws -> SignedIn {
        let readAt = Date()
        switch try await users.person(userID)?.user.status {
        case .active: break
        case .suspended:
            try await refuse(userID, from: origin)
            throw Problem(.forbidden, "account_suspended", Messages.ownAccountSuspended)
        case .pending:
            try await refuse(userID, from: origin)
            throw Problem(.forbidden, "approval_pending", Messages.ownApprovalPending)
        case .invited, nil: throw Problem(.unauthorized, "wrong_credentials", Messages.wrongCredentials)
        }
        let device = device ?? .generated()
        try await devices.remember(device, of: userID)
        let opened = try await sessions.open(for: userID, from: origin)
        var signedIn = try await signedIn(userID, opened.sessionID, opened.token, asOf: readAt)
        signedIn.device = device
        return signedIn
    }

    private func refuse(_ userID: String?, from origin: SignInOrigin) async throws {
        let registry = users.registry
        try await registry.trail.record(
            .sessionStarted,
            by: origin.audit(),
            of: userID,
            result: .refused,
            in: registry.database
        )
    }

    /// - Parameter readAt: before the person was read: what changed since voids the token.
    private func signedIn(
        _ userID: String,
        _ session: String,
        _ refresh: OpaqueToken?,
        asOf readAt: Date
    ) async throws -> SignedIn {
        guard let person = try await users.person(userID) else { throw Self.refreshRefused }
        let user = person.user
        let principal = Principal(
            subject: user.id,
            name: user.name,
            roles: user.roles,
            groups: Set(person.groups.map(\.id)),
            withheld: try await consents.withheld(of: user),
            sessionID: session
        )
        return SignedIn(
            accessToken: try await signer.accessToken(for: principal, asOf: readAt),
            refreshToken: refresh?.text,
            tokenType: "Bearer",
            expiresIn: Int(accessTokenLifetime.seconds),
            user: PersonBody(own: person)
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
    let user: PersonBody
    /// For the browser's cookie alone; nil where it has signed in already.
    var device: OpaqueToken?

    private enum CodingKeys: CodingKey { case accessToken, refreshToken, tokenType, expiresIn, user }
}
