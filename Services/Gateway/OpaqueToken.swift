import Crypto
import Foundation
import Identity

/// A token of 256 random bits that says nothing by itself. Only its SHA-256 is stored.
package struct OpaqueToken: Sendable, CustomStringConvertible {
    package let text: String
    package var description: String { "…" }

    package init(text: String) {
        self.text = text
    }

    /// - Parameter prefix: what tells its kind to people and to programs that look for leaked secrets.
    static func generated(prefix: String = "") -> OpaqueToken {
        OpaqueToken(text: prefix + SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64URL)
    }

    /// What is stored and looked up; nothing to be learned from it.
    var hash: Data {
        Data(SHA256.hash(data: Data(text.utf8)))
    }
}
