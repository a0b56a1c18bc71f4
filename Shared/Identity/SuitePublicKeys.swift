import AsyncHTTPClient
import Daemon
import JWTKit

/// The keys that this machine's files pin. Only where they don't know the gateway, as on another machine, those that
/// it gives at `GATEWAY_URL`.
package struct SuitePublicKeys: PublicKeys {
    private let directory: PublicKeyDirectory
    private let endpoint: PublicKeyEndpoint

    package init(_ environment: DaemonEnvironment, client: HTTPClient) throws {
        directory = try PublicKeyDirectory(environment)
        endpoint = PublicKeyEndpoint(
            gatewayURL: try environment.url(of: TokenClaims.suiteSigner, defaultPort: 8080),
            client: client
        )
    }

    package func current() async throws -> JWKS {
        let pinned = try directory.current()
        let knowsGateway = pinned.keys.contains { key in
            key.keyIdentifier.map { SigningKey.product(ofID: $0.string) == TokenClaims.suiteSigner } ?? false
        }
        return knowsGateway ? pinned : try await endpoint.current()
    }
}
