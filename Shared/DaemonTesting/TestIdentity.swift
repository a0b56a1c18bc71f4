import Identity
import SuiteProtocol

/// A gateway's signing key for a test, the verifiers that trust it, and tokens for whoever a test needs.
package struct TestIdentity: Sendable {
    package let gatewayKey = SigningKey(product: "gateway")
    package let chatKey = SigningKey(product: "chat")
    package let analysisKey = SigningKey(product: "analysis")

    package init() {}

    package var keys: any PublicKeys { FixedPublicKeys([gatewayKey, chatKey, analysisKey]) }

    package func verifier(product: String) -> TokenVerifier {
        TokenVerifier(product: product, keys: keys)
    }

    /// A person's access token.
    package func token(
        subject: String = newID(),
        roles: Set<Role> = [.clinician],
        session: String? = nil
    ) async throws -> String {
        let principal = Principal(subject: subject, name: "Persona de ejemplo", roles: roles, sessionID: session)
        return try await TokenSigner(product: "gateway", key: gatewayKey).accessToken(for: principal)
    }

    /// A token that the daemon chat signs for another daemon.
    package func serviceToken(for audience: String, actingFor principal: Principal? = nil) async throws -> String {
        try await TokenSigner(product: "chat", key: chatKey).serviceToken(for: audience, actingFor: principal)
    }
}
