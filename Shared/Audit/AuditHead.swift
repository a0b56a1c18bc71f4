import Daemon
import Foundation
import JWTKit

/// A line of the chain that the gateway signed: the last one at a moment, or the last one that it removed.
package struct AuditHead: JWTPayload, Equatable {
    package enum Kind: String, Codable, Sendable {
        /// The last line then: it must be there from then on.
        case head
        /// The lines up to this one were removed when their time was over.
        case checkpoint
    }

    package let kind: Kind
    package let sequence: Int64
    /// In hexadecimal.
    package let hash: String
    /// Seconds since 1970.
    package let signedAt: Int64

    var signedDate: Date { Date(timeIntervalSince1970: Double(signedAt)) }

    package init(_ kind: Kind, sequence: Int64, hash: Data, at date: Date) {
        self.kind = kind
        self.sequence = sequence
        self.hash = hash.hexadecimal
        signedAt = Int64(date.timeIntervalSince1970)
    }

    /// The signature is all there is to verify: a head doesn't expire.
    package func verify(using algorithm: some JWTAlgorithm) throws {}
}

extension Data {
    /// nil for what isn't two digits a byte.
    init?(hexadecimal text: String) {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        let bytes = stride(from: 0, to: digits.count, by: 2).map { start in
            UInt8(String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16)
        }
        guard bytes.allSatisfy({ $0 != nil }) else { return nil }
        self.init(bytes.compactMap(\.self))
    }
}
