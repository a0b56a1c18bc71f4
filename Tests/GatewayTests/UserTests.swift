import Foundation
import NIOHTTP1
import Testing

@Suite(.serialized) struct UserTests {
    @Test func onlyAdministratorsSeeAndOpenAccounts() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let student = try await gateway.newPerson("bruno", by: administrator)
            let list = try await gateway.send(.GET, "/api/users", token: administrator.accessToken)
            let items = try #require(list.json?["items"] as? [[String: Any]])
            #expect(items.map { $0["username"] as? String } == ["directora", "bruno"])
            #expect(list.json?["total"] as? Int == 2)

            let refused = try await gateway.send(.GET, "/api/users", token: student.accessToken)
            #expect(refused.status == 403)
            #expect(refused.code == "forbidden")
            let anonymous = try await gateway.send(.GET, "/api/users")
            #expect(anonymous.status == 401)
            let body = #"{"username":"carla","name":"Carla","roles":["admin"],"password":"contraseña larga"}"#
            let creation = try await gateway.send(.POST, "/api/users", json: body, token: student.accessToken)
            #expect(creation.status == 403)
        }
    }

    @Test func whoeverIsInvitedSetsTheirPasswordByALinkThatServesOnce() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let answer = try await gateway.send(
                .POST,
                "/api/users",
                json: #"{"name":"Darío Núñez Peña","email":"dario@hospital.example","roles":["clinician"]}"#,
                token: administrator.accessToken
            )
            #expect(answer.status == 201 && answer.headers.first(name: "cache-control") == "no-store")
            let person: Session.Person = try answer.decoded()
            #expect(person.username == "dario.nunez" && person.status == "invited")
            let token = try Self.token(answer)

            let shown = try await gateway.send(.POST, "/auth/link", json: #"{"token":"\#(token)"}"#)
            #expect(shown.json?["purpose"] as? String == "invitation")
            #expect(shown.json?["name"] as? String == "Darío Núñez Peña")
            let short = try await gateway.send(
                .POST,
                "/auth/password",
                json: #"{"token":"\#(token)","password":"corta"}"#
            )
            #expect(short.status == 422 && short.code == "password_too_short")
            let body = #"{"token":"\#(token)","password":"una frase que recuerda"}"#
            let set = try await gateway.send(.POST, "/auth/password", json: body)
            #expect(set.status == 200 && set.cookie("consulta_access") != nil)
            let session: Session = try set.decoded()
            #expect(session.user.permissions == ["converse", "analyze", "keep_documents"])
            #expect(session.user.status == "active")

            let again = try await gateway.send(.POST, "/auth/password", json: body)
            #expect(again.status == 410 && again.code == "link_invalid")
            _ = try await gateway.signIn("dario.nunez", "una frase que recuerda")
        }
    }

    @Test func aNewLinkVoidsTheOneBeforeAndEndsEverySignIn() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let student = try await gateway.newPerson("bruno", by: administrator)
            let path = "/api/users/\(student.user.id)/link"
            let first = try Self.token(try await gateway.send(.POST, path, token: administrator.accessToken))
            let second = try Self.token(try await gateway.send(.POST, path, token: administrator.accessToken))
            let void = try await gateway.send(.POST, "/auth/link", json: #"{"token":"\#(first)"}"#)
            #expect(void.status == 410)
            let shown = try await gateway.send(.POST, "/auth/link", json: #"{"token":"\#(second)"}"#)
            #expect(shown.json?["purpose"] as? String == "reset")
            let set = try await gateway.send(
                .POST,
                "/auth/password",
                json: #"{"token":"\#(second)","password":"otra frase larga"}"#
            )
            #expect(set.status == 200)
            #expect(try await gateway.send(.GET, "/auth/me", token: student.accessToken).status == 401)
            let old = try await gateway.send(
                .POST,
                "/auth/login",
                json: #"{"username":"bruno","password":"contraseña larga"}"#
            )
            #expect(old.status == 401)
        }
    }

    /// What stands behind the `#`.
    private static func token(_ answer: Answer) throws -> String {
        let link = try #require(answer.json?["link"] as? String, "\(answer.text)")
        #expect(link.hasPrefix("/welcome#"))
        return String(link.dropFirst("/welcome#".count))
    }

    @Test(arguments: [
        (#"{"username":"a b","name":"A","roles":["student"],"password":"contraseña larga"}"#, 422, "invalid_username"),
        (#"{"username":"ana","name":" ","roles":["student"],"password":"contraseña larga"}"#, 422, "invalid_name"),
        (#"{"username":"ana","name":"A\u0000","roles":["student"]}"#, 422, "invalid_name"),
        (#"{"username":"ana","name":"A\u202Ednarreb","roles":["student"]}"#, 422, "invalid_name"),
        (#"{"username":"ana","name":"A","email":"a\u0000@b.co","roles":["student"]}"#, 422, "invalid_email"),
        (#"{"username":"ana","name":"A","roles":[],"password":"contraseña larga"}"#, 422, "roles_missing"),
        (#"{"username":"ana","name":"A","roles":["student"],"password":"corta"}"#, 422, "password_too_short"),
        (#"{"username":"ana","name":"A","email":"ana@","roles":["student"]}"#, 422, "invalid_email"),
        (#"{"username":"ana","name":"A","roles":["king"],"password":"contraseña larga"}"#, 400, "invalid_body"),
        (
            #"{"username":"DIRECTORA","name":"A","roles":["student"],"password":"contraseña larga"}"#, 409,
            "username_taken"
        ),
        (
            #"{"name":"A","roles":["student"],"group_ids":["01890000-0000-7000-8000-000000000000"]}"#, 422,
            "unknown_group"
        ),
    ]) func saysWhatIsWrongWithAnAccount(body: String, status: Int, code: String) async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let answer = try await gateway.send(.POST, "/api/users", json: body, token: administrator.accessToken)
            #expect(answer.status == status)
            #expect(answer.code == code)
        }
    }
}
