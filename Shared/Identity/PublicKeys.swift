import AsyncHTTPClient
import FoundationEssentials
import JWTKit
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import Synchronization

/// Where a verifier finds the public halves of the suite's keys.
package protocol PublicKeys: Sendable {
    /// All keys that are known now.
    func current() async throws -> JWKS
}

/// The folder where every daemon of one machine leaves its public half: the gateway's source.
package struct PublicKeyDirectory: PublicKeys {
    /// Holds `<key id>.pem` files.
    let path: String

    package init(path: String) {
        self.path = path
    }

    package func current() throws -> JWKS {
        let files = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".pem") }.sorted()
        return JWKS(
            keys: try files.compactMap { file in
                let pem = try String(contentsOfFile: path + "/" + file, encoding: .utf8)
                return try? publicJWK(ES256PublicKey(pem: pem), id: String(file.dropLast(4)))
            }
        )
    }
}

/// The gateway's `/.well-known/jwks.json`: every other daemon's source.
package struct PublicKeyEndpoint: PublicKeys {
    let gatewayURL: String
    let client: HTTPClient

    package init(gatewayURL: String, client: HTTPClient) {
        self.gatewayURL = gatewayURL
        self.client = client
    }

    package func current() async throws -> JWKS {
        let request = HTTPClientRequest(url: gatewayURL + "/.well-known/jwks.json")
        let response = try await client.execute(request, timeout: .seconds(3))
        guard response.status == .ok else { throw TokenError.keysUnavailable }
        return try JSONDecoder().decode(JWKS.self, from: try await response.body.collect(upTo: 1 << 18))
    }
}

/// Keys given once, such as a test's.
package struct FixedPublicKeys: PublicKeys {
    private let keys: [SigningKey]

    package init(_ keys: [SigningKey]) {
        self.keys = keys
    }

    package func current() -> JWKS {
        JWKS(keys: keys.compactMap { try? publicJWK($0.key.publicKey, id: $0.id) })
    }
}

private func publicJWK(_ key: ES256PublicKey, id: String) throws -> JWK {
    guard let point = key.parameters else { throw TokenError.keysUnavailable }
    return .ecdsa(.es256, identifier: JWKIdentifier(string: id), x: point.x, y: point.y, curve: .p256)
}
