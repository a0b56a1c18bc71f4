import Foundation

/// A column (`BLOB`) that holds a sealed text. It prints nothing of it, and opens only with the id of its row.
package struct EncryptedText: Sendable, Equatable, SQLCodable, CustomStringConvertible {
    package let sealed: Data

    package init(_ text: String, for rowID: String, by keyring: Keyring) throws(KeyringError) {
        sealed = try keyring.seal(text, for: rowID)
    }

    package func text(for rowID: String, by keyring: Keyring) throws(KeyringError) -> String {
        try keyring.open(sealed, for: rowID)
    }

    package static var sqlType: SQLType { .blob }
    package var sqlValue: SQLValue { .blob(sealed) }

    package init?(sqlValue: SQLValue) {
        guard case .blob(let sealed) = sqlValue else { return nil }
        self.sealed = sealed
    }

    package var description: String { "encrypted text" }
}
