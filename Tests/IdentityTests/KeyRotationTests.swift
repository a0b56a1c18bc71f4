import Daemon
import HTTPTypes
import Identity
import Testing

@Suite(.timeLimit(.minutes(1)))
struct KeyRotationTests {
    private let clock = ManualClock()
    private let old = Mint("gateway.1")
    private let new = Mint("gateway.2")
    private let source: KeySource
    private let verifier: TokenVerifier

    init() {
        let clock = clock
        source = KeySource(old)
        verifier = TokenVerifier(product: "chat", keys: source, now: { clock.now })
    }

    private func token(_ mint: Mint, name: String = "Ana") throws -> String {
        var claims = Mint.Claims(at: clock)
        claims.name = name
        return try mint.token(claims)
    }

    @Test func fetchesAKeyItDoesNotKnowOnce() async throws {
        _ = try await verifier.verify(token(old))
        _ = try await verifier.verify(token(old, name: "Bea"))
        #expect(source.fetches == 1)
        source.publish(old.jwk, new.jwk)
        clock.advance(by: 1)
        _ = try await verifier.verify(token(new))
        _ = try await verifier.verify(token(old, name: "Carmen"))
        #expect(source.fetches == 2)
    }

    @Test func letsNoStormOfInventedKeysThrough() async throws {
        let tokens = try (0..<200).map { try Mint("gateway.\($0 + 10)").token(Mint.Claims(at: clock)) }
        await withTaskGroup(of: Void.self) { group in
            for token in tokens {
                group.addTask {
                    await #expect(throws: TokenError.refused) { try await verifier.verify(token) }
                }
            }
        }
        #expect(source.fetches == 1)
    }

    @Test func saysThatItCannotTellWhileTheKeysAreAwayAndNoLonger() async throws {
        source.isAway(true)
        let token = try token(old)
        let error = await #expect(throws: TokenError.keysUnavailable) { try await verifier.verify(token) }
        #expect(error?.problem.status == .serviceUnavailable && error?.problem.code == "identity_unavailable")
        for _ in 0..<20 { await #expect(throws: TokenError.keysUnavailable) { try await verifier.verify(token) } }
        #expect(source.fetches == 1)
        source.isAway(false)
        clock.advance(by: 1)
        #expect(try await verifier.verify(token).subject == "ana")
    }

    @Test func goesOnWithKnownKeysWhileTheSourceIsAway() async throws {
        _ = try await verifier.verify(token(old))
        source.isAway(true)
        clock.advance(by: 400)
        #expect(try await verifier.verify(token(old, name: "Bea")).name == "Bea")
        #expect(try await verifier.verify(token(old, name: "Carmen")).name == "Carmen")
    }

    @Test func stopsTrustingAKeyThatWasWithdrawn() async throws {
        _ = try await verifier.verify(token(old))
        source.publish(new.jwk)
        clock.advance(by: 301)
        _ = try? await verifier.verify(token(old, name: "Bea"))
        while source.fetches < 2 { await Task.yield() }
        _ = try await verifier.verify(token(new))
        clock.advance(by: 1)
        await #expect(throws: TokenError.refused) { try await verifier.verify(token(old, name: "Carmen")) }
    }

    @Test func fetchesAgainAfterTheClockWasSetBack() async throws {
        _ = try await verifier.verify(token(old))
        source.publish(old.jwk, new.jwk)
        clock.advance(by: -3_600)
        #expect(try await verifier.verify(token(new)).subject == "ana")
    }

    @Test func passesOverKeysThatItCannotUse() async throws {
        source.publish(#"{"kty":"EC","crv":"P-256","alg":"ES256","kid":"gateway.9","x":"AA","y":"AA"}"#, old.jwk)
        await #expect(throws: TokenError.refused) { try await verifier.verify(token(Mint("gateway.9"))) }
        #expect(try await verifier.verify(token(old)).subject == "ana")
    }
}
