import Crypto
import Foundation

/// An opaque token of 256 random bits. Only its SHA-256 is stored.
package struct RefreshToken: Sendable, CustomStringConvertible {
    package let text: String
    package var description: String { "…" }

    static func generated() -> RefreshToken {
        RefreshToken(text: randomText())
    }

    /// What is stored and looked up; nothing to be learned from it.
    var hash: Data {
        Data(SHA256.hash(data: Data(text.utf8)))
    }

    /// 32 random bytes in base64url.
    static func randomText() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
