import Foundation
import Persistence

/// A vector as its row has it: base64 of its numbers, four bytes each, the lowest first, under seal.
struct StoredVector: RowDecodable, Sendable {
    let id: String
    private let vector: EncryptedText

    init(row: Row) throws {
        id = try row.get("id")
        vector = try row.get("vector")
    }

    func opened(by keyring: Keyring) throws -> [Float] {
        guard let bytes = Data(base64Encoded: try vector.text(for: id, by: keyring)) else { return [] }
        return stride(from: 0, to: bytes.count - 3, by: 4).map { start in
            Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) })
        }
    }

    static func sealed(_ vector: [Float], for key: String, by keyring: Keyring) throws -> EncryptedText {
        var bytes = Data(capacity: vector.count * 4)
        for number in vector {
            withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return try EncryptedText(bytes.base64EncodedString(), for: key, by: keyring)
    }
}
