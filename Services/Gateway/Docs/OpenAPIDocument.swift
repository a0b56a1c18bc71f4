import Daemon
import Foundation
import Yams

/// The gateway's own API, written in YAML and served as JSON.
struct OpenAPIDocument: Sendable {
    let json: JSONValue
    let text: String

    init(file: String) throws {
        guard let yaml = try? String(contentsOfFile: file, encoding: .utf8), let node = try Yams.compose(yaml: yaml)
        else {
            throw ConfigurationError("GATEWAY_OPENAPI", "\(file) can't be read")
        }
        json = JSONValue(node)
        text = String(decoding: try json.encoded(), as: UTF8.self)
    }

    init(json: JSONValue) throws {
        self.json = json
        text = String(decoding: try json.encoded(), as: UTF8.self)
    }

    struct Operation: Sendable, Equatable {
        let method: String
        let path: String
        let summary: String
    }

    /// In the order of paths.
    var operations: [Operation] {
        (json["paths"]?.object ?? [:]).sorted { $0.key < $1.key }.flatMap { path, item in
            Self.methods.compactMap { method in
                item[method].map {
                    Operation(method: method.uppercased(), path: path, summary: $0["summary"]?.string ?? "")
                }
            }
        }
    }

    var title: String { json["info"]?["title"]?.string ?? "" }

    private static let methods = ["get", "post", "put", "patch", "delete"]
}
