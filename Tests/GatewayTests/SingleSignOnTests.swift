import Crypto
import Foundation
import Identity
import NIOHTTP1
import Testing

/// Signing in with a provider that may be slow, wrong or hostile.
@Suite(.serialized) struct SingleSignOnTests {
    @Test func aVerifiedAddressOfTheInstitutionGetsAnAccountOnce() async throws {
        try await Self.run { gateway, provider in
            let begun = try await Self.begin(gateway, returning: "/history")
            let cookie = try #require(begun.answer.cookies.first { $0.hasPrefix("consulta_oidc=") })
            #expect(cookie.contains("HttpOnly; SameSite=Lax") && cookie.contains("Max-Age=600"))
            #expect(begun.location.contains("code_challenge_method=S256") && begun.location.contains("nonce="))
            let back = try await Self.finish(gateway, begun, code: provider.code(for: begun.location))
            #expect(back.status == 302 && back.headers.first(name: "location") == "/history")
            #expect(back.headers.first(name: "cache-control") == "no-store")
            for name in ["consulta_access", "consulta_refresh"] {
                let cookie = try #require(back.cookies.first { $0.hasPrefix(name + "=") }, "\(back.cookies)")
                #expect(cookie.contains("HttpOnly; SameSite=Strict"))
            }
            #expect(back.cookie("consulta_oidc") == "")
            let person = try await Self.person(of: back, gateway)
            #expect(person.roles == ["tutor"])

            // Whatever the provider calls them later, it is the same account.
            let again = try await Self.begin(gateway)
            let code = try provider.code(for: again.location, email: "otra@elsewhere.example")
            #expect(try await Self.person(of: Self.finish(gateway, again, code: code), gateway).id == person.id)
        }
    }

    @Test func theAccountThatAnAdministratorGaveTheAddressToIsOpened() async throws {
        try await Self.run { gateway, provider in
            let id = try await Self.account(gateway, email: "Ana@Hospital.example")
            let begun = try await Self.begin(gateway)
            let code = try provider.code(for: begun.location, email: "ana@hospital.example")
            #expect(try await Self.person(of: Self.finish(gateway, begun, code: code), gateway).id == id)

            // Somebody new who was given the same address isn't that person.
            let later = try await Self.begin(gateway)
            let other = try provider.code(for: later.location, email: "ana@hospital.example", subject: "ana-2")
            #expect(try await Self.problem(Self.finish(gateway, later, code: other)) == "sso_account_not_confirmed")
        }
    }

    @Test func anAddressThatSomebodyWroteThemselvesOpensNothing() async throws {
        try await Self.run { gateway, provider in
            let session = try await gateway.newPerson("bruno", by: gateway.signIn())
            let written = try await gateway.send(
                HTTPMethod.PATCH,
                "/auth/me",
                json: #"{"email":"ana@escuela.example"}"#,
                token: session.accessToken
            )
            try #require(written.status == 200, "\(written.text)")
            let begun = try await Self.begin(gateway)
            let back = try await Self.finish(gateway, begun, code: provider.code(for: begun.location))
            #expect(Self.problem(back) == "sso_account_not_confirmed")
        }
    }

    @Test func whoeverIsSuspendedStaysOut() async throws {
        try await Self.run { gateway, provider in
            let begun = try await Self.begin(gateway)
            let first = try await Self.finish(gateway, begun, code: provider.code(for: begun.location))
            let id = try await Self.person(of: first, gateway).id
            let token = try await gateway.signIn().accessToken
            let suspended = try await gateway.send(.POST, "/api/users/\(id)/suspend", token: token)
            try #require(suspended.status == 200, "\(suspended.text)")
            let again = try await Self.begin(gateway)
            let back = try await Self.finish(gateway, again, code: provider.code(for: again.location))
            #expect(Self.problem(back) == "sso_account_inactive" && back.cookie("consulta_access") == nil)
        }
    }

    @Test func refusesTokensThatTheProviderDidNotSign() async throws {
        try await Self.run { gateway, provider in
            let forgeries: [(_ header: String, _ payload: String, _ key: SampleProvider.Key) throws -> String] = [
                { _, payload, _ in Data(#"{"alg":"none"}"#.utf8).base64URL + "." + payload + "." },
                { header, payload, _ in try SampleProvider.sign(header, payload, .init(id: "first")) },
                { _, payload, key in try SampleProvider.sign(#"{"alg":"ES256","kid":"../first"}"#, payload, key) },
                { _, payload, key in
                    try SampleProvider.sign(#"{"alg":"ES256","kid":"first","crit":["b64"]}"#, payload, key)
                },
                { header, payload, key in try SampleProvider.sign(header, payload, key) + "AA" },
                { _, payload, key in
                    let content = Data(#"{"alg":"HS256","kid":"first"}"#.utf8).base64URL + "." + payload
                    let secret = SymmetricKey(data: key.key.publicKey.rawRepresentation)
                    let code = HMAC<SHA256>.authenticationCode(for: Data(content.utf8), using: secret)
                    return content + "." + Data(code).base64URL
                },
                { header, payload, key in
                    try SampleProvider.sign(header, payload, key) + String(repeating: "A", count: 20_000)
                },
            ]
            for (number, forgery) in forgeries.enumerated() {
                let begun = try await Self.begin(gateway)
                let code = try provider.code(for: begun.location, sign: forgery)
                let back = try await Self.finish(gateway, begun, code: code)
                #expect(Self.problem(back) == "sso_refused", "forgery \(number)")
            }
        }
    }

    @Test func aNewKeyIsFetchedOnceAndInventedOnesMakeNoStorm() async throws {
        try await Self.run { gateway, provider in
            let first = try await Self.begin(gateway)
            #expect(
                try await Self.problem(Self.finish(gateway, first, code: provider.code(for: first.location))) == nil
            )
            #expect(provider.keyFetches == 1)
            provider.rotate()
            // Within a second, for the keys were asked for a moment ago.
            let deadline = ContinuousClock.now + .seconds(30)
            while provider.keyFetches == 1, .now < deadline {
                let early = try await Self.begin(gateway)
                _ = try await Self.finish(gateway, early, code: provider.code(for: early.location))
                try await Task.sleep(for: .milliseconds(100))
            }
            let second = try await Self.begin(gateway)
            #expect(
                try await Self.problem(Self.finish(gateway, second, code: provider.code(for: second.location))) == nil
            )
            #expect(provider.keyFetches == 2)
            for _ in 0..<5 {
                let begun = try await Self.begin(gateway)
                let code = try provider.code(
                    for: begun.location,
                    sign: { _, payload, key in
                        try SampleProvider.sign(#"{"alg":"ES256","kid":"invented"}"#, payload, key)
                    }
                )
                #expect(try await Self.problem(Self.finish(gateway, begun, code: code)) == "sso_refused")
            }
            #expect(provider.keyFetches <= 3)
        }
    }

    @Test func anAnswerServesOnceAndOnlyTheBrowserThatAsked() async throws {
        try await Self.run { gateway, provider in
            let mine = try await Self.begin(gateway)
            let code = try provider.code(for: mine.location)
            let theirs = try await Self.begin(gateway)
            // Another browser's cookie, none, and one that was tampered with.
            let swapped = Begun(answer: mine.answer, location: mine.location, cookie: theirs.cookie)
            #expect(try await Self.problem(Self.finish(gateway, swapped, code: code)) == "sso_expired")
            let none = Begun(answer: mine.answer, location: mine.location, cookie: "")
            #expect(try await Self.problem(Self.finish(gateway, none, code: code)) == "sso_expired")
            let altered = Begun(answer: mine.answer, location: mine.location, cookie: mine.cookie + "AAAA")
            #expect(try await Self.problem(Self.finish(gateway, altered, code: code)) == "sso_expired")
            #expect(try await Self.problem(Self.finish(gateway, mine, code: code)) == nil)
            // The code again, and a fresh code for an attempt that was used.
            #expect(try await Self.problem(Self.finish(gateway, mine, code: code)) == "sso_expired")
            let fresh = try provider.code(for: mine.location)
            #expect(try await Self.problem(Self.finish(gateway, mine, code: fresh)) == "sso_expired")
            // A code that was made for another attempt: its verifier doesn't fit.
            let stolen = try provider.code(for: mine.location)
            #expect(try await Self.problem(Self.finish(gateway, theirs, code: stolen)) == "sso_expired")
        }
    }

    @Test func saysWhatWentWrongAtTheProvider() async throws {
        try await Self.run { gateway, provider in
            let cancelled = try await Self.begin(gateway)
            let no = try await Self.finish(gateway, cancelled, query: "error=access_denied")
            #expect(Self.problem(no) == "sso_cancelled" && no.cookie("consulta_oidc") == "")
            let odd = try await Self.begin(gateway)
            #expect(try await Self.problem(Self.finish(gateway, odd, query: "error=server_error")) == "sso_refused")
            let mixed = try await Self.begin(gateway)
            let code = try provider.code(for: mixed.location)
            let answer = try await Self.finish(gateway, mixed, query: "code=\(code)&iss=https%3A%2F%2Fother.example")
            #expect(Self.problem(answer) == "sso_refused")
            let last = try await Self.begin(gateway)
            let late = try provider.code(for: last.location)
            provider.goAway()
            #expect(try await Self.problem(Self.finish(gateway, last, code: late)) == "sso_unavailable")
        }
    }

    @Test(arguments: [
        "https://evil.example", "//evil.example", "/%5Cevil.example", "/%09/evil.example", "javascript:alert(1)",
        "evil", "%2F%2Fevil.example",
    ]) func nobodyIsSentToAnotherSite(_ place: String) async throws {
        try await Self.run { gateway, _ in
            let answer = try await gateway.send(.GET, "/auth/oidc/start?return=\(place)")
            #expect(Self.problem(answer) == "sso_foreign_return")
        }
    }

    @Test func withoutAProviderThereIsNoButtonAndNoWay() async throws {
        try await RunningGateway.run { gateway in
            #expect(try await Self.problem(gateway.send(.GET, "/auth/oidc/start")) == "sso_not_configured")
            #expect(
                try await Self.problem(gateway.send(.GET, "/auth/oidc/callback?code=x&state=y")) == "sso_not_configured"
            )
            let config = try await gateway.send(.GET, "/api/config")
            #expect(config.json?["single_sign_on"] is NSNull || config.json?["single_sign_on"] == nil)
        }
    }

    @Test func aProviderThatIsAnotherThanConfiguredIsNone() async throws {
        try await SampleProvider.run { provider in
            let settings = ["OIDC_ISSUER": provider.issuer + "/", "OIDC_CLIENT_ID": "consulta"]
            try await RunningGateway.run(settings) { gateway in
                let answer = try await gateway.send(.GET, "/auth/oidc/start")
                #expect(Self.problem(answer) == "sso_unavailable")
            }
        }
    }

    @Test(arguments: ["http://accounts.example.org", "ftp://127.0.0.1", "accounts", "https://a.example/?x=1"])
    func anIssuerThatCannotBeTrustedStopsTheDaemon(_ issuer: String) async throws {
        await #expect(throws: (any Error).self) {
            try await RunningGateway.run(["OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": "consulta"]) { _ in }
        }
    }

    @Test func aDomainThatIsNoneStopsTheDaemon() async throws {
        let settings = [
            "OIDC_ISSUER": "https://accounts.example", "OIDC_CLIENT_ID": "consulta", "OIDC_DOMAINS": "escuela",
        ]
        await #expect(throws: (any Error).self) { try await RunningGateway.run(settings) { _ in } }
    }
}
