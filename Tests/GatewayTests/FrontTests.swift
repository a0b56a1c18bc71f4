import Daemon
import Foundation
import NIOHTTP1
import Testing

@Suite(.serialized) struct FrontTests {
    @Test func theCookieBecomesATokenAndNothingElsePasses() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat]) { gateway in
                let session = try await gateway.signIn()
                let answer = try await gateway.send(
                    .GET,
                    "/api/history?q=tos",
                    headers: [
                        ("cookie", "consulta_access=\(session.accessToken); other=1"), ("x-forwarded-for", "1.2.3.4"),
                        ("x-consulta-client-address", "1.2.3.4"), ("x-consulta-data-class", "public"),
                    ]
                )
                #expect(answer.status == 200)
                let echo: FakeDaemon.Echo = try answer.decoded()
                #expect(echo.path == "/api/history?q=tos")
                #expect(echo.headers["authorization"] == "Bearer \(session.accessToken)")
                #expect(echo.headers["cookie"] == nil)
                #expect(echo.headers["x-forwarded-for"] == "127.0.0.1")
                #expect(echo.headers["x-forwarded-proto"] == "http")
                #expect(echo.headers["x-consulta-client-address"] == nil)
                #expect(echo.headers["x-consulta-data-class"] == nil)
                #expect(echo.headers["traceparent"] != nil)
                #expect(echo.headers["x-request-id"] == answer.headers.first(name: "x-request-id"))
            }
        }
    }

    @Test func eventStreamsPassAsTheyAre() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat]) { gateway in
                let session = try await gateway.signIn()
                let answer = try await gateway.send(
                    .POST,
                    "/api/chat",
                    headers: [("accept-encoding", "gzip")],
                    json: #"{"message":"hola"}"#,
                    token: session.accessToken
                )
                #expect(answer.status == 200)
                #expect(answer.headers.first(name: "content-type") == "text/event-stream")
                #expect(!answer.headers.contains(name: "content-encoding"))
                #expect(answer.text == "id: 1\nevent: delta\ndata: {\"text\":\"hola\"}\n\n")
            }
        }
    }

    @Test func withoutATokenNothingReachesADaemon() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat]) { gateway in
                let answer = try await gateway.send(.GET, "/api/history")
                #expect(answer.status == 401)
                #expect(answer.code == "unauthenticated")
                #expect(answer.headers.first(name: "www-authenticate") == "Bearer")
            }
        }
    }

    @Test func aDaemonThatIsDownIsNamedInPlainWords() async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let answer = try await gateway.send(.GET, "/api/history", token: session.accessToken)
            #expect(answer.status == 502)
            #expect(answer.code == "service_unavailable")
            #expect(answer.text.contains("El servicio de conversación no responde"))
            #expect(answer.headers.first(name: "x-content-type-options") == "nosniff")
            let router = try await gateway.send(.GET, "/v1/models", token: session.accessToken)
            #expect(router.status == 502)
            let error = try #require(router.json?["error"] as? [String: Any])
            #expect(error["code"] as? String == "service_unavailable")
            #expect((error["message"] as? String)?.contains("servicio de modelos") == true)
        }
    }

    @Test func whatIsNotInstalledSaysSo() async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let answer = try await gateway.send(.POST, "/api/transcribe", json: "{}", token: session.accessToken)
            #expect(answer.status == 501)
            #expect(answer.code == "not_installed")
        }
    }

    @Test func prefixesAreRewrittenAndRolesAsked() async throws {
        try await FakeDaemon.run { router in
            try await RunningGateway.run(["INFERENCE_ROUTER_URL": router]) { gateway in
                let administrator = try await gateway.signIn()
                let answer = try await gateway.send(
                    .GET,
                    "/api/inference/endpoints",
                    token: administrator.accessToken
                )
                #expect(answer.status == 200)
                #expect(answer.text.contains("\"e1\""))
                let student = try await gateway.newPerson("bruno", by: administrator)
                let refused = try await gateway.send(.GET, "/api/inference/endpoints", token: student.accessToken)
                #expect(refused.status == 403)
            }
        }
    }

    @Test(arguments: [
        "/api/inference/internal/keys", "/api/inference//internal/keys", "/api/inference/%69nternal/keys",
    ])
    func internalRoutesAreNeverReached(path: String) async throws {
        try await FakeDaemon.run { router in
            try await RunningGateway.run(["INFERENCE_ROUTER_URL": router]) { gateway in
                let session = try await gateway.signIn()
                let answer = try await gateway.send(.GET, path, token: session.accessToken)
                #expect(answer.status == 404)
            }
        }
    }

    @Test func bodiesPastTheLimitAreRefusedBeforeTheyAreRead() async throws {
        try await RunningGateway.run { gateway in
            let answer = try await RawConnection.exchange(
                port: gateway.port,
                "POST /auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 104857600\r\n\r\n{"
            )
            #expect(answer.hasPrefix("HTTP/1.1 413 "))
            #expect(answer.contains("body_too_large"))
        }
    }

    @Test func modelRequestsAreCountedByPerson() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat, "RATE_LIMIT_PER_MINUTE": "2"]) { gateway in
                let administrator = try await gateway.signIn()
                let student = try await gateway.newPerson("bruno", by: administrator)
                for remaining in [1, 0] {
                    let answer = try await gateway.send(
                        .POST,
                        "/api/chat",
                        json: "{}",
                        token: administrator.accessToken
                    )
                    #expect(answer.status == 200)
                    #expect(answer.headers.first(name: "ratelimit-limit") == "2")
                    #expect(answer.headers.first(name: "ratelimit-remaining") == "\(remaining)")
                }
                let refused = try await gateway.send(.POST, "/api/chat", json: "{}", token: administrator.accessToken)
                #expect(refused.status == 429)
                #expect(refused.code == "rate_limited")
                let wait = try #require(refused.headers.first(name: "retry-after").flatMap { Int($0) })
                #expect((1...30).contains(wait))
                let other = try await gateway.send(.POST, "/api/chat", json: "{}", token: student.accessToken)
                #expect(other.status == 200)
            }
        }
    }

    @Test func inventedTokensAreCountedByNetwork() async throws {
        try await RunningGateway.run(["GATEWAY_TRUSTED_PROXIES": "127.0.0.1"]) { gateway in
            func attempt(_ number: Int, from address: String) async throws -> Int {
                try await gateway.send(
                    .GET,
                    "/auth/me",
                    headers: [("x-forwarded-for", address)],
                    token: "invented-\(number)"
                ).status
            }
            var refused: Int?
            // The bucket fills again while a slow machine empties it.
            for number in 0..<6_000 where refused == nil {
                let status = try await attempt(number, from: "2001:db8:1:2::\(String(number, radix: 16))")
                if status == 429 { refused = number } else { #expect(status == 401) }
            }
            #expect(try #require(refused) >= 600)
            #expect(try await attempt(6_001, from: "2001:db8:1:3::1") == 401)
        }
    }

    @Test func aProxyThatWouldNeverMatchStopsTheDaemon() async throws {
        let error = await #expect(throws: ConfigurationError.self) {
            try await RunningGateway.run(["GATEWAY_TRUSTED_PROXIES": "nginx"]) { _ in }
        }
        #expect(error?.key == "GATEWAY_TRUSTED_PROXIES")
    }

    /// A page, refusals of the front, our own answers, a daemon's, and a browser's question beforehand.
    @Test func everyAnswerIsHardened() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat]) { gateway in
                let session = try await gateway.signIn()
                var answers = [try await gateway.send(.GET, "/api/history", token: session.accessToken)]
                for path in ["/", "/auth/me", "/api/config", "/nada.txt", "/api/history", "//x", "/generate"] {
                    answers.append(try await gateway.send(.GET, path))
                }
                answers.append(
                    try await gateway.send(
                        .OPTIONS,
                        "/api/history",
                        headers: [("origin", "http://x"), ("access-control-request-method", "GET")]
                    )
                )
                for answer in answers {
                    let policy = try #require(answer.headers.first(name: "content-security-policy"))
                    for part in [
                        "default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
                    ] {
                        #expect(policy.contains(part))
                    }
                    #expect(!policy.contains("unsafe-") && !policy.contains("*"))
                    #expect(answer.headers["x-content-type-options"] == ["nosniff"])
                    #expect(answer.headers["x-frame-options"] == ["DENY"])
                    #expect(answer.headers["referrer-policy"] == ["same-origin"])
                    #expect(answer.headers["cross-origin-opener-policy"] == ["same-origin"])
                    #expect(answer.headers["cross-origin-resource-policy"] == ["same-origin"])
                    #expect(answer.headers.first(name: "permissions-policy")?.contains("geolocation=()") == true)
                    #expect(answer.headers.contains(name: "x-request-id"))
                    #expect(!answer.headers.contains(name: "server"))
                    // Over plain HTTP a browser would ignore it, and must.
                    #expect(!answer.headers.contains(name: "strict-transport-security"))
                }
            }
        }
    }

    @Test func figuresAreForThisMachineAndAdministrators() async throws {
        try await RunningGateway.run { gateway in
            let local = try await gateway.send(.GET, "/metrics")
            #expect(local.status == 200)
            #expect(local.text.contains("process_resident_memory_bytes"))
            let proxied = try await gateway.send(.GET, "/metrics", headers: [("x-forwarded-for", "203.0.113.9")])
            #expect(proxied.status == 401)
        }
    }
}
