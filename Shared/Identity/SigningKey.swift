import Crypto
import Daemon
import FoundationEssentials
import Glibc
import JWTKit

/// A daemon's ES256 key pair. The private half never leaves its file or secret; the public one is shared by name.
package struct SigningKey: Sendable {
    /// `<product>.<first 16 hex digits of the public key's SHA-256>`
    package let id: String
    let key: ES256PrivateKey

    init(product: String, key: ES256PrivateKey) {
        let digest = SHA256.hash(data: Data(key.publicKey.pemRepresentation.utf8))
        id = product + "." + digest.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        self.key = key
    }

    /// A key of this process only.
    package init(product: String) {
        self.init(product: product, key: ES256PrivateKey())
    }

    /// The key in the secret `<product>-signing-key`, else in `keys/<product>.key` (0600), made where there is none.
    ///
    /// The public half is written to `keys/public/<id>.pem`, where the gateway finds it for its JWKS.
    package static func load(_ environment: DaemonEnvironment) throws -> SigningKey {
        let product = environment.product
        let key: SigningKey
        if let pem = environment.config.text("\(product).signing.key", secret: true) {
            guard let secret = try? ES256PrivateKey(pem: pem) else {
                throw ConfigurationError(
                    environmentName("\(product).signing.key"),
                    "expected a P-256 private key in PEM"
                )
            }
            key = SigningKey(product: product, key: secret)
        } else {
            key = try fromFile(environment.path("keys", "\(product).key"), product: product)
        }
        let publicHalf = try environment.path("keys", "public", "\(key.id).pem")
        if !FileManager.default.fileExists(atPath: publicHalf) {
            try Data(key.key.publicKey.pemRepresentation.utf8).write(to: URL(filePath: publicHalf), options: .atomic)
        }
        return key
    }

    private static func fromFile(_ path: String, product: String) throws -> SigningKey {
        if !FileManager.default.fileExists(atPath: path) { try create(path) }
        guard let pem = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ConfigurationError(path, "can't be read")
        }
        guard let key = try? ES256PrivateKey(pem: pem) else {
            throw ConfigurationError(path, "is not a P-256 private key in PEM")
        }
        return SigningKey(product: product, key: key)
    }

    /// Readable by its owner from its first byte, and whole or not there: of two that start together, one makes it.
    private static func create(_ path: String) throws {
        let draft = "\(path).\(UInt64.random(in: 0...UInt64.max))"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw ConfigurationError(path, "can't be written") }
        defer { unlink(draft) }
        let pem = Array(ES256PrivateKey().pemRepresentation.utf8)
        let isDurable = write(descriptor, pem, pem.count) == pem.count && fsync(descriptor) == 0
        close(descriptor)
        guard isDurable, link(draft, path) == 0 || errno == EEXIST else {
            throw ConfigurationError(path, "can't be written")
        }
    }
}
