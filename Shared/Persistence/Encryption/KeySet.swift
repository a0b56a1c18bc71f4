import Crypto
import Foundation

/// The keys of an installation: data keys by age, and the index key, which never changes.
struct KeySet: Sendable {
    /// By id. An id begins with the milliseconds of its birth, so the newest is the greatest.
    var dataKeys: [UInt64: SymmetricKey] = [:]
    var indexKey: SymmetricKey?

    init() {}

    /// One key a line: `<16 hexadecimal digits>:<base64 of 32 bytes>`, or `index:<base64>`.
    init(text: String) throws(KeyringError) {
        for line in text.split(whereSeparator: \.isNewline) { try add(line) }
    }

    mutating func add(_ line: Substring) throws(KeyringError) {
        let parts = line.split(separator: ":")
        guard parts.count == 2, let bytes = Data(base64Encoded: String(parts[1])), bytes.count == 32 else {
            throw .malformedKey
        }
        if parts[0] == "index" {
            indexKey = SymmetricKey(data: bytes)
        } else if parts[0].count == 16, let id = UInt64(parts[0], radix: 16) {
            dataKeys[id] = SymmetricKey(data: bytes)
        } else {
            throw .malformedKey
        }
    }

    /// What is sealed with from now on. A key that is born later waits: by then every replica will have been given it.
    func newest(at now: Date = Date()) -> (id: UInt64, key: SymmetricKey)? {
        let end = (Self.milliseconds(now) + 1) << 16
        let born = dataKeys.filter { $0.key < end }
        return (born.isEmpty ? dataKeys : born).max { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// An id that sorts after all that are there.
    func nextID() -> UInt64 {
        let fresh = Self.milliseconds(Date()) << 16 | UInt64.random(in: 0...0xFFFF)
        return max(fresh, (dataKeys.keys.max() ?? 0) + 1)
    }

    private static func milliseconds(_ date: Date) -> UInt64 {
        UInt64(max(0, date.timeIntervalSince1970 * 1000))
    }

    static func hexadecimal(_ id: UInt64) -> String {
        let digits = String(id, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    static func line(_ name: String, _ key: SymmetricKey) -> String {
        "\(name):\(key.withUnsafeBytes { Data($0) }.base64EncodedString())\n"
    }
}
