import Crypto
import DaemonTesting
import Foundation
import GRDB
import NIOHTTP1
import SuiteProtocol
import Testing

/// What must not pass the running gateway, next to what does.
@Suite(.serialized) struct TokenTests {
    @Test func refusesEveryForgedTokenInHeaderAndCookie() async throws {
        try await RunningGateway.run { gateway in
            let person = try await gateway.signIn().user.id
            let (key, keyID) = try await Self.key(of: gateway)
            let genuine = try ForgedToken.genuine(subject: person, key: key, keyID: keyID)
            #expect(try await Self.status(gateway, genuine) == 200)
            for forgery in ForgedToken.allCases {
                let token = try forgery.text(subject: person, key: key, keyID: keyID)
                #expect(try await Self.status(gateway, token) == 401, "\(forgery) in the header")
                let cookie = [("cookie", "consulta_access=\(token)")]
                let answer = try await gateway.send(.GET, "/auth/me", headers: cookie)
                #expect(answer.status == 401, "\(forgery) in the cookie")
            }
            #expect(try await Self.status(gateway, String(repeating: "a", count: 8000)) == 401)
        }
    }

    @Test func aStudentsSignatureDoesNotCarryAnAdministratorsClaims() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let student = try await gateway.newPerson("bruno", by: administrator)
            let parts = student.accessToken.split(separator: ".").map(String.init)
            let mine = administrator.accessToken.split(separator: ".").map(String.init)
            #expect(try await Self.status(gateway, "\(parts[0]).\(mine[1]).\(parts[2])") == 401)
        }
    }

    @Test func anAccessTokenIsNoRefreshToken() async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let token = session.accessToken
            let inBody = try await gateway.send(.POST, "/auth/refresh", json: #"{"refresh_token":"\#(token)"}"#)
            #expect(inBody.status == 401 && inBody.code == "session_ended")
            let cookie = [("cookie", "consulta_refresh=\(token)")]
            #expect(try await gateway.send(.POST, "/auth/refresh", headers: cookie).status == 401)
            #expect(try await Self.status(gateway, token) == 200, "the session goes on")
        }
    }

    @Test func aRefreshTokenIsNoAccessToken() async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let token = try #require(session.refreshToken)
            #expect(try await Self.status(gateway, token) == 401)
            let cookie = [("cookie", "consulta_access=\(token)")]
            #expect(try await gateway.send(.GET, "/auth/me", headers: cookie).status == 401)
            let refreshed = try await gateway.send(.POST, "/auth/refresh", json: #"{"refresh_token":"\#(token)"}"#)
            #expect(refreshed.status == 200, "it wasn't spent by that")
        }
    }

    @Test func aRefreshTokenThatComesBackEndsTheWholeSession() async throws {
        try await RunningGateway.run { gateway in
            let first = try await gateway.signIn()
            let token = try #require(first.refreshToken)
            let body = #"{"refresh_token":"\#(token)"}"#
            let second: Session = try await gateway.send(.POST, "/auth/refresh", json: body).decoded()
            // Later than two tabs could have asked.
            let database = try DatabaseQueue(path: gateway.home + "/data/gateway.sqlite")
            try await database.write { try $0.execute(sql: "UPDATE refresh_tokens SET used_at = used_at - 60000") }
            let reused = try await gateway.send(.POST, "/auth/refresh", json: body)
            #expect(reused.status == 401 && reused.code == "session_ended")
            let next = try #require(second.refreshToken)
            let thief = try await gateway.send(.POST, "/auth/refresh", json: #"{"refresh_token":"\#(next)"}"#)
            #expect(thief.status == 401)
            for token in [first.accessToken, second.accessToken] {
                #expect(try await Self.status(gateway, token) == 401)
            }
        }
    }

    @Test func anInventedRefreshTokenAndAnInventedKeyOpenNothing() async throws {
        try await RunningGateway.run { gateway in
            let invented = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
            for token in [
                invented, "", "../../etc/passwd", "' OR 1=1 --", "\\u0000", String(repeating: "a", count: 9000),
            ] {
                let answer = try await gateway.send(.POST, "/auth/refresh", json: #"{"refresh_token":"\#(token)"}"#)
                #expect(answer.status == 401, "\(token.prefix(20))")
            }
            let keyed = try await gateway.send(.GET, "/v1/models", token: "ck_" + invented.filter { $0.isLetter })
            #expect(keyed.status == 401)
        }
    }

    @Test func guessedIDsOfOthersThingsAreNotFound() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let other = try await gateway.newPerson("otra", roles: ["admin"], by: administrator)
            let made = try await gateway.send(
                .POST,
                "/api/keys",
                json: #"{"name":"suya","scopes":["inference"]}"#,
                token: other.accessToken
            )
            let key = try #require(made.json?["id"] as? String)
            let list = try await gateway.send(.GET, "/auth/me/sessions", token: other.accessToken)
            let items = try #require(list.json?["items"] as? [[String: Any]])
            let session = try #require(items.first?["id"] as? String)
            for path in ["/api/keys/\(key)", "/auth/me/sessions/\(session)", "/auth/me/sessions/\(newID())"] {
                let answer = try await gateway.send(.DELETE, path, token: administrator.accessToken)
                #expect(answer.status == 404, "\(path)")
            }
            #expect(try await Self.status(gateway, other.accessToken) == 200)
        }
    }

    /// The gateway's own key, as whoever had stolen it would use it.
    private static func key(of gateway: RunningGateway) async throws -> (P256.Signing.PrivateKey, id: String) {
        let pem = try String(contentsOfFile: gateway.home + "/keys/gateway.key", encoding: .utf8)
        let jwks = try await gateway.send(.GET, "/.well-known/jwks.json")
        let list = try #require(jwks.json?["keys"] as? [[String: Any]])
        return (try P256.Signing.PrivateKey(pemRepresentation: pem), try #require(list.first?["kid"] as? String))
    }

    private static func status(_ gateway: RunningGateway, _ token: String) async throws -> Int {
        try await gateway.send(.GET, "/auth/me", token: token).status
    }
}
