import Daemon

/// A schema as lines that people read: a name, what may stand there, and what it is for.
struct SchemaOutline {
    struct Line {
        let depth: Int
        let name: String
        let type: String
        let isRequired: Bool
        let text: String
    }

    private let operation: APIOperation
    private(set) var lines: [Line] = []
    private static let deepest = 4

    init(_ schema: JSONValue, in operation: APIOperation) {
        self.operation = operation
        add(schema, depth: 0)
    }

    private mutating func add(_ schema: JSONValue, depth: Int) {
        guard depth <= Self.deepest else { return }
        let (properties, required) = members(of: schema)
        for (name, value) in properties.sorted(by: { ($0.key) < ($1.key) }) {
            let value = operation.resolved(value)
            lines.append(
                Line(
                    depth: depth,
                    name: name,
                    type: type(of: value),
                    isRequired: required.contains(name),
                    text: value["description"]?.string ?? ""
                )
            )
            add(value["items"].map(operation.resolved) ?? value, depth: depth + 1)
        }
    }

    /// Of an object, and of all that it is made up of.
    private func members(of schema: JSONValue) -> (properties: [String: JSONValue], required: Set<String>) {
        let schema = operation.resolved(schema)
        var properties = schema["properties"]?.object ?? [:]
        var required = Set((schema["required"]?.array ?? []).compactMap(\.string))
        for part in (schema["allOf"]?.array ?? []) + (schema["oneOf"]?.array ?? []) + (schema["anyOf"]?.array ?? []) {
            let more = members(of: part)
            properties.merge(more.properties) { first, _ in first }
            if schema["allOf"] != nil { required.formUnion(more.required) }
        }
        if let items = schema["items"], properties.isEmpty { return members(of: items) }
        return (properties, required)
    }

    /// Such as `string (uuid)`, `integer 1…100`, `student | tutor`, `object[]`.
    func type(of schema: JSONValue) -> String {
        let schema = operation.resolved(schema)
        if let words = schema["enum"]?.array, !words.isEmpty { return words.map(Self.text).joined(separator: " | ") }
        if let constant = schema["const"] { return Self.text(constant) }
        if let items = schema["items"] { return type(of: items) + "[]" }
        for key in ["oneOf", "anyOf", "allOf"] {
            if let parts = schema[key]?.array { return Array(Set(parts.map(type))).sorted().joined(separator: " | ") }
        }
        var names = schema["type"]?.array.compactMap(\.string) ?? []
        if let name = schema["type"]?.string { names.append(name) }
        var text = names.isEmpty ? "object" : names.joined(separator: " | ")
        if let format = schema["format"]?.string { text += " (\(format))" }
        return text + range(schema, "minimum", "maximum", "") + range(schema, "minLength", "maxLength", " c.")
    }

    private func range(_ schema: JSONValue, _ lowest: String, _ highest: String, _ unit: String) -> String {
        switch (schema[lowest].map(Self.text), schema[highest].map(Self.text)) {
        case (let low?, let high?): " \(low)…\(high)\(unit)"
        case (let low?, nil): " ≥ \(low)\(unit)"
        case (nil, let high?): " ≤ \(high)\(unit)"
        case (nil, nil): ""
        }
    }

    private static func text(_ value: JSONValue) -> String {
        value.string ?? (try? String(decoding: value.encoded(), as: UTF8.self)) ?? ""
    }
}
