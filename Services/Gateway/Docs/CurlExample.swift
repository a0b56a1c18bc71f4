import Daemon
import Foundation

/// How an operation is asked for on a command line.
struct CurlExample {
    let text: String

    init(_ operation: APIOperation, origin: String) {
        let example = SchemaExample(in: operation)
        var path = operation.path
        var query: [String] = []
        for parameter in operation.parameters {
            guard let name = parameter["name"]?.string else { continue }
            let value = Self.word(example.value(parameter["schema"] ?? .null, name: name))
            switch parameter["in"]?.string {
            case "path": path = path.replacing("{\(name)}", with: value)
            case "query" where parameter["required"] == .bool(true): query.append("\(name)=\(value)")
            default: break
            }
        }
        let url = origin + path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        var parts = ["curl" + (operation.method == "GET" ? "" : " -X \(operation.method)") + " \(Self.quoted(url))"]
        if operation.needsToken { parts.append("-H \"Authorization: Bearer $TOKEN\"") }
        if let body = operation.bodies.first(where: { $0.type.hasSuffix("json") }) {
            let data = (try? example.value(body.schema).encoded()) ?? Data()
            parts.append("-H 'Content-Type: \(body.type)'")
            parts.append("-d \(Self.quoted(String(decoding: data, as: UTF8.self)))")
        } else if let form = operation.bodies.first(where: { $0.type == "multipart/form-data" }) {
            for name in operation.resolved(form.schema)["properties"]?.object.keys.sorted() ?? [] {
                let isFile = operation.resolved(form.schema)["properties"]?[name]?["format"]?.string == "binary"
                parts.append("-F \(name)=\(isFile ? "@archivo" : "…")")
            }
        } else if let other = operation.bodies.first {
            parts.append("-H 'Content-Type: \(other.type)'")
            parts.append("--data-binary @archivo")
        }
        text = parts.joined(separator: " \\\n  ")
    }

    private static func word(_ value: JSONValue) -> String {
        value.string ?? (try? String(decoding: value.encoded(), as: UTF8.self)) ?? ""
    }

    private static func quoted(_ text: String) -> String { "'" + withinQuotes(text) + "'" }

    static func withinQuotes(_ text: String) -> String { text.replacing("'", with: "'\\''") }
}

extension APIOperation {
    var needsToken: Bool { !["nothing", "proof", nil].contains(access?["requires"]?.string) }
}
