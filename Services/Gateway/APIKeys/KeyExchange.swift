import Crypto
import Foundation
import Identity
import SuiteProtocol
import Synchronization

/// What a program passes the front with, instead of its key.
struct KeyPass: Sendable {
    let keyID: String
    let permissions: Set<Permission>
    let dataClass: DataClass?
    /// What the daemon behind the route expects: that we ask, for whom, and by which key (its session).
    let serviceToken: String
}

/// Exchanges API keys for service tokens of the gateway.
///
/// A key seen within the last seconds is answered synchronously, also on an event loop; else it is looked up and a
/// token signed beside the path. A key that is revoked counts as a session that is, and what changes of its owner (what
/// they may do, what they consent to) ends it here as it ends their tokens: every replica hears of both.
final class KeyExchange: Sendable {
    private struct Entry {
        let pass: KeyPass
        let owner: Principal
        let issuedAt: Double
        let expiry: Date
    }

    private struct Name: Hashable {
        let key: SHA256Digest
        let daemon: String
    }

    private let store: APIKeyStore
    private let consents: Consents
    private let signer: TokenSigner
    private let verifier: TokenVerifier
    private let entries = Mutex<[Name: Entry]>([:])

    private static let capacity = 10_000
    /// Less than the half of a service token's life that is left of one that is given out again.
    private static let lifetime: TimeInterval = 25

    init(store: APIKeyStore, consents: Consents, signer: TokenSigner, verifier: TokenVerifier) {
        self.store = store
        self.consents = consents
        self.signer = signer
        self.verifier = verifier
    }

    /// nil says nothing about the key.
    func cached(_ key: String, for daemon: String) -> KeyPass? {
        let name = Name(key: Self.digest(key), daemon: daemon)
        guard let entry = entries.withLock({ $0[name] }), entry.expiry > Date(),
            !verifier.hasRevoked(entry.owner, issuedAt: entry.issuedAt)
        else { return nil }
        return entry.pass
    }

    /// Throws `APIKeyError.refused` for a key that doesn't serve.
    func exchange(_ text: String, for daemon: String) async throws -> KeyPass {
        if let pass = cached(text, for: daemon) { return pass }
        // Before anything is read: what changes while we read voids it.
        let now = Date()
        guard let (key, owner) = try await store.find(OpaqueToken(text: text), at: now) else {
            throw APIKeyError.refused
        }
        // A key can do no more than its owner may do now, with data that they let be used.
        let permissions = Set(key.scopes.map(\.permission).filter { owner.roles.allow($0) })
        let principal = Principal(
            subject: owner.id,
            name: owner.name,
            roles: [],
            withheld: try await consents.withheld(of: owner),
            sessionID: key.id
        )
        let pass = KeyPass(
            keyID: key.id,
            permissions: permissions,
            dataClass: key.dataClass,
            serviceToken: try await signer.serviceToken(for: daemon, actingFor: principal)
        )
        let expiry = min(now.addingTimeInterval(Self.lifetime), key.expiresAt ?? .distantFuture)
        entries.withLock { entries in
            if entries.count >= Self.capacity { entries = entries.filter { $0.value.expiry > now } }
            if entries.count >= Self.capacity { entries = [:] }
            entries[Name(key: Self.digest(text), daemon: daemon)] = Entry(
                pass: pass,
                owner: principal,
                issuedAt: now.timeIntervalSince1970,
                expiry: expiry
            )
        }
        return pass
    }

    private static func digest(_ key: String) -> SHA256Digest {
        SHA256.hash(data: Data(key.utf8))
    }
}
