import Daemon
import FoundationEssentials
import Yams

/// The daemon's API, written in YAML and served as JSON.
enum OpenAPIDocument {
    static func json(file: String) throws -> String {
        guard let yaml = try? String(contentsOfFile: file, encoding: .utf8), let node = try Yams.compose(yaml: yaml)
        else { throw ConfigurationError("INFERENCE_ROUTER_OPENAPI", "\(file) can't be read") }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Value(node)), as: UTF8.self)
    }

    private enum Value: Encodable {
        case object([String: Value])
        case list([Value])
        case scalar(Node)

        init(_ node: Node) {
            if let mapping = node.mapping {
                let pairs = mapping.map { ($0.key.string ?? "", Value($0.value)) }
                self = .object(Dictionary(pairs) { first, _ in first })
            } else if let sequence = node.sequence {
                self = .list(sequence.map(Value.init))
            } else {
                self = .scalar(node)
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .object(let members): try container.encode(members)
            case .list(let elements): try container.encode(elements)
            case .scalar(let node):
                // A quoted scalar is a string whatever it looks like.
                if case .scalar(let scalar) = node, scalar.style != .plain {
                    return try container.encode(scalar.string)
                }
                if let value = node.int { return try container.encode(value) }
                if let value = node.float { return try container.encode(value) }
                if let value = node.bool { return try container.encode(value) }
                if node.null != nil { return try container.encodeNil() }
                try container.encode(node.string)
            }
        }
    }
}
