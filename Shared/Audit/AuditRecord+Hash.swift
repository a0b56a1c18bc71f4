import Crypto
import Foundation

/// SHA-256 over the hash of the line before and everything that a line says.
///
/// Encoding 1, numbers big-endian: the version (1 byte), the hash before (32 bytes), the sequence (8), the time in
/// milliseconds (8), then id, actor, action, subject, object kind, object id, network, digest of the reason, result,
/// daemon and request id, each as its length (4) and its bytes; what is absent as the length 2³² − 1.
extension AuditRecord {
    static let currentVersion: Int64 = 1
    /// What the first line follows.
    package static let genesis = Data(repeating: 0, count: 32)

    /// The hash that this line must have after the one with hash `previous`; nil for an encoding that isn't known.
    ///
    /// - Parameter sequence: its own, unless the question is where it belongs.
    package func chained(to previous: Data, at sequence: Int64? = nil) -> Data? {
        guard version == Self.currentVersion else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        bytes.append(UInt8(Self.currentVersion))
        bytes += previous
        bytes.append(number: UInt64(bitPattern: sequence ?? self.sequence))
        bytes.append(number: UInt64(bitPattern: milliseconds))
        bytes.append(field: id.utf8)
        bytes.append(field: actor.utf8)
        bytes.append(field: action.utf8)
        bytes.append(field: subject?.utf8)
        bytes.append(field: objectKind?.utf8)
        bytes.append(field: objectID?.utf8)
        bytes.append(field: network?.utf8)
        bytes.append(field: reasonDigest)
        bytes.append(field: result.utf8)
        bytes.append(field: daemon.utf8)
        bytes.append(field: requestID?.utf8)
        return Data(SHA256.hash(data: bytes))
    }
}

extension [UInt8] {
    fileprivate mutating func append<Number: FixedWidthInteger>(number: Number) {
        Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
    }

    fileprivate mutating func append(field: (some Collection<UInt8>)?) {
        guard let field else { return append(number: UInt32.max) }
        append(number: UInt32(truncatingIfNeeded: field.count))
        append(contentsOf: field)
    }
}
