import Foundation

/// What a provider says of itself (OpenID Connect Discovery 1.0).
struct ProviderMetadata: Decodable, Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let jwksURI: String
    let userInfoEndpoint: String?
    let tokenEndpointAuthMethods: [String]?

    private enum CodingKeys: String, CodingKey {
        case issuer
        case authorizationEndpoint = "authorization_endpoint"
        case tokenEndpoint = "token_endpoint"
        case jwksURI = "jwks_uri"
        case userInfoEndpoint = "userinfo_endpoint"
        case tokenEndpointAuthMethods = "token_endpoint_auth_methods_supported"
    }

    /// Whether it is the provider that was configured, and all of it may be asked over the network.
    func isTrustworthy(as issuer: String) -> Bool {
        self.issuer == issuer
            && [authorizationEndpoint, tokenEndpoint, jwksURI, userInfoEndpoint ?? jwksURI]
                .allSatisfy(ProviderAddress.isTrustworthy)
    }

    /// Basic where nothing is said (RFC 8414, section 2).
    var takesSecretInBody: Bool {
        guard let methods = tokenEndpointAuthMethods else { return false }
        return !methods.contains("client_secret_basic") && methods.contains("client_secret_post")
    }
}

/// The answer to an authorization code.
struct ProviderTokens: Decodable, Sendable {
    let idToken: String
    let accessToken: String?

    private enum CodingKeys: String, CodingKey {
        case idToken = "id_token"
        case accessToken = "access_token"
    }
}
