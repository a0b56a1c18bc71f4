import FoundationEssentials
import JWTKit

/// The public keys in use: fetched when a token names one that isn't known, and again when they are old.
actor TrustedKeys {
    private let source: any PublicKeys
    /// Seconds since 1970.
    private let now: @Sendable () -> Double
    /// A collection for each key, so that a signature is checked with the key it names and no other.
    private var keys: [String: JWTKeyCollection] = [:]
    private var lastFetch: (time: Double, succeeded: Bool)?
    private var fetching: Task<Bool, Never>?

    /// Tokens with invented key ids must not become a storm.
    private static let leastInterval = 1.0
    /// A key that was withdrawn is trusted no longer than this.
    private static let longestAge = 300.0

    init(_ source: any PublicKeys, now: @escaping @Sendable () -> Double) {
        self.source = source
        self.now = now
    }

    /// The claims of a token whose signature is right.
    func claims(of token: String) async throws(TokenError) -> (claims: TokenClaims, keyID: String) {
        guard let keyID = Self.keyID(of: token) else { throw .refused }
        if keys[keyID] == nil {
            try await refresh()
        } else if !wasFetched(within: Self.longestAge) {
            // Beside the path: while the source is away, the keys that are known go on serving.
            Task { try? await refresh() }
        }
        guard let key = keys[keyID], let claims = try? await key.verify(token, as: TokenClaims.self) else {
            throw .refused
        }
        return (claims, keyID)
    }

    /// One fetch at a time, for all who wait, and at most one a second.
    private func refresh() async throws(TokenError) {
        if fetching == nil, let lastFetch, wasFetched(within: Self.leastInterval) {
            guard lastFetch.succeeded else { throw .keysUnavailable }
            return
        }
        let task = fetching ?? Task { await fetch() }
        fetching = task
        guard await task.value else { throw .keysUnavailable }
    }

    private func fetch() async -> Bool {
        let set = try? await source.current()
        if let set { keys = await Self.collections(set) }
        lastFetch = (now(), set != nil)
        fetching = nil
        return set != nil
    }

    /// False also where the clock was set back.
    private func wasFetched(within seconds: Double) -> Bool {
        guard let lastFetch else { return false }
        return (0..<seconds).contains(now() - lastFetch.time)
    }

    private static func collections(_ set: JWKS) async -> [String: JWTKeyCollection] {
        var keys: [String: JWTKeyCollection] = [:]
        for key in set.keys where key.algorithm == .es256 {
            let collection = JWTKeyCollection()
            guard let id = key.keyIdentifier?.string, (try? await collection.add(jwk: key)) != nil else { continue }
            keys[id] = collection
        }
        return keys
    }

    /// The `kid` of a well-formed ES256 header. Anything else, `alg: none` first of all, is not ours.
    private static func keyID(of token: String) -> String? {
        struct Header: Decodable {
            let alg: String
            let kid: String
            /// Extensions that must be understood (RFC 7515, 4.1.11): there is none that we do.
            let crit: [String]?
        }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let data = Data(base64URL: parts[0]),
            let header = try? JSONDecoder().decode(Header.self, from: data), header.alg == "ES256", header.crit == nil
        else { return nil }
        return header.kid
    }
}
