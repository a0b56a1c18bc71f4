import Daemon
import Foundation
import NIOHTTP1
import Testing

/// People who open their own accounts, through the running gateway.
@Suite(.serialized) struct RegistrationTests {
    private static let open = ["REGISTRATION_DOMAINS": "liceo.example, @hospital.example"]

    private static func form(_ username: String = "ana", email: String = "ana@liceo.example") -> String {
        #"{"name":"Ana Ruiz","username":"\#(username)","email":"\#(email)","password":"una frase larga"}"#
    }

    @Test func aRegisteredPersonWaitsForApproval() async throws {
        try await RunningGateway.run(Self.open) { gateway in
            let answer = try await gateway.send(.POST, "/auth/register", json: Self.form(email: "Ana@LICEO.example"))
            #expect(answer.status == 202 && answer.json?["status"] as? String == "pending")
            let login = #"{"username":"ana","password":"una frase larga"}"#
            let early = try await gateway.send(.POST, "/auth/login", json: login)
            #expect(early.status == 403 && early.code == "approval_pending")

            let administrator = try await gateway.signIn()
            let list = try await gateway.send(.GET, "/api/users?status=pending", token: administrator.accessToken)
            let person = try #require((list.json?["items"] as? [[String: Any]])?.first)
            #expect(person["roles"] as? [String] == ["student"])
            let id = try #require(person["id"] as? String)
            let approved = try await gateway.send(.POST, "/api/users/\(id)/approve", token: administrator.accessToken)
            #expect(approved.json?["status"] as? String == "active")
            #expect(try await gateway.send(.POST, "/auth/login", json: login).status == 200)
        }
    }

    @Test(arguments: [
        (form(email: "ana@otro.example"), 403, "domain_not_allowed"),
        (form(email: "ana@sub.liceo.example"), 403, "domain_not_allowed"),
        (form(email: ""), 422, "invalid_email"), (form("directora"), 409, "username_taken"),
        (form("a b"), 422, "invalid_username"),
    ]) func whoDoesNotBelongIsToldWhy(form: String, status: Int, code: String) async throws {
        try await RunningGateway.run(Self.open) { gateway in
            let answer = try await gateway.send(.POST, "/auth/register", json: form)
            #expect(answer.status == status && answer.code == code)
        }
    }

    @Test func registrationIsClosedUnlessItIsOpened() async throws {
        try await RunningGateway.run { gateway in
            let answer = try await gateway.send(.POST, "/auth/register", json: Self.form())
            #expect(answer.status == 403 && answer.code == "registration_closed")
        }
    }

    @Test(arguments: [
        ["REGISTRATION_DOMAINS": "liceo"], ["REGISTRATION_DOMAINS": "ana@liceo.example"],
        ["REGISTRATION_DOMAINS": "liceo.example", "REGISTRATION_ROLE": "admin"], ["REGISTRATION_ROLE": "king"],
    ]) func aRuleThatMakesNoSenseStopsTheDaemon(settings: [String: String]) async throws {
        await #expect(throws: ConfigurationError.self) { try await RunningGateway.run(settings) { _ in } }
    }
}
