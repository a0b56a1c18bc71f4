/// A column that holds `EncryptedText`, sealed for the id of its row.
package struct SealedColumn: Sendable, Hashable {
    let table: String
    let column: String
    /// The column whose text the value is sealed for: the table's key.
    let key: String

    package init(_ table: String, _ column: String, key: String = "id") {
        self.table = table
        self.column = column
        self.key = key
    }
}
