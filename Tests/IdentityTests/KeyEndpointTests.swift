import AsyncHTTPClient
import Daemon
import DaemonTesting
import Hummingbird
import Identity
import Testing

@Suite(.timeLimit(.minutes(1)))
struct KeyEndpointTests {
    private func run(
        _ answer: String,
        _ body: @escaping @Sendable (RunningDaemon) async throws -> Void
    ) async throws {
        try await RunningDaemon.run(
            settings: ["GATEWAY_PORT": "0"],
            build: { config, onListening in
                let environment = try DaemonEnvironment(product: "gateway", defaultPort: 0, config: config)
                let router = environment.makeRouter(openAPI: "{}")
                router.get(".well-known/jwks.json") { _, _ in answer }
                return DaemonProcess(
                    [environment.server(router, onListening: onListening)],
                    logger: environment.logger
                )
            },
            body
        )
    }

    private func verify(
        _ mint: Mint,
        at gatewayURL: String,
        client: HTTPClient = .shared
    ) async throws -> Principal {
        let clock = ManualClock()
        let keys = PublicKeyEndpoint(gatewayURL: gatewayURL, client: client)
        let verifier = TokenVerifier(product: "chat", keys: keys, now: { clock.now })
        return try await verifier.verify(mint.token(Mint.Claims(at: clock)))
    }

    @Test func readsTheGatewaysKeys() async throws {
        let mint = Mint()
        try await run(#"{"keys":[\#(mint.jwk)]}"#) { daemon in
            let principal = try await verify(mint, at: daemon.url)
            #expect(principal.subject == "ana")
        }
    }

    @Test func cannotTellWhereTheAnswerIsNotKeysOrNobodyAnswers() async throws {
        try await run("<html>") { daemon in
            await #expect(throws: TokenError.keysUnavailable) { try await verify(Mint(), at: daemon.url) }
            await #expect(throws: TokenError.keysUnavailable) { try await verify(Mint(), at: daemon.url + "/away") }
        }
        var impatient = HTTPClient.Configuration()
        impatient.connectionPool.retryConnectionEstablishment = false
        _ = try await HTTPClient.withHTTPClient(configuration: impatient) { client in
            await #expect(throws: TokenError.keysUnavailable) {
                try await verify(Mint(), at: "http://127.0.0.1:1", client: client)
            }
        }
    }
}
