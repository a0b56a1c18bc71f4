import FoundationEssentials
import JWTKit

/// The public keys in use, fetched again when a token names one that isn't known.
actor KeyRing {
    private let source: any PublicKeys
    private var keys = JWTKeyCollection()
    private var known: Set<String> = []
    private var lastFetch: ContinuousClock.Instant?
    private var fetching: Task<Void, any Error>?

    init(_ source: any PublicKeys) {
        self.source = source
    }

    /// The claims of a token whose signature is right.
    func claims(of token: String) async throws -> (claims: TokenClaims, keyID: String) {
        guard let keyID = Self.keyID(of: token) else { throw TokenError.refused }
        if !known.contains(keyID) { try await refresh() }
        guard known.contains(keyID) else { throw TokenError.refused }
        do {
            return (try await keys.verify(token, as: TokenClaims.self), keyID)
        } catch {
            throw TokenError.refused
        }
    }

    /// One fetch at a time, and at most one a second: tokens with invented key ids must not become a storm.
    private func refresh() async throws {
        if let fetching { return try await fetching.value }
        if let lastFetch, ContinuousClock.now - lastFetch < .seconds(1) { return }
        lastFetch = .now
        let task = Task { try await self.fetch() }
        fetching = task
        defer { fetching = nil }
        try await task.value
    }

    private func fetch() async throws {
        let set: JWKS
        do {
            set = try await source.current()
        } catch {
            // Keys that are already known go on serving.
            lastFetch = nil
            throw TokenError.keysUnavailable
        }
        let fresh = JWTKeyCollection()
        for key in set.keys where key.keyIdentifier != nil && key.algorithm == .es256 {
            try await fresh.add(jwk: key)
        }
        keys = fresh
        known = Set(set.keys.compactMap { $0.keyIdentifier?.string })
    }

    /// The `kid` of a well-formed ES256 header. Anything else, `alg: none` first of all, is not ours.
    private static func keyID(of token: String) -> String? {
        struct Header: Decodable {
            let alg: String
            let kid: String
        }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let data = Data(base64URL: parts[0]),
            let header = try? JSONDecoder().decode(Header.self, from: data), header.alg == "ES256"
        else { return nil }
        return header.kid
    }
}

extension Data {
    fileprivate init?(base64URL text: Substring) {
        var base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        self.init(base64Encoded: String(base64))
    }
}
