import Daemon

/// One operation of the merged document, with its references followed.
struct APIOperation {
    let method: String
    let path: String
    private let json: JSONValue
    private let item: JSONValue
    private let components: JSONValue

    static let methods = ["get", "post", "put", "patch", "delete"]

    /// By path, then as `methods` stand.
    static func all(of document: MergedDocument, tag: String) -> [APIOperation] {
        let components = document.json["components"] ?? .null
        return (document.json["paths"]?.object ?? [:]).sorted { $0.key < $1.key }.flatMap { path, item in
            methods.compactMap { method in
                guard let json = item[method], json["tags"]?.array.first?.string == tag else { return nil }
                return APIOperation(
                    method: method.uppercased(),
                    path: path,
                    json: json,
                    item: item,
                    components: components
                )
            }
        }
    }

    var summary: String { json["summary"]?.string ?? "" }
    var description: String? { json["description"]?.string }
    var access: JSONValue? { json["x-access"] }
    /// What a page links to.
    var anchor: String {
        method.lowercased() + path.replacing("/", with: "-").filter { !"{}".contains($0) }
    }

    var parameters: [JSONValue] {
        ((item["parameters"]?.array ?? []) + (json["parameters"]?.array ?? [])).map(resolved)
    }

    /// Media type and schema of each form of the body.
    var bodies: [(type: String, schema: JSONValue)] { Self.contents(json["requestBody"].map(resolved)) }

    var answers: [(status: String, description: String, contents: [(type: String, schema: JSONValue)])] {
        (json["responses"]?.object ?? [:]).sorted { $0.key < $1.key }.map { status, answer in
            let answer = resolved(answer)
            return (status, answer["description"]?.string ?? "", Self.contents(answer))
        }
    }

    /// What `$ref` stands for; the value itself where it is none.
    func resolved(_ value: JSONValue) -> JSONValue {
        guard let parts = value["$ref"]?.string?.split(separator: "/"), parts.count == 4 else { return value }
        return components[String(parts[2])]?[String(parts[3])] ?? .object([:])
    }

    private static func contents(_ value: JSONValue?) -> [(type: String, schema: JSONValue)] {
        (value?["content"]?.object ?? [:]).sorted { $0.key < $1.key }.map {
            ($0.key, $0.value["schema"] ?? .object([:]))
        }
    }
}
