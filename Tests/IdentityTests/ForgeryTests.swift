import Crypto
import Foundation
import Identity
import SuiteProtocol
import Testing

/// What must not pass, each next to what does.
struct ForgeryTests {
    private let clock = ManualClock()
    private let gateway = Mint("gateway.1")
    private let chat = Mint("chat.1")
    private let router = Mint("inference-router.1")
    private let verifier: TokenVerifier

    init() {
        let clock = clock
        verifier = TokenVerifier(product: "chat", keys: KeySource(gateway, chat, router), now: { clock.now })
    }

    private func claims(_ change: (inout Mint.Claims) -> Void = { _ in }) -> Mint.Claims {
        var claims = Mint.Claims(at: clock)
        change(&claims)
        return claims
    }

    private func expectRefusal(_ token: String) async {
        await #expect(throws: TokenError.refused) { try await verifier.verify(token) }
        #expect(verifier.cached(token) == nil)
    }

    @Test func acceptsWhatTheGatewaySignsForAPerson() async throws {
        let principal = try await verifier.verify(gateway.token(claims()))
        #expect(principal == Principal(subject: "ana", name: "Ana", roles: [.clinician], sessionID: "s1"))
        #expect(principal.can(.converse) && !principal.can(.administerUsers))
    }

    @Test func knowsAVisitorWithoutAccount() async throws {
        let token = try gateway.token(claims { $0.anonymous = true })
        #expect(try await verifier.verify(token).kind == .anonymous)
    }

    @Test func passesOverRolesThatItDoesNotKnow() async throws {
        let token = try gateway.token(claims { $0.roles = ["emperor", "tutor"] })
        #expect(try await verifier.verify(token).roles == [.tutor])
    }

    @Test(arguments: ["none", "None", "NONE", "HS256", "ES384", "es256", ""])
    func refusesAnotherAlgorithm(_ algorithm: String) async throws {
        let header = #"{"alg":"\#(algorithm)","typ":"JWT","kid":"gateway.1"}"#
        let signed = try gateway.token(claims(), header: header)
        await expectRefusal(signed)
        await expectRefusal(signed.split(separator: ".").prefix(2).joined(separator: ".") + ".")
    }

    @Test func refusesThePublicKeyAsASharedSecret() async throws {
        await expectRefusal(try gateway.tokenSignedWithPublicKey(claims()))
    }

    @Test func refusesAForeignKeyUnderAKnownName() async throws {
        await expectRefusal(try Mint("gateway.1").token(claims()))
        await expectRefusal(try Mint("gateway.2").token(claims()))
    }

    @Test func refusesADaemonThatSignsForPeople() async throws {
        await expectRefusal(try chat.token(claims()))
        await expectRefusal(try chat.token(claims { $0.roles = ["admin"] }))
    }

    @Test func refusesADaemonThatSignsForAnother() async throws {
        await expectRefusal(try router.token(Mint.Claims(from: "gateway", to: "chat", at: clock)))
    }

    @Test func refusesAKeyNamedTwice() async throws {
        for names in [["chat.1", "gateway.1"], ["gateway.1", "chat.1"]] {
            let header = #"{"alg":"ES256","kid":"\#(names[0])","kid":"\#(names[1])"}"#
            await expectRefusal(try chat.token(claims(), header: header))
        }
    }

    @Test func refusesExtensionsThatMustBeUnderstood() async throws {
        await expectRefusal(
            try gateway.token(claims(), header: #"{"alg":"ES256","kid":"gateway.1","crit":["exp"]}"#)
        )
    }

    @Test func refusesWhatHasExpired() async throws {
        let token = try gateway.token(claims())
        clock.advance(by: 900)
        await expectRefusal(token)
    }

    @Test func refusesWhatIsNotYetValidBeyondFiveSeconds() async throws {
        func token(in seconds: Int) throws -> String {
            try gateway.token(
                claims {
                    $0.iat += seconds
                    $0.exp += seconds
                }
            )
        }
        await expectRefusal(try token(in: 6))
        #expect(try await verifier.verify(token(in: 5)).subject == "ana")
    }

    @Test func refusesATokenThatWouldOutliveItsRevocation() async throws {
        await expectRefusal(try gateway.token(claims { $0.exp += 1 }))
        await expectRefusal(
            try gateway.token(
                claims {
                    $0.iat = Int.min
                    $0.exp = Int.max
                }
            )
        )
    }

    @Test func refusesAnotherAudienceOrIssuer() async throws {
        await expectRefusal(try gateway.token(claims { $0.aud = "chat" }))
        await expectRefusal(try gateway.token(claims { $0.iss = "consulta2" }))
        await expectRefusal(try gateway.token(Mint.Claims(from: "gateway", to: "inference-router", at: clock)))
    }

    @Test func refusesACallerThatIsNotInTheTable() async throws {
        await expectRefusal(try router.token(Mint.Claims(from: "inference-router", to: "chat", at: clock)))
        let principal = try await verifier.verify(gateway.token(Mint.Claims(from: "gateway", to: "chat", at: clock)))
        #expect(principal.kind == .service(caller: "gateway") && principal.callingService == "gateway")
    }

    @Test func refusesAServiceTokenThatLivesTooLong() async throws {
        var claims = Mint.Claims(from: "gateway", to: "chat", at: clock)
        claims.exp += 1
        await expectRefusal(try gateway.token(claims))
    }

    @Test func refusesATamperedPayloadAlsoWhenTheOriginalIsKnown() async throws {
        let token = try gateway.token(claims())
        let parts = token.split(separator: ".")
        let payload = try JSONEncoder().encode(claims { $0.roles = ["admin"] })
        let tampered = [String(parts[0]), payload.base64URL, String(parts[2])].joined(separator: ".")
        await expectRefusal(tampered)
        _ = try await verifier.verify(token)
        #expect(verifier.cached(token) != nil)
        await expectRefusal(tampered)
    }

    @Test(arguments: [
        "", ".", "..", "...", "a.b.c", "eyJhbGciOiJFUzI1NiJ9..", "ñ.ñ.ñ", String(repeating: "a.", count: 3),
    ])
    func refusesWhatIsNoToken(_ text: String) async {
        await expectRefusal(text)
    }

    @Test func refusesAHugeTokenWithoutReadingIt() async throws {
        await expectRefusal(try gateway.token(claims { $0.name = String(repeating: "a", count: 4_096) }))
    }

    @Test func refusesClaimsOfAnotherShape() async throws {
        for payload in ["{}", "[]", "null", #"{"iss":"consulta","aud":["consulta"],"sub":1}"#] {
            await expectRefusal(
                try gateway.token(payload: Data(payload.utf8), header: #"{"alg":"ES256","kid":"gateway.1"}"#)
            )
        }
    }
}
