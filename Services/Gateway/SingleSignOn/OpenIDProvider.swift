import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import NIOFoundationCompat
import NIOHTTP1

/// The configured provider, as it is asked over the network.
struct OpenIDProvider: Sendable {
    let settings: SingleSignOnSettings
    let client: HTTPClient
    let logger: Logger
    private let discovered = Discovered()

    private static let deadline = TimeAmount.seconds(5)
    private static let largestAnswer = 1 << 18

    init(settings: SingleSignOnSettings, client: HTTPClient, logger: Logger) {
        self.settings = settings
        self.client = client
        self.logger = logger
    }

    /// Asked for at every sign-in, so that nobody is sent to a provider that is away.
    func metadata() async throws(SingleSignOnError) -> ProviderMetadata {
        if let known = await discovered.fresh() { return known }
        let slash = settings.issuer.hasSuffix("/") ? "" : "/"
        let address = settings.issuer + slash + ".well-known/openid-configuration"
        let metadata: ProviderMetadata
        do { metadata = try await get(address) } catch { throw unavailable(error, "discovery") }
        guard metadata.isTrustworthy(as: settings.issuer) else {
            logger.error("the provider is another than OIDC_ISSUER, or names an address without TLS")
            throw .unavailable
        }
        await discovered.keep(metadata)
        return metadata
    }

    func keySet() async throws(SingleSignOnError) -> ProviderKeySet {
        let uri = try await metadata().jwksURI
        do { return try await get(uri) } catch { throw unavailable(error, "keys") }
    }

    /// - Throws: `expired` for a code that was used, is too old, or isn't this attempt's.
    func redeem(_ code: String, of attempt: SignInAttempt) async throws(SingleSignOnError) -> ProviderTokens {
        let metadata = try await metadata()
        var form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", attempt.redirectURI),
            ("code_verifier", attempt.verifier),
        ]
        var request = HTTPClientRequest(url: metadata.tokenEndpoint)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
        request.headers.add(name: "accept", value: "application/json")
        if let secret = settings.clientSecret, !metadata.takesSecretInBody {
            let pair = FormEncoding.escaped(settings.clientID) + ":" + FormEncoding.escaped(secret)
            request.headers.add(name: "authorization", value: "Basic \(Data(pair.utf8).base64EncodedString())")
        } else {
            form.append(("client_id", settings.clientID))
            if let secret = settings.clientSecret { form.append(("client_secret", secret)) }
        }
        request.body = .bytes(ByteBuffer(string: FormEncoding.text(form)))
        do {
            let response = try await client.execute(request, timeout: Self.deadline)
            let body = try await response.body.collect(upTo: Self.largestAnswer)
            // RFC 6749, section 5.2: invalid_grant. A wrong secret is the operator's to mend.
            if response.status == .badRequest, Self.error(in: body) == "invalid_grant" {
                throw SingleSignOnError.expired
            }
            guard response.status == .ok else {
                logger.error("the provider refuses the code", metadata: ["status": "\(response.status.code)"])
                throw SingleSignOnError.unavailable
            }
            return try JSONDecoder().decode(ProviderTokens.self, from: body)
        } catch let error as SingleSignOnError {
            throw error
        } catch {
            throw unavailable(error, "token")
        }
    }

    /// The claims that the provider keeps out of its tokens; nil where it has none to give.
    func userInfo(for accessToken: String?) async throws(SingleSignOnError) -> ProviderClaims? {
        guard let accessToken, let endpoint = try await metadata().userInfoEndpoint else { return nil }
        do { return try await get(endpoint, token: accessToken) } catch { throw unavailable(error, "userinfo") }
    }

    private func get<Value: Decodable>(_ url: String, token: String? = nil) async throws -> Value {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "accept", value: "application/json")
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        let response = try await client.execute(request, timeout: Self.deadline)
        guard response.status == .ok else { throw SingleSignOnError.unavailable }
        return try JSONDecoder().decode(Value.self, from: try await response.body.collect(upTo: Self.largestAnswer))
    }

    private static func error(in body: ByteBuffer) -> String? {
        struct Refusal: Decodable { let error: String }
        return try? JSONDecoder().decode(Refusal.self, from: body).error
    }

    private func unavailable(_ error: any Error, _ step: String) -> SingleSignOnError {
        logger.warning(
            "the OpenID provider can't be asked",
            metadata: ["step": "\(step)", "error": "\(String(reflecting: error))"]
        )
        return .unavailable
    }
}

/// What the provider has just said: a crowd that signs in must not become a storm.
private actor Discovered {
    private var known: (metadata: ProviderMetadata, at: ContinuousClock.Instant)?

    func fresh() -> ProviderMetadata? {
        guard let known, .now - known.at < .seconds(1) else { return nil }
        return known.metadata
    }

    func keep(_ metadata: ProviderMetadata) { known = (metadata, .now) }
}
