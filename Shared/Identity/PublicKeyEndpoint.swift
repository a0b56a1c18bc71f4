import AsyncHTTPClient
import FoundationEssentials
import JWTKit
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// The gateway's `/.well-known/jwks.json`: the source of a daemon on another machine than the gateway.
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
