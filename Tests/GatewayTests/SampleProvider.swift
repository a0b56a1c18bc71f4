import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// An OpenID provider that says whatever a test asks for, also what none should.
final class SampleProvider: Sendable {
    struct Key: Sendable {
        let id: String
        let key = P256.Signing.PrivateKey()

        /// As it stands in a JWKS (RFC 7517).
        var jwk: [String: String] {
            let point = key.publicKey.rawRepresentation
            return [
                "kty": "EC", "crv": "P-256", "use": "sig", "kid": id, "x": point.prefix(32).base64URL,
                "y": point.suffix(32).base64URL,
            ]
        }
    }

    /// What an authorization code stands for.
    private struct Grant {
        let token: String
        let challenge: String
        let redirectURI: String
    }

    private struct State {
        var issuer = ""
        var key = Key(id: "first")
        var published: [Key] = []
        var grants: [String: Grant] = [:]
        var keyFetches = 0
        var isAway = false
    }

    static let clientSecret = "un secreto: con signos/+"
    private let state = Mutex(State())

    var issuer: String { state.withLock(\.issuer) }
    /// How often the keys were asked for.
    var keyFetches: Int { state.withLock(\.keyFetches) }
    func goAway() { state.withLock { $0.isAway = true } }
    /// Signs with another key from now on, and publishes only that.
    func rotate() { state.withLock { $0.key = Key(id: "second") } }

    /// The code with which the provider would send the browser back.
    ///
    /// - Parameters:
    ///   - location: where the browser was sent.
    ///   - change: what the identity token says instead.
    ///   - sign: how it is signed; as it should be by default.
    func code(
        for location: String,
        email: String = "ana@escuela.example",
        subject: String = "ana",
        change: (inout [String: any Sendable]) -> Void = { _ in },
        sign: ((_ header: String, _ payload: String, _ key: Key) throws -> String)? = nil
    ) throws -> String {
        let query = URLComponents(string: location)?.queryItems ?? []
        let asked = Dictionary(query.map { ($0.name, $0.value ?? "") }) { first, _ in first }
        let now = Int(Date().timeIntervalSince1970)
        var claims: [String: any Sendable] = [
            "iss": issuer, "aud": asked["client_id"] ?? "", "sub": subject, "iat": now, "exp": now + 300,
            "nonce": asked["nonce"] ?? "", "email": email, "email_verified": true, "name": "Ana Ruiz",
        ]
        change(&claims)
        let key = state.withLock(\.key)
        let header = #"{"alg":"ES256","kid":"\#(key.id)"}"#
        let payload = try JSONSerialization.data(withJSONObject: claims).base64URL
        let token = try (sign ?? Self.sign)(header, payload, key)
        let code = newCode()
        let grant = Grant(
            token: token,
            challenge: asked["code_challenge_method"] == "S256" ? asked["code_challenge"] ?? "" : "none",
            redirectURI: asked["redirect_uri"] ?? ""
        )
        state.withLock { $0.grants[code] = grant }
        return code
    }

    static func sign(_ header: String, _ payload: String, _ key: Key) throws -> String {
        let content = Data(header.utf8).base64URL + "." + payload
        return content + "." + (try key.key.signature(for: Data(content.utf8)).rawRepresentation.base64URL)
    }

    private func newCode() -> String { SymmetricKey(size: .bits128).withUnsafeBytes { Data($0).base64URL } }

    static func run(_ body: @escaping @Sendable (SampleProvider) async throws -> Void) async throws {
        let provider = SampleProvider()
        let ports = AsyncStream<Int>.makeStream()
        let application = Application(
            router: provider.router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0), serverName: nil),
            onServerRunning: { ports.continuation.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "provider", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        let group = ServiceGroup(configuration: .init(services: [application], logger: application.logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.stream.makeAsyncIterator()
            let port = await iterator.next() ?? 0
            provider.state.withLock { $0.issuer = "http://127.0.0.1:\(port)" }
            let result = await Result { try await body(provider) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            try result.get()
        }
    }

    private var router: Router<BasicRequestContext> {
        let router = Router()
        router.get(".well-known/openid-configuration") { [self] _, _ in try answer(metadata) }
        router.get("keys") { [self] _, _ in
            let key = state.withLock { state in
                state.keyFetches += 1
                return state.key
            }
            // What no client of ours can use stands between.
            let other = ["kty": "OKP", "crv": "X448", "kid": "other", "x": "AAAA"]
            return try answer(["keys": [other, key.jwk]])
        }
        router.post("token") { [self] request, _ in try redeem(request.headers, try await request.form) }
        return router
    }

    private var metadata: [String: any Sendable] {
        let issuer = issuer
        return [
            "issuer": issuer, "authorization_endpoint": issuer + "/authorize", "token_endpoint": issuer + "/token",
            "jwks_uri": issuer + "/keys",
        ]
    }

    private func redeem(_ headers: HTTPFields, _ form: [String: String]) throws -> Response {
        let secret = Self.clientSecret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        guard headers[.authorization] == "Basic " + Data("consulta:\(secret)".utf8).base64EncodedString() else {
            return try answer(["error": "invalid_client"], .unauthorized)
        }
        let grant = state.withLock { $0.grants.removeValue(forKey: form["code"] ?? "") }
        let challenge = Data(SHA256.hash(data: Data((form["code_verifier"] ?? "").utf8))).base64URL
        guard let grant, grant.challenge == challenge, grant.redirectURI == form["redirect_uri"] else {
            return try answer(["error": "invalid_grant"], .badRequest)
        }
        return try answer(["id_token": grant.token, "access_token": "opaque", "token_type": "Bearer"])
    }

    private func answer(_ value: [String: any Sendable], _ status: HTTPResponse.Status = .ok) throws -> Response {
        let status = state.withLock(\.isAway) ? .serviceUnavailable : status
        let data = try JSONSerialization.data(withJSONObject: value)
        return Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data))
        )
    }
}

extension Request {
    /// `application/x-www-form-urlencoded`.
    fileprivate var form: [String: String] {
        get async throws {
            let text = String(buffer: try await body.collect(upTo: 1 << 14))
            let pairs = text.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
            return Dictionary(pairs.map { ($0[0], $0.last?.removingPercentEncoding ?? "") }) { first, _ in first }
        }
    }
}

extension Result where Failure == any Error, Success == Void {
    fileprivate init(_ body: () async throws -> Void) async {
        do {
            try await body()
            self = .success(())
        } catch {
            self = .failure(error)
        }
    }
}
