import DaemonTesting
import Foundation
import NIOHTTP1
import Testing

@Suite(.serialized) struct APIKeyTests {
    struct Made: Decodable {
        let id: String
        let key: String
    }

    private struct List: Decodable {
        struct Key: Decodable {
            let id: String
            let name: String
            let prefix: String
            let scopes: [String]
            let dataClass: String?
            let expiresAt: String?
            let lastUsedAt: String?
        }

        let items: [Key]
    }

    /// A service token's claims, unverified: daemons verify them, and their tests show that.
    private struct Claims: Decodable {
        let iss: String
        let aud: String
        let sub: String
        let sid: String
        let roles: [String]
    }

    static func make(
        _ gateway: RunningGateway,
        _ session: Session,
        _ more: String = ""
    ) async throws -> Made {
        let answer = try await gateway.send(
            .POST,
            "/api/keys",
            json: #"{"name":"Cuaderno","scopes":["inference"]\#(more)}"#,
            token: session.accessToken
        )
        try #require(answer.status == 201, "\(answer.text)")
        #expect(answer.headers.first(name: "cache-control") == "no-store")
        return try answer.decoded()
    }

    private static func list(_ gateway: RunningGateway, _ session: Session) async throws -> [List.Key] {
        let answer = try await gateway.send(.GET, "/api/keys", token: session.accessToken)
        return try answer.decoded(as: List.self).items
    }

    private static func run(
        _ settings: [String: String] = [:],
        _ body: @escaping @Sendable (RunningGateway, Session) async throws -> Void
    ) async throws {
        try await FakeDaemon.run { router in
            try await RunningGateway.run(settings.merging(["INFERENCE_ROUTER_URL": router]) { $1 }) { gateway in
                try await body(gateway, try await gateway.signIn())
            }
        }
    }

    @Test func aKeyIsShownOnceAndListedByItsBeginning() async throws {
        try await Self.run { gateway, session in
            let made = try await Self.make(gateway, session, #","expires_at":"2099-01-01T00:00:00Z""#)
            #expect(made.key.hasPrefix("ck_"))
            let answer = try await gateway.send(.GET, "/api/keys", token: session.accessToken)
            #expect(!answer.text.contains(made.key))
            let key = try #require(try answer.decoded(as: List.self).items.first)
            #expect(key.id == made.id && key.name == "Cuaderno" && made.key.hasPrefix(key.prefix))
            #expect(key.scopes == ["inference"] && key.expiresAt == "2099-01-01T00:00:00.000Z")
            #expect(key.dataClass == nil && key.lastUsedAt == nil)
        }
    }

    @Test(arguments: [("/v1/chat/completions", "/v1/chat/completions"), ("/ollama/api/generate", "/api/generate")])
    func theRouterIsAskedByTheGatewayOnBehalfOfTheKeysOwner(path: String, behind: String) async throws {
        try await Self.run { gateway, session in
            let made = try await Self.make(gateway, session, #","data_class":"internal""#)
            for _ in 0..<2 {
                let answer = try await gateway.send(
                    .POST,
                    path,
                    headers: [("x-consulta-data-class", "public"), ("cookie", "consulta_access=x")],
                    json: "{}",
                    token: made.key
                )
                #expect(answer.status == 200)
                let echo: FakeDaemon.Echo = try answer.decoded()
                #expect(echo.path == behind && !"\(echo)".contains(made.key))
                #expect(echo.headers["x-consulta-data-class"] == "internal" && echo.headers["cookie"] == nil)
                let claims = try Self.claims(try #require(echo.headers["authorization"]))
                #expect(claims.iss == "gateway" && claims.aud == "inference-router" && claims.roles.isEmpty)
                #expect(claims.sub == session.user.id && claims.sid == made.id)
            }
        }
    }

    @Test func withoutAClassOfItsOwnAKeySaysNoneForItsData() async throws {
        try await Self.run { gateway, session in
            let made = try await Self.make(gateway, session)
            let answer = try await gateway.send(
                .GET,
                "/v1/models",
                headers: [("x-consulta-data-class", "public")],
                token: made.key
            )
            #expect(try answer.decoded(as: FakeDaemon.Echo.self).headers["x-consulta-data-class"] == nil)
        }
    }

    @Test func aSignedInPersonNeedsThePermissionAndKeepsTheirOwnToken() async throws {
        try await Self.run { gateway, session in
            let own = try await gateway.send(.GET, "/v1/models", token: session.accessToken)
            #expect(
                try own.decoded(as: FakeDaemon.Echo.self).headers["authorization"] == "Bearer \(session.accessToken)"
            )
            let student = try await gateway.newPerson("bruno", by: session)
            let refused = try await gateway.send(.GET, "/v1/models", token: student.accessToken)
            #expect(refused.status == 403 && Self.openAICode(refused) == "forbidden")
            let key = try await gateway.send(
                .POST,
                "/api/keys",
                json: #"{"name":"a","scopes":["inference"]}"#,
                token: student.accessToken
            )
            #expect(key.status == 403 && key.code == "forbidden")
        }
    }

    @Test func aRevokedKeyIsRefusedAtItsNextRequest() async throws {
        try await Self.run { gateway, session in
            let made = try await Self.make(gateway, session)
            #expect(try await gateway.send(.GET, "/v1/models", token: made.key).status == 200)
            let path = "/api/keys/\(made.id)"
            #expect(try await gateway.send(.DELETE, path, token: session.accessToken).status == 204)
            let refused = try await gateway.send(.GET, "/v1/models", token: made.key)
            #expect(refused.status == 401 && Self.openAICode(refused) == "invalid_api_key")
            #expect(try await gateway.send(.DELETE, path, token: session.accessToken).status == 404)
            #expect(try await Self.list(gateway, session).isEmpty)
        }
    }

    @Test func theLastUseIsWrittenWithoutAWriteForEachRequest() async throws {
        try await withTemporaryDirectory { home in
            try await FakeDaemon.run { router in
                let settings = ["INFERENCE_ROUTER_URL": router]
                try await RunningGateway.run(settings, home: home) { gateway in
                    let session = try await gateway.signIn()
                    let made = try await Self.make(gateway, session)
                    #expect(try await gateway.send(.GET, "/v1/models", token: made.key).status == 200)
                    #expect(try await Self.list(gateway, session).first?.lastUsedAt == nil)
                }
                try await RunningGateway.run(settings, home: home) { gateway in
                    let session = try await gateway.signIn()
                    #expect(try await Self.list(gateway, session).first?.lastUsedAt != nil)
                }
            }
        }
    }

    @Test(arguments: ["/api/history", "/api/users", "/api/keys", "/auth/me", "/api/inference/endpoints"])
    func aKeyOpensNothingElse(path: String) async throws {
        try await Self.run { gateway, session in
            let made = try await Self.make(gateway, session)
            let answer = try await gateway.send(.GET, path, token: made.key)
            #expect(answer.status == 403 && answer.code == "api_key_not_accepted")
        }
    }

    @Test func aKeyInACookieIsNone() async throws {
        try await Self.run { gateway, session in
            let made = try await Self.make(gateway, session)
            let answer = try await gateway.send(
                .GET,
                "/v1/models",
                headers: [("cookie", "consulta_access=\(made.key)")]
            )
            #expect(answer.status == 401)
        }
    }

    @Test func programsAreRefusedInTheirOwnDialect() async throws {
        try await Self.run(["RATE_LIMIT_PER_MINUTE": "1"]) { gateway, session in
            let missing = try await gateway.send(.GET, "/v1/models")
            #expect(missing.status == 401 && Self.openAICode(missing) == "api_key_missing")
            #expect(missing.text.contains(#""type":"authentication_error""#) && missing.text.contains(#""param":null"#))
            let unknown = try await gateway.send(.GET, "/v1/models", token: "ck_unknown")
            #expect(unknown.status == 401 && Self.openAICode(unknown) == "invalid_api_key")
            let ollama = try await gateway.send(.GET, "/ollama/api/tags", token: "ck_unknown")
            #expect(ollama.status == 401 && (ollama.json?["error"] as? String)?.hasPrefix("La clave no sirve") == true)
            #expect(ollama.headers.first(name: "content-type") == "application/json")

            let made = try await Self.make(gateway, session)
            #expect(try await gateway.send(.GET, "/v1/models", token: made.key).status == 200)
            let limited = try await gateway.send(.GET, "/v1/models", token: made.key)
            #expect(limited.status == 429 && Self.openAICode(limited) == "rate_limited")
            #expect(limited.headers.contains(name: "retry-after"))
            let alsoLimited = try await gateway.send(.GET, "/ollama/api/tags", token: made.key)
            #expect(alsoLimited.status == 429 && alsoLimited.json?["error"] is String)
            // The key's bucket is not its owner's.
            #expect(try await gateway.send(.GET, "/v1/models", token: session.accessToken).status == 200)
        }
        try await RunningGateway.run { gateway in
            let made = try await Self.make(gateway, try await gateway.signIn())
            let away = try await gateway.send(.GET, "/v1/models", token: made.key)
            #expect(away.status == 502 && Self.openAICode(away) == "service_unavailable")
            let ollama = try await gateway.send(.GET, "/ollama/api/tags", token: made.key)
            #expect(ollama.status == 502 && ollama.json?["error"] is String)
        }
    }

    @Test(arguments: [
        (#"{"name":"","scopes":["inference"]}"#, 422, "invalid_name"),
        (#"{"name":"a","scopes":[]}"#, 422, "scopes_missing"),
        (#"{"name":"a","scopes":["everything"]}"#, 400, "invalid_body"),
        (#"{"name":"a","scopes":["inference"],"expires_at":"2020-01-01T00:00:00Z"}"#, 422, "expiry_passed"),
        (#"{"name":"a","scopes":["inference"],"expires_at":"tomorrow"}"#, 400, "invalid_body"),
        (#"{"name":"a","scopes":["inference"],"data_class":"secret"}"#, 400, "invalid_body"),
    ]) func saysWhatIsWrongWithAKey(body: String, status: Int, code: String) async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let answer = try await gateway.send(.POST, "/api/keys", json: body, token: session.accessToken)
            #expect(answer.status == status && answer.code == code)
        }
    }

    private static func openAICode(_ answer: Answer) -> String? {
        (answer.json?["error"] as? [String: Any])?["code"] as? String
    }

    private static func claims(_ authorization: String) throws -> Claims {
        let payload = try #require(authorization.split(separator: ".").dropFirst().first)
        var base64 = payload.replacing("-", with: "+").replacing("_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        return try JSONDecoder().decode(Claims.self, from: try #require(Data(base64Encoded: String(base64))))
    }
}
