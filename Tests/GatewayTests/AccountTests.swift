import Foundation
import Gateway
import NIOHTTP1
import Testing

/// One's own account, through the running gateway.
@Suite(.serialized) struct AccountTests {
    private static let firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"

    @Test func nameEmailAndLanguageAreOnesOwnToChange() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let student = try await gateway.newPerson("bruno", by: administrator)
            let answer = try await gateway.send(
                .PATCH,
                "/auth/me",
                json: #"{"name":"Bruno Gil","email":"b@liceo.example","language":"en","roles":["admin"]}"#,
                token: student.accessToken
            )
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json?["name"] as? String == "Bruno Gil" && answer.json?["language"] as? String == "en")
            #expect(answer.json?["roles"] as? [String] == ["student"])
            let taken = try await gateway.send(
                .PATCH,
                "/auth/me",
                json: #"{"email":"B@LICEO.example"}"#,
                token: administrator.accessToken
            )
            #expect(taken.status == 409 && taken.code == "email_taken")
            let cleared = try await gateway.send(.PATCH, "/auth/me", json: #"{"email":""}"#, token: student.accessToken)
            #expect(cleared.status == 200 && cleared.json?["email"] == nil)
        }
    }

    @Test func aNewPasswordNeedsTheOldOneAndEndsTheOtherSignIns() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let student = try await gateway.newPerson("bruno", by: administrator)
            let other = try await gateway.signIn("bruno", "contraseña larga")
            func change(_ current: String, _ new: String) async throws -> Answer {
                try await gateway.send(
                    .POST,
                    "/auth/me/password",
                    json: #"{"current":"\#(current)","new":"\#(new)"}"#,
                    token: student.accessToken
                )
            }
            let wrong = try await change("no es esta", "una frase nueva")
            #expect(wrong.status == 403 && wrong.code == "wrong_password")
            let short = try await change("contraseña larga", "corta")
            #expect(short.status == 422)
            #expect(try await change("contraseña larga", "una frase nueva").status == 204)
            #expect(try await gateway.send(.GET, "/auth/me", token: student.accessToken).status == 200)
            #expect(try await gateway.send(.GET, "/auth/me", token: other.accessToken).status == 401)
            _ = try await gateway.signIn("bruno", "una frase nueva")
        }
    }

    @Test func guessingThePresentPasswordIsThrottled() async throws {
        try await RunningGateway.run(throttle: SignInThrottle(now: TestClock().now)) { gateway in
            let session = try await gateway.signIn()
            let body = #"{"current":"no es esta","new":"una frase nueva"}"#
            var answers: [Answer] = []
            for _ in 0..<6 {
                answers.append(
                    try await gateway.send(.POST, "/auth/me/password", json: body, token: session.accessToken)
                )
            }
            #expect(answers.dropLast().allSatisfy { $0.status == 403 })
            #expect(answers.last?.status == 429 && answers.last?.headers.contains(name: "retry-after") == true)
            _ = try await gateway.signIn()
        }
    }

    @Test func signInsAreRecognisedAndClosed() async throws {
        try await RunningGateway.run { gateway in
            let first = try await gateway.signIn()
            let login = try await gateway.send(
                .POST,
                "/auth/login",
                headers: [("user-agent", Self.firefox)],
                json: #"{"username":"directora","password":"una frase larga y buena"}"#
            )
            let second: Session = try login.decoded()
            let list = try await gateway.send(.GET, "/auth/me/sessions", token: first.accessToken)
            let items = try #require(list.json?["items"] as? [[String: Any]])
            #expect(items.count == 2 && items.first?["device"] as? String == "Firefox · Windows")
            #expect(items.map { $0["current"] as? Bool } == [false, true])
            #expect(items.first?["network"] as? String == "127.0.0.1")
            let id = try #require(items.first?["id"] as? String)
            let path = "/auth/me/sessions/\(id)"
            #expect(try await gateway.send(.DELETE, path, token: first.accessToken).status == 204)
            #expect(try await gateway.send(.GET, "/auth/me", token: second.accessToken).status == 401)
            #expect(try await gateway.send(.DELETE, path, token: first.accessToken).status == 404)

            let third = try await gateway.signIn()
            let all = try await gateway.send(.DELETE, "/auth/me/sessions", token: first.accessToken)
            #expect(all.status == 204)
            #expect(try await gateway.send(.GET, "/auth/me", token: third.accessToken).status == 401)
            #expect(try await gateway.send(.GET, "/auth/me", token: first.accessToken).status == 200)
        }
    }

    @Test func anothersSignInIsNobodysToClose() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let student = try await gateway.newPerson("bruno", by: administrator)
            let list = try await gateway.send(.GET, "/auth/me/sessions", token: administrator.accessToken)
            let id = try #require((list.json?["items"] as? [[String: Any]])?.first?["id"] as? String)
            let answer = try await gateway.send(.DELETE, "/auth/me/sessions/\(id)", token: student.accessToken)
            #expect(answer.status == 404)
            #expect(try await gateway.send(.GET, "/auth/me", token: administrator.accessToken).status == 200)
        }
    }

    @Test(
        arguments: [
            (firefox, "Firefox · Windows"),
            (
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
                "Chrome · Linux"
            ),
            ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0", "Edge · Windows"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1",
                "Safari · iPhone"
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36",
                "Samsung Internet · Android"
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.1 Safari/605.1.15",
                "Safari · macOS"
            ),
            ("python-requests/2.31.0", "python-requests"), ("<script>alert(1)</script>/1", "scriptalert1"),
            ("", nil), ("Mozilla/5.0", nil), ("«»", nil),
        ] as [(String, String?)]
    ) func aDeviceIsCalledWhatPeopleCallIt(userAgent: String, label: String?) {
        #expect(DeviceLabel(userAgent: userAgent)?.text == label)
    }
}
