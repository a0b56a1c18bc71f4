import Foundation
import Identity
import JWTKit

/// A provider's keys as it publishes them (RFC 7517). What we can't use among them is passed over.
struct ProviderKeySet: Decodable, Sendable {
    let keys: [JWK]

    private struct Lenient: Decodable {
        let key: JWK?
        private enum CodingKeys: CodingKey { case use }

        init(from decoder: any Decoder) throws {
            let use = try? decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .use)
            key = use == "enc" ? nil : try? JWK(from: decoder)
        }
    }

    private enum CodingKeys: CodingKey { case keys }

    init(from decoder: any Decoder) throws {
        let list = try decoder.container(keyedBy: CodingKeys.self).decode([Lenient].self, forKey: .keys)
        keys = list.compactMap(\.key)
    }
}

/// The provider's keys in use: fetched when a token names one that isn't known, at most once a second.
actor ProviderKeys {
    private let source: @Sendable () async throws(SingleSignOnError) -> ProviderKeySet
    private var keys: [JWK] = []
    private var fetchedAt: ContinuousClock.Instant?
    private var fetching: Task<ProviderKeySet, any Error>?

    /// Tokens with invented key ids must not become a storm at the provider's door.
    static let leastInterval = Duration.seconds(1)
    /// A key that was withdrawn is trusted no longer than this.
    private static let longestAge = Duration.seconds(600)

    init(_ source: @escaping @Sendable () async throws(SingleSignOnError) -> ProviderKeySet) {
        self.source = source
    }

    /// The claims of an identity token whose signature is right.
    func claims(of token: String) async throws(SingleSignOnError) -> ProviderClaims {
        guard token.utf8.count <= 16_384, let header = TokenHeader(token) else { throw .refused }
        if key(for: header) == nil || isOlder(than: Self.longestAge) {
            try await refresh(needed: key(for: header) == nil)
        }
        guard let key = key(for: header) else { throw .refused }
        let collection = JWTKeyCollection()
        var named = key
        named.keyIdentifier = JWKIdentifier(string: "key")
        guard (try? await collection.add(jwk: named, isDefault: true)) != nil,
            let claims = try? await collection.verify(token, as: ProviderClaims.self)
        else { throw .refused }
        return claims
    }

    /// The key that the token names; one without a name only where there is no choice.
    private func key(for header: TokenHeader) -> JWK? {
        let usable = keys.filter { key in
            let type: JWK.KeyType = header.algorithm == "RS256" ? .rsa : .ecdsa
            return key.keyType == type && (key.algorithm == nil || key.algorithm?.rawValue == header.algorithm)
        }
        guard let id = header.keyID else { return usable.count == 1 ? usable[0] : nil }
        return usable.first { $0.keyIdentifier?.string == id }
    }

    private func isOlder(than age: Duration) -> Bool {
        guard let fetchedAt else { return true }
        return .now - fetchedAt >= age
    }

    /// One fetch at a time, for all who wait.
    private func refresh(needed: Bool) async throws(SingleSignOnError) {
        if fetching == nil, !isOlder(than: Self.leastInterval) { return }
        let task = fetching ?? Task { [source] in try await source() }
        fetching = task
        let found = try? await task.value
        fetching = nil
        if let found { keys = found.keys }
        // A provider that is away is asked again at once by the next person, who waits for it.
        if found != nil { fetchedAt = .now }
        if found == nil, needed { throw .unavailable }
    }
}

/// The part of a token's header that says how it is signed. Anything but RS256 and ES256 is none.
private struct TokenHeader {
    let algorithm: String
    let keyID: String?

    init?(_ token: String) {
        struct Fields: Decodable {
            let alg: String
            let kid: String?
            /// Extensions that must be understood: there is none that we do.
            let crit: [String]?
        }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let data = Data(base64URL: parts[0]),
            let fields = try? JSONDecoder().decode(Fields.self, from: data), fields.crit == nil,
            ["RS256", "ES256"].contains(fields.alg)
        else { return nil }
        algorithm = fields.alg
        keyID = fields.kid
    }
}
