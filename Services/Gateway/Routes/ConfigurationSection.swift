import NIOCore
import Yams

/// A mapping whose keys are taken one by one; a key that nobody took is unknown.
struct ConfigurationSection {
    let name: String
    let line: Int
    private var entries: [String: ConfigurationEntry] = [:]

    init(_ node: Node, name: String) throws(RouteFileError.Fault) {
        self.name = name
        line = node.mark?.line ?? 0
        guard case .mapping(let mapping) = node else {
            throw RouteFileError.Fault(line: line, key: name, reason: "expected keys with values")
        }
        for (key, value) in mapping {
            guard let text = key.scalar?.string else {
                throw RouteFileError.Fault(line: key.mark?.line ?? line, key: name, reason: "expected a word as key")
            }
            entries[text] = ConfigurationEntry(key: text, node: value, line: key.mark?.line ?? line)
        }
    }

    mutating func take(_ key: String) -> ConfigurationEntry? {
        entries.removeValue(forKey: key)
    }

    mutating func require(_ key: String) throws(RouteFileError.Fault) -> ConfigurationEntry {
        guard let entry = take(key) else {
            throw RouteFileError.Fault(line: line, key: key, reason: "is missing in \(name)")
        }
        return entry
    }

    /// All that is left, in the order of the file.
    mutating func takeAll() -> [ConfigurationEntry] {
        defer { entries = [:] }
        return entries.values.sorted { $0.line < $1.line }
    }

    /// Throws for the first key that was not taken.
    func finish() throws(RouteFileError.Fault) {
        if let unknown = entries.values.min(by: { $0.line < $1.line }) {
            throw unknown.fault("is not a key of \(name)")
        }
    }
}

/// One key of a mapping, with the line on which it stands.
struct ConfigurationEntry {
    let key: String
    let node: Node
    let line: Int

    func fault(_ reason: String) -> RouteFileError.Fault {
        RouteFileError.Fault(line: line, key: key, reason: reason)
    }

    func text() throws(RouteFileError.Fault) -> String {
        guard let text = node.scalar?.string, !text.isEmpty else { throw fault("expected a text") }
        return text
    }

    func number(in range: ClosedRange<Int>) throws(RouteFileError.Fault) -> Int {
        guard let number = Int(try text()), range.contains(number) else {
            throw fault("expected a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func flag() throws(RouteFileError.Fault) -> Bool {
        switch try text() {
        case "true": return true
        case "false": return false
        default: throw fault("expected true or false")
        }
    }

    /// `250ms`, `30s`, `5m`.
    func duration() throws(RouteFileError.Fault) -> TimeAmount {
        let text = try text()
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        if let number = Int64(digits), (1...86_400_000).contains(number) {
            switch text.dropFirst(digits.count) {
            case "ms": return .milliseconds(number)
            case "s": return .seconds(number)
            case "m": return .minutes(number)
            default: break
            }
        }
        throw fault("expected a time such as 250ms, 30s or 5m")
    }

    /// `2048`, `64 KiB`, `20 MiB`.
    func size() throws(RouteFileError.Fault) -> Int {
        let text = try text()
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        if let number = Int(digits), (0...1 << 32).contains(number) {
            switch text.dropFirst(digits.count).drop(while: { $0 == " " }) {
            case "", "B": return number
            case "KiB": return number << 10
            case "MiB": return number << 20
            default: break
            }
        }
        throw fault("expected a size such as 2048, 64 KiB or 20 MiB")
    }
}
