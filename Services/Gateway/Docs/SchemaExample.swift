import Daemon
import Foundation

/// A value that a schema allows, to begin from: what the document gives as an example, else something plausible.
struct SchemaExample {
    private let operation: APIOperation
    private static let deepest = 5
    private static let id = "0193a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b"

    init(in operation: APIOperation) {
        self.operation = operation
    }

    func value(_ schema: JSONValue, name: String = "", depth: Int = 0) -> JSONValue {
        let schema = operation.resolved(schema)
        if let given = schema["example"] ?? schema["examples"]?.array.first ?? schema["const"] ?? schema["default"] {
            return given
        }
        if let word = schema["enum"]?.array.first { return word }
        if let parts = schema["allOf"]?.array {
            let objects = parts.map { value($0, name: name, depth: depth) }
            return .object(objects.reduce(into: [:]) { $0.merge($1.object) { first, _ in first } })
        }
        if let first = (schema["oneOf"] ?? schema["anyOf"])?.array.first {
            return value(first, name: name, depth: depth)
        }
        switch schema["type"]?.string ?? schema["type"]?.array.first?.string ?? "object" {
        case "string": return .string(text(schema, name))
        case "integer", "number": return schema["minimum"] ?? .integer(1)
        case "boolean": return .bool(true)
        case "array": return .array(depth < Self.deepest ? [value(schema["items"] ?? .null, depth: depth + 1)] : [])
        default: return .object(members(schema, depth))
        }
    }

    /// Those that are required; all where none is.
    private func members(_ schema: JSONValue, _ depth: Int) -> [String: JSONValue] {
        guard depth < Self.deepest else { return [:] }
        let properties = schema["properties"]?.object ?? [:]
        let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
        return properties.filter { required.isEmpty || required.contains($0.key) }
            .reduce(into: [:]) { $0[$1.key] = value($1.value, name: $1.key, depth: depth + 1) }
    }

    private func text(_ schema: JSONValue, _ name: String) -> String {
        switch schema["format"]?.string {
        case "uuid": Self.id
        case "date-time": "2026-11-21T09:30:00Z"
        case "date": "2026-11-21"
        case "email": "ana@example.org"
        case "binary": "…"
        default: name.isEmpty ? "…" : name == "username" ? "ana.ruiz" : name == "name" ? "Ana Ruiz" : "…"
        }
    }
}
