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

        verifier.revoke(session: "s1")
        #expect(verifier.cached(seen) == nil)
        for token in [seen, unseen] {
            await #expect(throws: TokenError.refused) { try await verifier.verify(token) }
        }
        #expect(verifier.cached(another) != nil)
    }

    @Test func remembersARevocationAsLongAsATokenCouldLive() async throws {
        var claims = Mint.Claims(at: clock)
        claims.iat += 5
        claims.exp += 5
        let token = try gateway.token(claims)
        verifier.revoke(session: "s1")
        for number in 0..<500 { verifier.revoke(session: "other \(number)") }
        clock.advance(by: 904)
        for number in 500..<1_500 { verifier.revoke(session: "other \(number)") }
        await #expect(throws: TokenError.refused) { try await verifier.verify(token) }
    }

    @Test func keepsTokensWithoutASessionThroughRevocations() async throws {
        var claims = Mint.Claims(at: clock)
        claims.sid = nil
        let token = try gateway.token(claims)
        _ = try await verifier.verify(token)
        verifier.revoke(session: "")
        #expect(verifier.cached(token) != nil)
    }
}
