import Yams

/// A mapping whose keys are taken one by one; a key that nobody took is unknown.
package struct ConfigurationSection {
    package let name: String
    package let line: Int
    private var entries: [String: ConfigurationEntry] = [:]

    /// The outermost mapping of a file.
    package init(text: String, name: String) throws(ConfigurationFault) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw ConfigurationFault(line: error.line, key: "YAML", reason: error.reason)
        } catch {
            throw ConfigurationFault(line: 1, key: "YAML", reason: "\(error)")
        }
        guard let root else { throw ConfigurationFault(line: 1, key: name, reason: "is empty") }
        try self.init(root, name: name)
    }

    package init(_ node: Node, name: String) throws(ConfigurationFault) {
        self.name = name
        line = node.mark?.line ?? 0
        guard case .mapping(let mapping) = node else {
            throw ConfigurationFault(line: line, key: name, reason: "expected keys with values")
        }
        for (key, value) in mapping {
            guard let text = key.scalar?.string else {
                throw ConfigurationFault(line: key.mark?.line ?? line, key: name, reason: "expected a word as key")
            }
            entries[text] = ConfigurationEntry(key: text, node: value, line: key.mark?.line ?? line)
        }
    }

    package mutating func take(_ key: String) -> ConfigurationEntry? {
        entries.removeValue(forKey: key)
    }

    package mutating func require(_ key: String) throws(ConfigurationFault) -> ConfigurationEntry {
        guard let entry = take(key) else {
            throw ConfigurationFault(line: line, key: key, reason: "is missing in \(name)")
        }
        return entry
    }

    /// All that is left, in the order of the file.
    package mutating func takeAll() -> [ConfigurationEntry] {
        defer { entries = [:] }
        return entries.values.sorted { $0.line < $1.line }
    }

    /// Throws for the first key that was not taken.
    package func finish() throws(ConfigurationFault) {
        if let unknown = entries.values.min(by: { $0.line < $1.line }) {
            throw unknown.fault("is not a key of \(name)")
        }
    }
}
