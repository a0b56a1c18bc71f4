import Identity
import Testing

struct TokenCacheTests {
    private let clock = ManualClock()
    private let gateway = Mint()
    private let source: KeySource
    private let verifier: TokenVerifier

    init() {
        let clock = clock
        source = KeySource(gateway)
        verifier = TokenVerifier(product: "chat", keys: source, now: { clock.now })
    }

    @Test func answersSynchronouslyWhatItHasSeenUntilItExpires() async throws {
        let token = try gateway.token(Mint.Claims(at: clock))
        #expect(verifier.cached(token) == nil)
        let principal = try await verifier.verify(token)
        #expect(verifier.cached(token) == principal)
        clock.advance(by: 899)
        #expect(verifier.cached(token) == principal)
        clock.advance(by: 1)
        #expect(verifier.cached(token) == nil)
        await #expect(throws: TokenError.refused) { try await verifier.verify(token) }
    }

    @Test func endsTheTokensOfARevokedSessionSeenAndUnseen() async throws {
        let seen = try gateway.token(Mint.Claims(at: clock))
        var claims = Mint.Claims(at: clock)
        claims.name = "Ana María"
        let unseen = try gateway.token(claims)
        claims.sid = "s2"
        let another = try gateway.token(claims)
        _ = try await verifier.verify(seen)
        _ = try await verifier.verify(another)

        verifier.revoke(.session("s1"))
        #expect(verifier.cached(seen) == nil)
        for token in [seen, unseen] {
            await #expect(throws: TokenError.refused) { try await verifier.verify(token) }
        }
        #expect(verifier.cached(another) != nil)
    }

    @Test func endsWhatWasSaidOfAPersonBeforeAChangeAndNothingLater() async throws {
        let before = try gateway.token(Mint.Claims(at: clock))
        var claims = Mint.Claims(at: clock)
        claims.sub = "luis"
        let another = try gateway.token(claims)
        for token in [before, another] { _ = try await verifier.verify(token) }
        clock.advance(by: 1)
        verifier.revoke(.claims(of: "ana", before: clock.now))
        let after = try gateway.token(Mint.Claims(at: clock))
        #expect(verifier.cached(before) == nil)
        await #expect(throws: TokenError.refused) { try await verifier.verify(before) }
        #expect(try await verifier.verify(after).subject == "ana")
        #expect(verifier.cached(another) != nil)
        // An older change that is heard of later takes nothing back.
        verifier.revoke(.claims(of: "ana", before: clock.now - 60))
        await #expect(throws: TokenError.refused) { try await verifier.verify(before) }
        #expect(verifier.cached(after) != nil)
    }

    @Test(arguments: [Revocation.session("s1"), .claims(of: "ana", before: 1_763_000_000.125)])
    func readsARevocationAsItWasWritten(_ revocation: Revocation) {
        #expect(Revocation(text: revocation.text) == revocation)
        #expect(Revocation(text: "") == nil && Revocation(text: "claims ana") == nil)
    }

    @Test func remembersARevocationAsLongAsATokenCouldLive() async throws {
        var claims = Mint.Claims(at: clock)
        claims.iat += 5
        claims.exp += 5
        let token = try gateway.token(claims)
        verifier.revoke(.session("s1"))
        for number in 0..<500 { verifier.revoke(.session("other \(number)")) }
        clock.advance(by: 904)
        for number in 500..<1_500 { verifier.revoke(.session("other \(number)")) }
        await #expect(throws: TokenError.refused) { try await verifier.verify(token) }
    }

    @Test func keepsTokensWithoutASessionThroughRevocations() async throws {
        var claims = Mint.Claims(at: clock)
        claims.sid = nil
        let token = try gateway.token(claims)
        _ = try await verifier.verify(token)
        verifier.revoke(.session(""))
        #expect(verifier.cached(token) != nil)
    }
}
