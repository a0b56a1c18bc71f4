/// Why a text can't be sealed or opened.
package enum KeyringError: Error, Equatable, CustomStringConvertible {
    case unreadable(String)
    case unwritable(String)
    /// Not `<16 hexadecimal digits>:<base64 of 32 bytes>` or `index:<base64>`.
    case malformedKey
    case noDataKey
    case missingIndexKey
    /// Keys given as a secret are added where the secret is kept.
    case notADirectory
    /// Sealed with a key that isn't here.
    case unknownKey(id: String)
    case malformedValue
    /// Altered, sealed for another row, or with another key of the same id.
    case unauthentic

    package var description: String {
        switch self {
        case .unreadable(let what): "can't read the data keys: \(what)"
        case .unwritable(let what): "can't write the data keys: \(what)"
        case .malformedKey: "a data key is malformed"
        case .noDataKey: "there is no data key"
        case .missingIndexKey: "the index key is missing: search would find nothing of what was written before"
        case .notADirectory: "these keys were given as a secret: add the new one there"
        case .unknownKey(let id): "sealed with the data key \(id), which is not here"
        case .malformedValue: "not a sealed value"
        case .unauthentic: "a sealed value was altered, or belongs to another row"
        }
    }
}
