import Foundation
import Gateway
import NIOHTTP1
import Testing

@Suite(.serialized) struct SessionTests {
    @Test func signsInWithTokensAndCookies() async throws {
        try await RunningGateway.run { gateway in
            let answer = try await gateway.send(
                .POST,
                "/auth/login",
                json: #"{"username":"DIRECTORA","password":"una frase larga y buena"}"#
            )
            #expect(answer.status == 200)
            let session: Session = try answer.decoded()
            #expect(session.expiresIn == 900)
            #expect(session.user.roles == ["admin"])
            #expect(session.user.permissions?.contains("administer_users") == true)
            let access = try #require(answer.cookies.first { $0.hasPrefix("consulta_access=") })
            let refresh = try #require(answer.cookies.first { $0.hasPrefix("consulta_refresh=") })
            #expect(access.contains("HttpOnly") && access.contains("SameSite=Strict") && access.contains("Path=/;"))
            #expect(
                refresh.contains("HttpOnly") && refresh.contains("SameSite=Strict") && refresh.contains("Path=/auth")
            )
            #expect(!access.contains("Secure"))
            #expect(answer.headers.first(name: "cache-control") == "no-store")

            let me = try await gateway.send(.GET, "/auth/me", token: session.accessToken)
            let person: Session.Person = try me.decoded()
            #expect(person.username == "directora")
            let byCookie = try await gateway.send(
                .GET,
                "/auth/me",
                headers: [("cookie", "theme=dark; consulta_access=\(session.accessToken)")]
            )
            #expect(byCookie.status == 200)
        }
    }

    @Test func cookiesAreSecureBehindATrustedTLSFront() async throws {
        try await RunningGateway.run(["GATEWAY_TRUSTED_PROXIES": "127.0.0.1"]) { gateway in
            let answer = try await gateway.send(
                .POST,
                "/auth/login",
                headers: [("x-forwarded-proto", "https"), ("x-forwarded-for", "203.0.113.7")],
                json: #"{"username":"directora","password":"una frase larga y buena"}"#
            )
            #expect(answer.cookies.count == 3)
            #expect(answer.cookies.allSatisfy { $0.contains("; Secure") })
            #expect(answer.headers.contains(name: "strict-transport-security"))
        }
    }

    @Test(arguments: ["directora", "nadie"]) func refusesWrongCredentialsAlike(username: String) async throws {
        try await RunningGateway.run { gateway in
            let answer = try await gateway.send(
                .POST,
                "/auth/login",
                json: #"{"username":"\#(username)","password":"otra cosa"}"#
            )
            #expect(answer.status == 401)
            #expect(answer.code == "wrong_credentials")
            #expect(answer.headers.first(name: "content-type") == "application/problem+json")
            #expect(answer.text.contains("El usuario o la contraseña"))
        }
    }

    @Test func speaksTheCallersLanguage() async throws {
        try await RunningGateway.run { gateway in
            let answer = try await gateway.send(
                .POST,
                "/auth/login",
                headers: [("accept-language", "en-GB,en;q=0.9,es;q=0.5")],
                json: #"{"username":"nadie","password":"otra cosa"}"#
            )
            #expect(answer.text.contains("The user name or the password is wrong"))
        }
    }

    @Test func aBrowserIsKnownAfterItsFirstSignInWhateverItsNeighboursDo() async throws {
        try await RunningGateway.run(throttle: SignInThrottle(now: TestClock().now)) { gateway in
            func attempt(_ password: String, device: String?) async throws -> Answer {
                let user = RunningGateway.administrator.username
                return try await gateway.send(
                    .POST,
                    "/auth/login",
                    headers: device.map { [("cookie", "consulta_device=\($0)")] } ?? [],
                    json: #"{"username":"\#(user)","password":"\#(password)"}"#
                )
            }
            let right = RunningGateway.administrator.password
            let first = try await attempt(right, device: nil)
            let device = try #require(first.cookie("consulta_device"))
            #expect(!first.text.contains(device))
            let cookie = try #require(first.cookies.first { $0.hasPrefix("consulta_device=") })
            #expect(cookie.contains("HttpOnly; SameSite=Strict") && cookie.contains("Path=/auth;"))

            for _ in 0..<5 { _ = try await attempt("una frase equivocada", device: nil) }
            #expect(try await attempt(right, device: nil).status == 429)
            #expect(try await attempt(right, device: "invented").status == 429)
            let again = try await attempt(right, device: device)
            #expect(again.status == 200 && again.cookie("consulta_device") == device)
            let student = try await gateway.newPerson("bruno", by: again.decoded())
            let shared = try await gateway.send(
                .POST,
                "/auth/login",
                headers: [("cookie", "consulta_device=\(device)")],
                json: #"{"username":"\#(student.user.username)","password":"contraseña larga"}"#
            )
            #expect(shared.cookie("consulta_device") == device)
            let planted = try await gateway.send(
                .POST,
                "/auth/login",
                headers: [("cookie", "consulta_device=planted")],
                json: #"{"username":"bruno","password":"contraseña larga"}"#
            )
            #expect(planted.status == 200 && planted.cookie("consulta_device") != "planted")
        }
    }

    @Test func aBodyThatIsNoJSONIsSaidToBeNone() async throws {
        try await RunningGateway.run { gateway in
            for path in ["/auth/refresh", "/auth/logout", "/auth/login"] {
                let answer = try await gateway.send(.POST, path, json: "{")
                #expect(answer.status == 400 && answer.code == "invalid_body")
            }
        }
    }

    @Test func refreshTokensRotateAndReuseEndsTheSession() async throws {
        try await RunningGateway.run { gateway in
            let first = try await gateway.signIn()
            let token = try #require(first.refreshToken)
            let answer = try await gateway.send(.POST, "/auth/refresh", json: #"{"refresh_token":"\#(token)"}"#)
            #expect(answer.status == 200)
            let second: Session = try answer.decoded()
            #expect(second.refreshToken != nil && second.refreshToken != token)

            let again = try await gateway.send(
                .POST,
                "/auth/refresh",
                headers: [("cookie", "consulta_refresh=\(token)")]
            )
            #expect(again.status == 200, "two tabs may ask at once")
            let concurrent: Session = try again.decoded()
            #expect(concurrent.refreshToken == nil)
            #expect(again.cookie("consulta_refresh") == nil)
        }
    }

    @Test func signingOutEndsEveryTokenOfTheSession() async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let before = try await gateway.send(.GET, "/auth/me", token: session.accessToken)
            #expect(before.status == 200)
            let out = try await gateway.send(
                .POST,
                "/auth/logout",
                headers: [("cookie", "consulta_access=\(session.accessToken)")]
            )
            #expect(out.status == 204)
            #expect(out.cookies.allSatisfy { $0.contains("Max-Age=0") })
            let after = try await gateway.send(.GET, "/auth/me", token: session.accessToken)
            #expect(after.status == 401)
            let token = try #require(session.refreshToken)
            let refresh = try await gateway.send(.POST, "/auth/refresh", json: #"{"refresh_token":"\#(token)"}"#)
            #expect(refresh.status == 401)
            #expect(refresh.code == "session_ended")
        }
    }

    @Test func signInIsThrottledAndSaysForHowLong() async throws {
        let clock = TestClock()
        try await RunningGateway.run(throttle: SignInThrottle(now: clock.now)) { gateway in
            for _ in 0..<5 {
                let answer = try await gateway.send(
                    .POST,
                    "/auth/login",
                    json: #"{"username":"directora","password":"no es esta"}"#
                )
                #expect(answer.status == 401)
            }
            let right = #"{"username":"Directora","password":"una frase larga y buena"}"#
            let answer = try await gateway.send(.POST, "/auth/login", json: right)
            #expect(answer.status == 429)
            #expect(answer.code == "sign_in_throttled")
            #expect(answer.headers.first(name: "retry-after") == "1")
            clock.advance(.seconds(1))
            #expect(try await gateway.send(.POST, "/auth/login", json: right).status == 200)
        }
    }

    @Test(arguments: ["{", "[]", #"{"username":1,"password":"x"}"#, "", "nada"])
    func malformedBodiesAreRefusedInPlainWords(body: String) async throws {
        try await RunningGateway.run { gateway in
            let answer = try await gateway.send(.POST, "/auth/login", json: body)
            #expect(answer.status == 400)
            #expect(answer.code == "invalid_body")
        }
    }
}
