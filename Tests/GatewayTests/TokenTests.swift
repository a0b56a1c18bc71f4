import Crypto
import Daemon
import Foundation
import Identity
import JWTKit
import NIOHTTP1
import SuiteProtocol
import Testing

@Suite(.serialized) struct TokenTests {
    @Test func aTokenSignedByAForeignKeyIsRefused() async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let forger = await TokenSigner(product: "gateway", key: SigningKey(product: "gateway"))
            let token = try await forger.accessToken(
                for: Principal(subject: session.user.id, name: "Ana", roles: [.admin], sessionID: nil)
            )
            #expect(try await Self.status(gateway, token) == 401)
        }
    }

    @Test func aTokenThatNamesNoAlgorithmOrAnotherIsRefused() async throws {
        try await RunningGateway.run { gateway in
            let session = try await gateway.signIn()
            let parts = session.accessToken.split(separator: ".").map(String.init)
            for header in [#"{"alg":"none","typ":"JWT"}"#, #"{"alg":"HS256","kid":"gateway.0"}"#] {
                let forged = Data(header.utf8).base64EncodedString().replacing("=", with: "")
                #expect(try await Self.status(gateway, "\(forged).\(parts[1]).") == 401)
                #expect(try await Self.status(gateway, "\(forged).\(parts[1]).\(parts[2])") == 401)
            }
        }
    }

    @Test func alteredClaimsAreRefused() async throws {
        try await RunningGateway.run { gateway in
            let administrator = try await gateway.signIn()
            let student = try await gateway.newPerson("bruno", by: administrator)
            let parts = student.accessToken.split(separator: ".").map(String.init)
            let mine = administrator.accessToken.split(separator: ".").map(String.init)
            #expect(try await Self.status(gateway, "\(parts[0]).\(mine[1]).\(parts[2])") == 401)
            #expect(try await Self.status(gateway, student.accessToken + "x") == 401)
            #expect(try await Self.status(gateway, "..") == 401)
            #expect(try await Self.status(gateway, String(repeating: "a", count: 8000)) == 401)
        }
    }

    @Test func anExpiredTokenIsRefused() async throws {
        try await RunningGateway.run { gateway in
            let pem = try String(contentsOfFile: gateway.home + "/keys/gateway.key", encoding: .utf8)
            let keys = JWTKeyCollection()
            let jwks = try await gateway.send(.GET, "/.well-known/jwks.json")
            let list = try #require(jwks.json?["keys"] as? [[String: Any]])
            let id = try #require(list.first?["kid"] as? String)
            await keys.add(ecdsa: try ES256PrivateKey(pem: pem), kid: JWKIdentifier(string: id))
            let session = try await gateway.signIn()
            let now = Int(Date().timeIntervalSince1970)
            let fresh = Claims(sub: session.user.id, iat: now, exp: now + 60)
            #expect(try await Self.status(gateway, keys.sign(fresh, kid: JWKIdentifier(string: id))) == 200)
            let expired = Claims(sub: session.user.id, iat: now - 100, exp: now - 1)
            #expect(try await Self.status(gateway, keys.sign(expired, kid: JWKIdentifier(string: id))) == 401)
            var foreign = fresh
            foreign.aud = "somewhere-else"
            #expect(try await Self.status(gateway, keys.sign(foreign, kid: JWKIdentifier(string: id))) == 401)
        }
    }

    private struct Claims: JWTPayload {
        var iss = "consulta"
        var aud = "consulta"
        var sub: String
        var name = "Ana"
        var roles = ["admin"]
        var iat: Int
        var exp: Int

        func verify(using algorithm: some JWTAlgorithm) throws {}
    }

    private static func status(_ gateway: RunningGateway, _ token: String) async throws -> Int {
        try await gateway.send(.GET, "/auth/me", token: token).status
    }
}
