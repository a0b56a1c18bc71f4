import JWTKit

/// Where a verifier finds the public halves of the suite's keys.
package protocol PublicKeys: Sendable {
    /// All keys that are known now.
    func current() async throws -> JWKS
}

/// Keys given once, such as a test's.
package struct FixedPublicKeys: PublicKeys {
    private let keys: [SigningKey]

    package init(_ keys: [SigningKey]) {
        self.keys = keys
    }

    package func current() -> JWKS {
        JWKS(keys: keys.compactMap { JWK($0.key.publicKey, id: $0.id) })
    }
}

extension JWK {
    /// nil for a key that is no point of the curve.
    init?(_ key: ES256PublicKey, id: String) {
        guard let point = key.parameters else { return nil }
        self = .ecdsa(.es256, identifier: JWKIdentifier(string: id), x: point.x, y: point.y, curve: .p256)
    }
}
