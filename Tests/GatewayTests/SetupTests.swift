import Foundation
import NIOHTTP1
import Testing

@Suite(.serialized) struct SetupTests {
    private static let unset = ["CONSULTA_ADMIN_USER": "", "CONSULTA_ADMIN_PASSWORD": ""]

    @Test func theLinkCreatesTheAdministratorOnce() async throws {
        try await RunningGateway.run(Self.unset) { gateway in
            let file = gateway.home + "/run/setup-link"
            let link = try String(contentsOfFile: file, encoding: .utf8)
            #expect(link.hasPrefix("\(gateway.url)/setup?token="))
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? NSNumber
            #expect(mode?.intValue == 0o600)
            let token = try #require(link.split(separator: "=").last).trimmingCharacters(in: .newlines)
            let needed = try await gateway.send(.GET, "/api/config")
            #expect(needed.json?["setup_needed"] as? Bool == true)

            let answer = try await gateway.send(.POST, "/auth/setup", json: Self.body(token))
            #expect(answer.status == 201)
            let session: Session = try answer.decoded()
            #expect(session.user.roles == ["admin"])
            #expect(answer.cookie("consulta_access") != nil)
            #expect(!FileManager.default.fileExists(atPath: file))

            let again = try await gateway.send(.POST, "/auth/setup", json: Self.body(token))
            #expect(again.status == 409)
            #expect(again.code == "setup_done")
            let site = try await gateway.send(.GET, "/api/config")
            #expect(site.json?["setup_needed"] as? Bool == false)
        }
    }

    @Test func aGuessedTokenCreatesNobody() async throws {
        try await RunningGateway.run(Self.unset) { gateway in
            let answer = try await gateway.send(.POST, "/auth/setup", json: Self.body("adivinado"))
            #expect(answer.status == 403)
            #expect(answer.code == "setup_token_invalid")
            let site = try await gateway.send(.GET, "/api/config")
            #expect(site.json?["setup_needed"] as? Bool == true)
        }
    }

    @Test func aShortPasswordKeepsTheLinkGood() async throws {
        try await RunningGateway.run(Self.unset) { gateway in
            let link = try String(contentsOfFile: gateway.home + "/run/setup-link", encoding: .utf8)
            let token = try #require(link.split(separator: "=").last).trimmingCharacters(in: .newlines)
            let short = try await gateway.send(.POST, "/auth/setup", json: Self.body(token, password: "corta"))
            #expect(short.status == 422)
            #expect(short.code == "password_too_short")
            #expect(short.text.contains("al menos 10 caracteres"))
            let answer = try await gateway.send(.POST, "/auth/setup", json: Self.body(token))
            #expect(answer.status == 201)
        }
    }

    @Test func theEnvironmentMayNameTheAdministratorInstead() async throws {
        try await RunningGateway.run { gateway in
            #expect(!FileManager.default.fileExists(atPath: gateway.home + "/run/setup-link"))
            let session = try await gateway.signIn()
            #expect(session.user.roles == ["admin"])
        }
    }

    @Test func keysAreForTheGatewayAlone() async throws {
        try await RunningGateway.run { gateway in
            let attributes = try FileManager.default.attributesOfItem(atPath: gateway.home + "/keys/gateway.key")
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            let keys = try await gateway.send(.GET, "/.well-known/jwks.json")
            let list = try #require(keys.json?["keys"] as? [[String: Any]])
            #expect(list.count == 1)
            #expect((list.first?["kid"] as? String)?.hasPrefix("gateway.") == true)
            #expect(!keys.text.contains("\"d\""))
        }
    }

    private static func body(_ token: String, password: String = "una frase larga") -> String {
        #"{"token":"\#(token)","username":"ana","password":"\#(password)","name":"Ana Ruiz"}"#
    }
}
