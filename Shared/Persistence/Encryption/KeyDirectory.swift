import Crypto
import Foundation

/// The key files of an installation, shared by its daemons: `data-<id>.key` and `data-index.key`, readable by their owner.
struct KeyDirectory: Sendable {
    let path: String

    /// Reads all keys, and makes the first ones in an empty directory.
    func loadOrCreate() throws(KeyringError) -> KeySet {
        try locked { () throws(KeyringError) in
            var keys = try load()
            if keys.indexKey == nil {
                // A new index key beside old data would leave everything unfindable.
                guard keys.dataKeys.isEmpty else { throw .missingIndexKey }
                let key = SymmetricKey(size: .bits256)
                try write(name: "index", key)
                keys.indexKey = key
            }
            if keys.dataKeys.isEmpty { try addKey(to: &keys) }
            return keys
        }
    }

    /// All keys and a new one, with which everything is sealed from now on.
    func rotate() throws(KeyringError) -> KeySet {
        try locked { () throws(KeyringError) in
            var keys = try load()
            try addKey(to: &keys)
            return keys
        }
    }

    func load() throws(KeyringError) -> KeySet {
        var keys = KeySet()
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw .unreadable(path)
        }
        for name in names where name.hasPrefix("data-") && name.hasSuffix(".key") {
            guard let text = try? String(contentsOfFile: "\(path)/\(name)", encoding: .utf8) else {
                throw .unreadable(name)
            }
            for line in text.split(whereSeparator: \.isNewline) { try keys.add(line) }
        }
        return keys
    }

    private func addKey(to keys: inout KeySet) throws(KeyringError) {
        let id = keys.nextID()
        let key = SymmetricKey(size: .bits256)
        try write(name: KeySet.hexadecimal(id), key)
        keys.dataKeys[id] = key
    }

    /// Durable before its first use: what is sealed with a lost key is lost. Renamed into place, so never half there.
    private func write(name: String, _ key: SymmetricKey) throws(KeyringError) {
        let file = "\(path)/data-\(name).key"
        let draft = "\(path)/.data-\(name).\(getpid())"
        let line = Array(KeySet.line(name, key).utf8)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unwritable(path) }
        let isDurable = Glibc.write(descriptor, line, line.count) == line.count && fsync(descriptor) == 0
        Glibc.close(descriptor)
        guard isDurable, rename(draft, file) == 0 else {
            unlink(draft)
            throw .unwritable(path)
        }
    }

    /// Daemons that start together must not each make a first key.
    private func locked<Value>(_ body: () throws(KeyringError) -> Value) throws(KeyringError) -> Value {
        let attributes = [FileAttributeKey.posixPermissions: 0o700]
        let manager = FileManager.default
        guard
            (try? manager.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: attributes))
                != nil
        else { throw .unwritable(path) }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path) }
        defer { Glibc.close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw .unreadable(path) }
        let value = try body()
        guard fsync(descriptor) == 0 else { throw .unwritable(path) }
        return value
    }
}
