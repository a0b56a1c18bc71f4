import Foundation
import NIOHTTP1
import Testing

/// What administrators do to people, through the running gateway.
@Suite(.serialized) struct PeopleTests {
    /// A gateway with its administrator, and one student.
    static func run(
        _ body: @escaping @Sendable (RunningGateway, _ administrator: Session, _ student: Session) async throws -> Void
    ) async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let student = try await gateway.newPerson("bruno", by: administrator)
            try await body(gateway, administrator, student)
        }
    }

    static func status(_ gateway: RunningGateway, _ session: Session) async throws -> Int {
        try await gateway.send(.GET, "/auth/me", token: session.accessToken).status
    }

    static func refresh(_ gateway: RunningGateway, _ session: Session) async throws -> Answer {
        let token = try #require(session.refreshToken)
        return try await gateway.send(.POST, "/auth/refresh", json: #"{"refresh_token":"\#(token)"}"#)
    }

    @Test func otherRolesCountAtOnceAndTheSignInLasts() async throws {
        try await Self.run { gateway, administrator, student in
            let path = "/api/users/\(student.user.id)"
            let answer = try await gateway.send(
                .PATCH,
                path,
                json: #"{"roles":["tutor"],"name":"Bruno Gil","email":"bruno@liceo.example","minor":true}"#,
                token: administrator.accessToken
            )
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json?["name"] as? String == "Bruno Gil" && answer.json?["minor"] as? Bool == true)
            #expect(try await Self.status(gateway, student) == 401)
            let renewed: Session = try await Self.refresh(gateway, student).decoded()
            #expect(
                renewed.user.permissions == ["converse", "tutor_groups", "analyze", "tend_students", "keep_documents"]
            )
            #expect(try await Self.status(gateway, renewed) == 200)
        }
    }

    @Test func aSuspendedPersonIsOutAtOnceAndMayBeLetInAgain() async throws {
        try await Self.run { gateway, administrator, student in
            let path = "/api/users/\(student.user.id)"
            let suspended = try await gateway.send(.POST, path + "/suspend", token: administrator.accessToken)
            #expect(suspended.json?["status"] as? String == "suspended")
            #expect(try await Self.status(gateway, student) == 401)
            #expect(try await Self.refresh(gateway, student).status == 401)
            let login = #"{"username":"bruno","password":"contraseña larga"}"#
            let refused = try await gateway.send(.POST, "/auth/login", json: login)
            #expect(refused.status == 403 && refused.code == "account_suspended")
            let link = try await gateway.send(.POST, path + "/link", token: administrator.accessToken)
            #expect(link.status == 409 && link.code == "account_suspended")

            let restored = try await gateway.send(.POST, path + "/restore", token: administrator.accessToken)
            #expect(restored.json?["status"] as? String == "active")
            #expect(try await gateway.send(.POST, "/auth/login", json: login).status == 200)
        }
    }

    @Test func theLastAdministratorIsKept() async throws {
        try await Self.run { gateway, administrator, student in
            let own = "/api/users/\(administrator.user.id)"
            let demoted = try await gateway.send(
                .PATCH,
                own,
                json: #"{"roles":["teacher"]}"#,
                token: administrator.accessToken
            )
            #expect(demoted.status == 409 && demoted.code == "last_administrator")
            let suspended = try await gateway.send(.POST, own + "/suspend", token: administrator.accessToken)
            #expect(suspended.status == 409 && suspended.code == "own_account")
            #expect(try await Self.status(gateway, administrator) == 200)

            // Somebody who hasn't signed in yet administers nothing.
            let invited = try await gateway.send(
                .POST,
                "/api/users",
                json: #"{"name":"Eva","roles":["admin"]}"#,
                token: administrator.accessToken
            )
            #expect(invited.status == 201)
            let still = try await gateway.send(
                .PATCH,
                own,
                json: #"{"roles":["teacher"]}"#,
                token: administrator.accessToken
            )
            #expect(still.status == 409)
            let second = try await gateway.newPerson("segunda", roles: ["admin"], by: administrator)
            let demotion = try await gateway.send(
                .PATCH,
                own,
                json: #"{"roles":["teacher"]}"#,
                token: second.accessToken
            )
            #expect(demotion.status == 200)
        }
    }

    @Test func signingOutEverywhereEndsEveryDevice() async throws {
        try await Self.run { gateway, administrator, student in
            let other = try await gateway.signIn("bruno", "contraseña larga")
            let path = "/api/users/\(student.user.id)"
            let list = try await gateway.send(.GET, path + "/sessions", token: administrator.accessToken)
            #expect((list.json?["items"] as? [Any])?.count == 2)
            let answer = try await gateway.send(.POST, path + "/sign-out", token: administrator.accessToken)
            #expect(answer.status == 200)
            for session in [student, other] {
                #expect(try await Self.status(gateway, session) == 401)
                #expect(try await Self.refresh(gateway, session).status == 401)
            }
        }
    }

    @Test func anothersKeysAreSeenAndRevoked() async throws {
        try await Self.run { gateway, administrator, _ in
            let second = try await gateway.newPerson("segunda", roles: ["admin"], by: administrator)
            let made = try await gateway.send(
                .POST,
                "/api/keys",
                json: #"{"name":"Cuaderno","scopes":["inference"]}"#,
                token: second.accessToken
            )
            let id = try #require(made.json?["id"] as? String)
            let path = "/api/users/\(second.user.id)/keys"
            let list = try await gateway.send(.GET, path, token: administrator.accessToken)
            let items = try #require(list.json?["items"] as? [[String: Any]])
            #expect(items.map { $0["id"] as? String } == [id] && !list.text.contains("\"key\""))
            let revoked = try await gateway.send(.DELETE, "\(path)/\(id)", token: administrator.accessToken)
            #expect(revoked.status == 204)
            let left = try await gateway.send(.GET, "/api/keys", token: second.accessToken)
            #expect((left.json?["items"] as? [Any])?.isEmpty == true)
            let again = try await gateway.send(.DELETE, "\(path)/\(id)", token: administrator.accessToken)
            #expect(again.status == 404)
        }
    }

    @Test(arguments: ["role=king", "status=gone", "group=x", "limit=0", "limit=many"])
    func aFilterThatMeansNothingIsRefused(query: String) async throws {
        try await Self.run { gateway, administrator, _ in
            let answer = try await gateway.send(.GET, "/api/users?\(query)", token: administrator.accessToken)
            #expect(answer.status == 400 && answer.code == "invalid_filter")
        }
    }

    @Test func whoIsNotThereIsNotFound() async throws {
        try await Self.run { gateway, administrator, _ in
            let path = "/api/users/01890000-0000-7000-8000-000000000000"
            for (method, end) in [
                (HTTPMethod.GET, ""), (.POST, "/suspend"), (.POST, "/restore"), (.POST, "/approve"),
                (.POST, "/sign-out"), (.POST, "/link"), (.GET, "/sessions"), (.GET, "/keys"),
            ] {
                let answer = try await gateway.send(method, path + end, token: administrator.accessToken)
                #expect(answer.status == 404, "\(method) \(end)")
            }
            let patch = try await gateway.send(.PATCH, path, json: "{}", token: administrator.accessToken)
            #expect(patch.status == 404)
        }
    }
}
