import DaemonTesting
import Identity
import SuiteProtocol
import Testing

struct ServiceTokenTests {
    private let clock = ManualClock()
    private let identity = TestIdentity()
    private let person = Principal(subject: "ana", name: "Ana", roles: [.tutor], sessionID: "s1")

    private var signer: TokenSigner {
        get async {
            let clock = clock
            return await TokenSigner(product: "chat", key: identity.chatKey, now: { clock.now })
        }
    }

    private func verifier(_ product: String) -> TokenVerifier {
        let clock = clock
        return TokenVerifier(product: product, keys: identity.keys, now: { clock.now })
    }

    @Test func carriesThePersonForWhomItActsToOneDaemon() async throws {
        let token = try await signer.serviceToken(for: "inference-router", actingFor: person)
        let principal = try await verifier("inference-router").verify(token)
        #expect(principal.subject == "ana" && principal.roles == [.tutor] && principal.sessionID == "s1")
        #expect(principal.callingService == "chat")
        await #expect(throws: TokenError.refused) { try await verifier("gateway").verify(token) }
    }

    @Test func speaksForItselfWhereThereIsNoPerson() async throws {
        let token = try await signer.serviceToken(for: "inference-router")
        let principal = try await verifier("inference-router").verify(token)
        #expect(principal.subject == "chat" && principal.roles.isEmpty && principal.sessionID == nil)
    }

    @Test func isGivenOutAgainForHalfItsLife() async throws {
        let signer = await signer
        let first = try await signer.serviceToken(for: "inference-router", actingFor: person)
        clock.advance(by: 29)
        #expect(try await signer.serviceToken(for: "inference-router", actingFor: person) == first)
        clock.advance(by: 1)
        let second = try await signer.serviceToken(for: "inference-router", actingFor: person)
        #expect(second != first)
        clock.advance(by: 30)
        let verifier = verifier("inference-router")
        await #expect(throws: TokenError.refused) { try await verifier.verify(first) }
        #expect(try await verifier.verify(second).subject == "ana")
    }

    @Test func isNotGivenOutForWhatThePersonNoLongerIs() async throws {
        let signer = await signer
        let first = try await signer.serviceToken(for: "inference-router", actingFor: person)
        for changed in [
            Principal(subject: "ana", name: "Ana", roles: [.clerk], sessionID: "s1"),
            Principal(subject: "ana", name: "Ana", roles: [.tutor], sessionID: "s2"),
            Principal(subject: "eva", name: "Ana", roles: [.tutor], sessionID: "s1"),
        ] {
            #expect(try await signer.serviceToken(for: "inference-router", actingFor: changed) != first)
        }
        #expect(try await signer.serviceToken(for: "gateway", actingFor: person) != first)
    }

    @Test func cannotBeMadeForPeopleByADaemon() async throws {
        let token = try await signer.accessToken(for: person)
        await #expect(throws: TokenError.refused) { try await verifier("chat").verify(token) }
    }
}
