import Crypto
import Daemon
import Foundation
import Persistence
import SuiteProtocol

/// A reason is sealed with a salt before it, and its digest covers both: the chain proves what was written without
/// giving away what can be guessed, and the sealed text may be sealed anew, or erased.
extension SealedReason {
    private static let saltLength = 32

    package init(_ text: String, for entryID: String, by keyring: Keyring) throws {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { $0.hexadecimal }
        let salted = salt + text
        self.init(
            digest: Data(SHA256.hash(data: Data(salted.utf8))),
            sealed: try keyring.seal(salted, for: entryID)
        )
    }

    /// Throws `KeyringError.unauthentic` where the text isn't the one that the digest was made of.
    package func text(for entryID: String, by keyring: Keyring) throws -> String {
        let salted = try keyring.open(sealed, for: entryID)
        guard Data(SHA256.hash(data: Data(salted.utf8))) == digest else { throw KeyringError.unauthentic }
        return String(salted.dropFirst(Self.saltLength))
    }
}
