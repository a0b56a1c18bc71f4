import Crypto
import Daemon
import DaemonTesting
import Hummingbird
import Identity
import JWTKit
import SuiteProtocol
import Testing

@Suite(.timeLimit(.minutes(1)))
struct AuthenticatedRouteTests {
    private let identity = TestIdentity()

    private func run(
        _ verifier: TokenVerifier,
        _ body: @escaping @Sendable (RunningDaemon) async throws -> Void
    ) async throws {
        try await RunningDaemon.run(
            settings: ["CHAT_PORT": "0"],
            build: { config, onListening in
                let environment = try DaemonEnvironment(product: "chat", defaultPort: 0, config: config)
                let router = environment.makeRouter(openAPI: "{}")
                let people = router.authenticated(by: verifier)
                people.get("me") { _, context in context.principal.subject + " " + context.id }
                people.get("me/:id") { _, context in try context.id("id") }
                people.requiring(.administerUsers).get("people") { _, _ in "everybody" }
                return DaemonProcess(
                    [environment.server(router, onListening: onListening)],
                    logger: environment.logger
                )
            },
            body
        )
    }

    @Test func knowsWhoAsks() async throws {
        let token = try await identity.token(subject: "ana")
        try await run(identity.verifier(product: "chat")) { daemon in
            for _ in 0..<2 {
                let response = try await daemon.get("/me", token: token, headers: ["X-Request-ID": "r-1"])
                #expect(response.status == 200 && response.body == "ana r-1")
            }
            let lower = try await daemon.get("/me", headers: ["Authorization": "bearer \(token)"])
            #expect(lower.status == 200)
        }
    }

    @Test(arguments: ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer a.b.c", "Bearer x y", "Token"])
    func refusesWhoeverDoesNotSayWhoTheyAre(_ header: String) async throws {
        try await run(identity.verifier(product: "chat")) { daemon in
            let response = try await daemon.get("/me", headers: header.isEmpty ? [:] : ["Authorization": header])
            #expect(response.status == 401 && response.header("www-authenticate") == "Bearer")
            let problem = try response.decode(ProblemBody.self, by: WireJSON.decoder())
            #expect(problem.code == "unauthenticated" && problem.detail == "Inicia sesión para continuar.")
        }
    }

    @Test func refusesEveryForgedToken() async throws {
        let key = try P256.Signing.PrivateKey(pemRepresentation: identity.gatewayKey.key.pemRepresentation)
        let keyID = identity.gatewayKey.id
        try await run(identity.verifier(product: "chat")) { daemon in
            let genuine = try ForgedToken.genuine(subject: "ana", key: key, keyID: keyID)
            #expect(try await daemon.get("/me", token: genuine).status == 200)
            for forgery in ForgedToken.allCases {
                let token = try forgery.text(subject: "ana", key: key, keyID: keyID)
                for path in ["/me", "/people"] {
                    #expect(try await daemon.get(path, token: token).status == 401, "\(forgery) at \(path)")
                }
            }
        }
    }

    @Test func asksForThePermissionThatARouteNeeds() async throws {
        let clinician = try await identity.token(roles: [.clinician])
        let administrator = try await identity.token(roles: [.clerk, .admin])
        try await run(identity.verifier(product: "chat")) { daemon in
            let refused = try await daemon.get("/people", token: clinician)
            #expect(refused.status == 403)
            #expect(try refused.decode(ProblemBody.self, by: WireJSON.decoder()).code == "forbidden")
            #expect(try await daemon.get("/people", token: administrator).body == "everybody")
            #expect(try await daemon.get("/people").status == 401)
        }
    }

    @Test func refusesARevokedSessionAtItsNextRequest() async throws {
        let verifier = identity.verifier(product: "chat")
        let token = try await identity.token(session: "s1")
        try await run(verifier) { daemon in
            let before = try await daemon.get("/me", token: token)
            verifier.revoke(.session("s1"))
            let after = try await daemon.get("/me", token: token)
            #expect(before.status == 200 && after.status == 401)
        }
    }

    @Test func doesNotFindWhatIsNotAnID() async throws {
        let token = try await identity.token()
        let id = newID()
        try await run(identity.verifier(product: "chat")) { daemon in
            let found = try await daemon.get("/me/\(id)", token: token)
            let impossible = try await daemon.get("/me/1%27%20OR%201=1", token: token)
            #expect(found.body == id && impossible.status == 404)
        }
    }

    @Test func saysThatItCannotTellWhileTheKeysAreAway() async throws {
        let source = KeySource()
        source.isAway(true)
        let token = try await identity.token()
        try await run(TokenVerifier(product: "chat", keys: source)) { daemon in
            let response = try await daemon.get("/me", token: token)
            #expect(response.status == 503 && response.header("retry-after") == "2")
        }
    }
}
