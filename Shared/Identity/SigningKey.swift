import Crypto
import Daemon
import FoundationEssentials
import Glibc
import JWTKit

/// A daemon's ES256 key pair. The private half never leaves its file or secret; the public one is shared by name.
package struct SigningKey: Sendable {
    /// Whose it is.
    let product: String
    let digest: String
    package let key: ES256PrivateKey

    init(product: String, key: ES256PrivateKey) {
        self.product = product
        self.key = key
        digest = Self.digest(of: key.publicKey)
    }

    /// A key of this process only.
    package init(product: String) {
        self.init(product: product, key: ES256PrivateKey())
    }

    /// `<product>.<digest>`
    package var id: String { Self.id(product: product, key.publicKey) }

    static func id(product: String, _ key: ES256PublicKey) -> String { "\(product).\(digest(of: key))" }

    static func product(ofID id: String) -> Substring { id.prefix { $0 != "." } }

    /// The first 32 hex digits of its PEM's SHA-256.
    static func digest(of key: ES256PublicKey) -> String {
        String(SHA256.hash(data: Data(key.pemRepresentation.utf8)).hexadecimal.prefix(32))
    }

    /// The key in the secret `<product>-signing-key`, else in `keys/<product>.key` (0600), made where there is none.
    ///
    /// The public half is left in the folder that `PublicKeyDirectory` describes.
    package static func load(_ environment: DaemonEnvironment) throws -> SigningKey {
        let key = try fromSecret(environment) ?? fromFile(environment)
        try PublicKeyDirectory(environment).publish(key)
        return key
    }

    private static func fromSecret(_ environment: DaemonEnvironment) throws -> SigningKey? {
        let name = "\(environment.product).signing.key"
        guard let pem = environment.config.text(name, secret: true) else { return nil }
        guard let key = try? ES256PrivateKey(pem: pem) else {
            throw ConfigurationError(environmentName(name), "expected a P-256 private key in PEM")
        }
        return SigningKey(product: environment.product, key: key)
    }

    private static func fromFile(_ environment: DaemonEnvironment) throws -> SigningKey {
        let path = try environment.path("keys", "\(environment.product).key")
        if access(path, F_OK) != 0 { try create(path) }
        var status = stat()
        guard stat(path, &status) == 0, let pem = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ConfigurationError(path, "can't be read")
        }
        guard status.st_mode & (S_IRWXG | S_IRWXO) == 0 else {
            throw ConfigurationError(path, "is open to others than its owner; run: chmod 600 \(path)")
        }
        guard let key = try? ES256PrivateKey(pem: pem) else {
            throw ConfigurationError(path, "is not a P-256 private key in PEM")
        }
        return SigningKey(product: environment.product, key: key)
    }

    /// Of two that start together, one makes it.
    private static func create(_ path: String) throws {
        let draft = "\(path).\(UInt64.random(in: 0...UInt64.max))"
        defer { unlink(draft) }
        try PrivateFile.write(ES256PrivateKey().pemRepresentation, to: draft)
        guard link(draft, path) == 0 || errno == EEXIST else { throw ConfigurationError(path, "can't be written") }
    }
}
