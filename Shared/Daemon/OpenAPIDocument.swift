import Foundation
import Yams

/// A daemon's API (OpenAPI 3.1), written in YAML and served as JSON.
package struct OpenAPIDocument: Sendable {
    package let json: JSONValue
    package let text: String

    package init(file: String) throws {
        guard let yaml = try? String(contentsOfFile: file, encoding: .utf8), let node = try Yams.compose(yaml: yaml)
        else {
            throw ConfigurationError(file, "is not a readable OpenAPI document")
        }
        json = JSONValue(node)
        text = String(decoding: try json.encoded(), as: UTF8.self)
    }

    package init(json: JSONValue) throws {
        self.json = json
        text = String(decoding: try json.encoded(), as: UTF8.self)
    }

    package struct Operation: Sendable, Equatable {
        package let method: String
        package let path: String
        package let summary: String
    }

    /// In the order of paths.
    package var operations: [Operation] {
        (json["paths"]?.object ?? [:]).sorted { $0.key < $1.key }.flatMap { path, item in
            Self.methods.compactMap { method in
                item[method].map {
                    Operation(method: method.uppercased(), path: path, summary: $0["summary"]?.string ?? "")
                }
            }
        }
    }

    package var title: String { json["info"]?["title"]?.string ?? "" }

    private static let methods = ["get", "post", "put", "patch", "delete"]
}
