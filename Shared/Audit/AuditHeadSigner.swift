import Daemon
import Foundation
import Identity
import JWTKit

/// Signs with the gateway's key, and leaves heads in their folder.
package struct AuditHeadSigner: Sendable {
    private let folder: String
    private let keyID: JWKIdentifier
    private let keys = JWTKeyCollection()

    package init(folder: String, key: SigningKey) async {
        self.folder = folder
        keyID = JWKIdentifier(string: key.id)
        await keys.add(ecdsa: key.key, kid: keyID)
    }

    package func token(_ head: AuditHead) async throws -> String {
        try await keys.sign(head, kid: keyID)
    }

    /// - Parameter isRemembered: whether it stays in the history, after later ones.
    package func keep(_ head: AuditHead, isRemembered: Bool) async throws {
        let line = try await token(head) + "\n"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        if isRemembered { try append(line, to: "\(folder)/history") }
        let draft = "\(folder)/.latest.\(UInt64.random(in: 0...UInt64.max))"
        try PrivateFile.write(line, to: draft)
        guard rename(draft, "\(folder)/latest") == 0 else {
            unlink(draft)
            throw ConfigurationError(folder, "can't be written")
        }
    }

    private func append(_ line: String, to path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw ConfigurationError(path, "can't be written") }
        defer { close(descriptor) }
        let bytes = Array(line.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            throw ConfigurationError(path, "can't be written")
        }
    }
}
