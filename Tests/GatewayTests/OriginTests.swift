import NIOHTTP1
import Testing

@Suite(.serialized) struct OriginTests {
    @Test(arguments: [
        ([("origin", "http://evil.example")], 403), ([("origin", "null")], 403),
        ([("sec-fetch-site", "cross-site")], 403), ([("sec-fetch-site", "same-site")], 403),
        ([("sec-fetch-site", "same-origin")], 204), ([], 204),
    ]) func foreignPagesCannotWriteWithTheCookie(headers: [(String, String)], status: Int) async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let answer = try await gateway.send(
                .POST,
                "/auth/logout",
                headers: headers + [("cookie", "consulta_access=\(session.accessToken)")]
            )
            #expect(answer.status == status)
            if status == 403 { #expect(answer.code == "cross_origin") }
        }
    }

    @Test func ourOwnPagesAndProgramsWithATokenMayWrite() async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let own = try await gateway.send(
                .POST,
                "/auth/refresh",
                headers: [("origin", gateway.url), ("cookie", "consulta_refresh=\(session.refreshToken ?? "")")]
            )
            #expect(own.status == 200)
            let program = try await gateway.send(
                .POST,
                "/auth/logout",
                headers: [("origin", "http://tool.example")],
                token: session.accessToken
            )
            #expect(program.status == 204)
        }
    }

    @Test func namedOriginsMayWriteWithTheCookie() async throws {
        try await RunningGateway.run(["CORS_ORIGINS": "https://desk.example.org"]) { gateway in
            let session = try await gateway.signIn()
            let cookie = ("cookie", "consulta_access=\(session.accessToken)")
            for (origin, status) in [
                ("https://desk.example.org.evil.example", 403), ("http://desk.example.org", 403),
                ("https://desk.example.org:8443", 403), ("https://desk.example.org", 204),
            ] {
                let answer = try await gateway.send(.POST, "/auth/logout", headers: [("origin", origin), cookie])
                #expect(answer.status == status, "\(origin)")
                #expect(answer.headers.contains(name: "access-control-allow-origin") == (status == 204))
            }
        }
    }

    @Test func onlyNamedOriginsMayRead() async throws {
        try await RunningGateway.run(["CORS_ORIGINS": "https://desk.example.org"]) { gateway in
            let named = try await gateway.send(
                .OPTIONS,
                "/api/history",
                headers: [("origin", "https://desk.example.org"), ("access-control-request-method", "GET")]
            )
            #expect(named.status == 204)
            #expect(named.headers.first(name: "access-control-allow-origin") == "https://desk.example.org")
            #expect(named.headers.first(name: "access-control-allow-credentials") == "true")
            let refused = try await gateway.send(
                .GET,
                "/auth/me",
                headers: [("origin", "https://desk.example.org")]
            )
            #expect(refused.status == 401)
            #expect(refused.headers.first(name: "access-control-allow-origin") == "https://desk.example.org")
            let other = try await gateway.send(
                .OPTIONS,
                "/api/history",
                headers: [("origin", "https://evil.example"), ("access-control-request-method", "GET")]
            )
            #expect(!other.headers.contains(name: "access-control-allow-origin"))
        }
    }
}
