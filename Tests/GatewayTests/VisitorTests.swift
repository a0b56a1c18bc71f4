import Foundation
import Identity
import NIOHTTP1
import Testing

@Suite(.serialized) struct VisitorTests {
    private static let path = "/api/help-desk/tickets"

    private struct Claims: Decodable {
        let sub: String
        let roles: [String]
        let anonymous: Bool?
    }

    /// What the token says that a daemon got.
    private static func claims(_ answer: Answer) throws -> Claims {
        let echo: FakeDaemon.Echo = try answer.decoded()
        #expect(echo.headers["cookie"] == nil)
        let parts = try #require(echo.headers["authorization"]).split(separator: ".")
        try #require(parts.count == 3)
        return try JSONDecoder().decode(Claims.self, from: #require(Data(base64URL: parts[1])))
    }

    @Test func aCookieTellsAVisitorFromOthers() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat]) { gateway in
                let first = try await gateway.send(.GET, Self.path)
                let visitor = try Self.claims(first)
                #expect(visitor.sub.hasPrefix("visitor:") && visitor.roles.isEmpty && visitor.anonymous == true)
                let setting = try #require(first.cookies.first)
                #expect(first.cookies.count == 1)
                #expect(setting.hasSuffix("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"))
                let cookie = try #require(first.cookie("consulta_visitor"))
                let second = try await gateway.send(
                    .GET,
                    Self.path,
                    headers: [("cookie", "a=b; consulta_visitor=\(cookie)"), ("authorization", "Basic YTpi")]
                )
                #expect(try Self.claims(second).sub == visitor.sub)
                #expect(second.cookies.isEmpty)
                #expect(try Self.claims(await gateway.send(.GET, Self.path)).sub != visitor.sub)
            }
        }
    }

    @Test func nobodyComesAsAnotherVisitor() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat]) { gateway in
                let cookies = try await [gateway.send(.GET, Self.path), gateway.send(.GET, Self.path)]
                    .map { try #require($0.cookie("consulta_visitor")).split(separator: ".").map(String.init) }
                let (mine, other) = (cookies[0], cookies[1])
                for forged in [other[0], other[0] + ".", "\(other[0]).\(mine[1])", "visitor.\(mine[1])"] {
                    let headers = [("cookie", "consulta_visitor=\(forged)")]
                    let answer = try await gateway.send(.GET, Self.path, headers: headers)
                    #expect(try Self.claims(answer).sub != "visitor:" + other[0])
                    #expect(answer.cookie("consulta_visitor") != nil)
                }
            }
        }
    }

    @Test func whoeverIsSignedInStaysThemselvesAndAnEndedSessionIsAVisitor() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat]) { gateway in
                let session = try await gateway.signIn()
                let person = try await gateway.send(
                    .GET,
                    Self.path,
                    headers: [("cookie", "consulta_access=\(session.accessToken)")]
                )
                #expect(try Self.claims(person).sub == session.user.id)
                #expect(person.cookies.isEmpty)
                let ended = try await gateway.send(.GET, Self.path, headers: [("cookie", "consulta_access=a.b.c")])
                #expect(try Self.claims(ended).anonymous == true)
                #expect(try await gateway.send(.GET, Self.path, token: "a.b.c").status == 401)
            }
        }
    }

    @Test func visitorsReachNothingElseAndOtherSitesNothingInTheirName() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat]) { gateway in
                let cookie = try #require(try await gateway.send(.GET, Self.path).cookie("consulta_visitor"))
                let visitor = ("cookie", "consulta_visitor=\(cookie)")
                for path in ["/api/history", "/get_prompt", "/auth/me", "/api/municipios/offices"] {
                    #expect(try await gateway.send(.GET, path, headers: [visitor]).status == 401)
                }
                let foreign = try await gateway.send(
                    .POST,
                    "/clear",
                    headers: [visitor, ("origin", "https://evil.example")],
                    json: "{}"
                )
                #expect(foreign.status == 403)
                #expect(foreign.code == "cross_origin")
            }
        }
    }

    @Test func visitorsOfOneAddressShareWhatTheyMayAsk() async throws {
        try await FakeDaemon.run { chat in
            try await RunningGateway.run(["CHAT_URL": chat, "RATE_LIMIT_PER_MINUTE": "2"]) { gateway in
                let statuses = [
                    try await gateway.send(.GET, Self.path).status, try await gateway.send(.GET, Self.path).status,
                    try await gateway.send(.GET, Self.path).status,
                ]
                #expect(statuses == [200, 200, 429])
                // What a page shows again asks no model.
                #expect(try await gateway.send(.GET, "/api/help-desk/history?session_id=a").status == 200)
            }
        }
    }
}
