import Crypto
import Foundation
import Synchronization

/// The data keys of an installation: seals texts with the newest (AES-256-GCM) and opens them with all.
package final class Keyring: Sendable {
    private let directory: KeyDirectory?
    private let keys: Mutex<KeySet>
    private let searchKey: SymmetricKey

    /// Keys as files, made at first use: `CONSULTA_HOME/keys`.
    package convenience init(directory path: String) throws(KeyringError) {
        let directory = KeyDirectory(path: path)
        try self.init(try directory.loadOrCreate(), directory: directory)
    }

    /// The lines of all key files, as a mounted secret holds them: `cat data-*.key`.
    package convenience init(secret: String) throws(KeyringError) {
        try self.init(try KeySet(text: secret), directory: nil)
    }

    private init(_ keys: KeySet, directory: KeyDirectory?) throws(KeyringError) {
        guard keys.newest() != nil else { throw .noDataKey }
        guard let indexKey = keys.indexKey else { throw .missingIndexKey }
        self.directory = directory
        self.keys = Mutex(keys)
        searchKey = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: indexKey,
            info: Data("consulta search terms 1".utf8),
            outputByteCount: 32
        )
    }

    /// Version, key id, nonce, ciphertext and tag. `context` is the row's id: elsewhere it won't open.
    package func seal(_ text: String, for context: String) throws(KeyringError) -> Data {
        guard let (id, key) = keys.withLock({ $0.newest() }) else { throw .noDataKey }
        let header = SealedHeader(keyID: id)
        let box = try? AES.GCM.seal(Data(text.utf8), using: key, authenticating: header.bytes + Data(context.utf8))
        guard let combined = box?.combined else { throw .malformedValue }
        return header.bytes + combined
    }

    package func open(_ sealed: Data, for context: String) throws(KeyringError) -> String {
        let (header, combined) = try SealedHeader.split(sealed)
        guard let key = try key(header.keyID) else { throw .unknownKey(id: KeySet.hexadecimal(header.keyID)) }
        guard let box = try? AES.GCM.SealedBox(combined: combined) else { throw .malformedValue }
        guard
            let plain = try? AES.GCM.open(box, using: key, authenticating: header.bytes + Data(context.utf8)),
            let text = String(bytes: plain, encoding: .utf8)
        else { throw .unauthentic }
        return text
    }

    /// A new key, with which everything is sealed from now on. Other daemons take it up when they meet it.
    package func rotate() throws(KeyringError) {
        guard let directory else { throw .notADirectory }
        let rotated = try directory.rotate()
        keys.withLock { $0.dataKeys = rotated.dataKeys }
    }

    /// What stands for each term in an index: 16 bytes of HMAC-SHA256 over context and term, the same after a rotation.
    ///
    /// `context` says whose index it is, so that equal words of two people don't look equal.
    package func searchTerms(_ terms: some Sequence<String>, for context: String) -> [Data] {
        let prefix = withUnsafeBytes(of: UInt32(context.utf8.count).bigEndian) { Data($0) } + Data(context.utf8)
        return terms.map { term in
            Data(HMAC<SHA256>.authenticationCode(for: prefix + Data(term.utf8), using: searchKey).prefix(16))
        }
    }

    /// Takes up keys that came into the folder, and lets go of those that were retired from it.
    package func reload() throws(KeyringError) {
        guard let directory else { return }
        let loaded = try directory.load()
        // A folder that is empty for a moment must not leave us without any.
        guard loaded.newest() != nil else { throw .noDataKey }
        keys.withLock { $0.dataKeys = loaded.dataKeys }
    }

    /// Of the key that everything is sealed with: 16 hexadecimal digits.
    package var newestID: String { keys.withLock { $0.newest() }.map { KeySet.hexadecimal($0.id) } ?? "" }

    /// When it was made.
    var newestBirth: Date {
        let milliseconds = keys.withLock { $0.newest() }.map { $0.id >> 16 } ?? 0
        return Date(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// Whether a value is sealed with it.
    func isNewest(_ sealed: Data) -> Bool {
        guard let newest = keys.withLock({ $0.newest() }) else { return false }
        return sealed.starts(with: SealedHeader(keyID: newest.id).bytes)
    }

    /// Another daemon may have rotated since the files were read.
    private func key(_ id: UInt64) throws(KeyringError) -> SymmetricKey? {
        if let known = keys.withLock({ $0.dataKeys[id] }) { return known }
        guard let directory else { return nil }
        let loaded = try directory.load()
        return keys.withLock {
            $0.dataKeys = loaded.dataKeys
            return $0.dataKeys[id]
        }
    }
}

/// What stands before the nonce: the format's version and the key's id, both authenticated.
private struct SealedHeader {
    private static let version: UInt8 = 1
    private static let length = 9

    let keyID: UInt64

    var bytes: Data {
        Data([Self.version]) + withUnsafeBytes(of: keyID.bigEndian) { Data($0) }
    }

    static func split(_ sealed: Data) throws(KeyringError) -> (SealedHeader, Data) {
        guard sealed.count >= length + 12 + 16, sealed.first == version else { throw .malformedValue }
        let keyID = sealed.dropFirst().prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return (SealedHeader(keyID: keyID), Data(sealed.dropFirst(length)))
    }
}
