import NIOCore
import Yams

/// One key of a mapping, with the line on which it stands.
package struct ConfigurationEntry {
    package let key: String
    package let node: Node
    package let line: Int

    package func fault(_ reason: String) -> ConfigurationFault {
        ConfigurationFault(line: line, key: key, reason: reason)
    }

    package func text() throws(ConfigurationFault) -> String {
        guard let text = node.scalar?.string, !text.isEmpty else { throw fault("expected a text") }
        return text
    }

    /// A list, item by item.
    package func items() throws(ConfigurationFault) -> [ConfigurationEntry] {
        guard case .sequence(let nodes) = node else { throw fault("expected a list") }
        return nodes.map { ConfigurationEntry(key: key, node: $0, line: $0.mark?.line ?? line) }
    }

    package func number(in range: ClosedRange<Int>) throws(ConfigurationFault) -> Int {
        guard let number = Int(try text()), range.contains(number) else {
            throw fault("expected a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    package func flag() throws(ConfigurationFault) -> Bool {
        switch try text() {
        case "true": return true
        case "false": return false
        default: throw fault("expected true or false")
        }
    }

    /// `250ms`, `30s`, `5m`.
    package func duration() throws(ConfigurationFault) -> TimeAmount {
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
    package func size() throws(ConfigurationFault) -> Int {
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
