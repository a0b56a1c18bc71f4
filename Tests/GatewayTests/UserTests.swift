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

    @Test func anAccountWithoutAPasswordIsGivenOneOnce() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let answer = try await gateway.send(
                .POST,
                "/api/users",
                json: #"{"username":"dario","name":"Darío","email":"dario@hospital.example","roles":["clinician"]}"#,
                token: administrator.accessToken
            )
            #expect(answer.status == 201)
            let password = try #require(answer.json?["initial_password"] as? String)
            let session = try await gateway.signIn("dario", password)
            #expect(session.user.permissions == ["converse"])
            let list = try await gateway.send(.GET, "/api/users", token: administrator.accessToken)
            #expect(!list.text.contains("initial_password"))
        }
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
    ]) func saysWhatIsWrongWithAnAccount(body: String, status: Int, code: String) async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let answer = try await gateway.send(.POST, "/api/users", json: body, token: administrator.accessToken)
            #expect(answer.status == status)
            #expect(answer.code == code)
        }
    }
}
