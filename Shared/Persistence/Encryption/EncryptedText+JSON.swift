import Foundation

/// Values of several fields in one sealed column.
extension EncryptedText {
    package init(json value: some Encodable, for rowID: String, by keyring: Keyring) throws {
        let json = try JSONEncoder().encode(value)
        try self.init(String(decoding: json, as: UTF8.self), for: rowID, by: keyring)
    }

    package func decoded<Value: Decodable>(
        as type: Value.Type = Value.self,
        for rowID: String,
        by keyring: Keyring
    ) throws -> Value {
        try JSONDecoder().decode(type, from: Data(try text(for: rowID, by: keyring).utf8))
    }
}
