import Daemon
import FoundationEssentials
import Glibc
import JWTKit

/// The public halves of the suite's keys on this machine, and so the root of trust: `<product>/<digest>.pem`.
///
/// Whoever can write a daemon's folder can speak as that daemon, so only its own account may. A key is called by its
/// folder and its own digest, whatever a file says of itself.
package struct PublicKeyDirectory: PublicKeys {
    let path: String

    package init(path: String) {
        self.path = path
    }

    /// `CONSULTA_PUBLIC_KEYS`, else `keys/public` in `CONSULTA_HOME`.
    package init(_ environment: DaemonEnvironment) throws {
        path = try environment.config.text("consulta.public.keys") ?? environment.path("keys", "public")
    }

    /// Throws where others than its owner may write this folder or the gateway's; a daemon's own carelessness costs
    /// that daemon its keys.
    package func current() throws -> JWKS {
        guard access(path, F_OK) == 0 else { return JWKS(keys: []) }
        guard isGuarded(path) else { throw Self.unguarded(path) }
        let products = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        var keys: [JWK] = []
        // The name of a key's owner ends at the first dot.
        for product in products where !product.contains(".") {
            let folder = "\(path)/\(product)"
            if isGuarded(folder) {
                keys += self.keys(in: folder, of: product)
            } else if product == TokenClaims.suiteSigner {
                throw Self.unguarded(folder)
            }
        }
        return JWKS(keys: keys)
    }

    /// Leaves a public half where the suite's daemons look for it.
    func publish(_ key: SigningKey) throws {
        let folder = "\(path)/\(key.product)"
        let file = "\(folder)/\(key.digest).pem"
        guard access(file, F_OK) != 0 else { return }
        do {
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o755]
            )
            try Data(key.key.publicKey.pemRepresentation.utf8).write(to: URL(filePath: file), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        } catch {
            throw ConfigurationError(file, "can't be written")
        }
    }

    private func keys(in folder: String, of product: String) -> [JWK] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.filter { $0.hasSuffix(".pem") }.sorted().compactMap { name in
            let file = "\(folder)/\(name)"
            guard isSmallFile(file), let pem = try? String(contentsOfFile: file, encoding: .utf8),
                let key = try? ES256PublicKey(pem: pem), name == "\(SigningKey.digest(of: key)).pem"
            else { return nil }
            return JWK(key, id: SigningKey.id(product: product, key))
        }
    }

    private func isGuarded(_ folder: String) -> Bool {
        guard let status = status(of: folder) else { return false }
        return status.st_mode & S_IFMT == S_IFDIR && status.st_mode & (S_IWGRP | S_IWOTH) == 0
    }

    /// A pipe that somebody left there would be waited for.
    private func isSmallFile(_ file: String) -> Bool {
        guard let status = status(of: file) else { return false }
        return status.st_mode & S_IFMT == S_IFREG && status.st_size <= 4096
    }

    private func status(of path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }

    private static func unguarded(_ folder: String) -> ConfigurationError {
        ConfigurationError(folder, "may be written by others than its owner; run: chmod go-w \(folder)")
    }
}
