import Daemon
import SuiteProtocol

/// The suite's API as one OpenAPI 3.1 document: paths as the gateway exposes them, components named for their daemon.
struct MergedDocument: Sendable {
    let json: JSONValue

    private static let methods = ["get", "post", "put", "patch", "delete"]

    /// - Parameter documents: the gateway's own first.
    init(_ documents: [(product: String, document: OpenAPIDocument)], routes: RouteTable) {
        var paths: [String: JSONValue] = [:]
        var components: [String: [String: JSONValue]] = [:]
        var tags: [JSONValue] = []
        for (product, document) in documents {
            tags.append(
                .object(["name": .string(product), "description": document.json["info"]?["description"] ?? ""])
            )
            for (path, item) in document.json["paths"]?.object ?? [:] {
                guard let exposed = routes.publicPath(of: path, at: product) else { continue }
                paths[exposed] = Self.item(item, of: product, at: path, document)
            }
            for (kind, members) in document.json["components"]?.object ?? [:] where kind != "securitySchemes" {
                for (name, value) in members.object {
                    components[kind, default: [:]]["\(product).\(name)"] = Self.renamed(value, for: product)
                }
            }
        }
        var merged = components.mapValues(JSONValue.object)
        merged["securitySchemes"] = documents.first?.document.json["components"]?["securitySchemes"] ?? .object([:])
        json = .object([
            "openapi": "3.1.0",
            "info": .object([
                "title": "Consulta", "version": .string(suiteVersion),
                "description": "Every daemon of this installation, at the gateway's address.",
            ]),
            "servers": .array([.object(["url": "/"])]),
            "tags": .array(tags),
            "paths": .object(paths),
            "components": .object(merged),
        ])
    }

    private static func item(
        _ item: JSONValue,
        of product: String,
        at path: String,
        _ document: OpenAPIDocument
    ) -> JSONValue {
        var members = renamed(item, for: product).object
        for method in methods {
            guard var operation = members[method]?.object else { continue }
            let isOpen = (item[method]?["security"] ?? document.json["security"])?.array.isEmpty ?? true
            // The gateway takes the page's cookie too, and turns it into the token that the daemon wants.
            operation["security"] = .array(
                isOpen ? [] : [.object(["bearer": .array([])]), .object(["cookie": .array([])])]
            )
            operation["tags"] = .array([.string(product)])
            if let rule = AccessTable.rule(method.uppercased(), path, of: product) {
                operation["x-access"] = .object(rule.described)
                let answers = frontAnswers(
                    rule,
                    changes: method != "get",
                    takesBody: operation["requestBody"] != nil,
                    isRelayed: product != RouteTable.own
                )
                operation["responses"] = .object(
                    (operation["responses"]?.object ?? [:]).merging(answers) { written, _ in written }
                )
            }
            members[method] = .object(operation)
        }
        return .object(members)
    }

    /// What the gateway answers before the daemon is asked, and where it isn't there.
    private static func frontAnswers(
        _ rule: AccessRule,
        changes: Bool,
        takesBody: Bool,
        isRelayed: Bool
    ) -> [String: JSONValue] {
        var statuses = ["400", "429"]
        if takesBody { statuses.append("413") }
        switch rule.requirement {
        // With a cookie, whatever changes something must come from our own pages.
        case .nothing, .proof: if changes { statuses.append("403") }
        case .session: statuses += changes ? ["401", "403"] : ["401"]
        case .permission, .service: statuses += ["401", "403"]
        }
        if isRelayed { statuses += ["502", "503", "504"] }
        let problem = JSONValue.object(["$ref": .string("#/components/responses/\(RouteTable.own).Problem")])
        return Dictionary(uniqueKeysWithValues: statuses.map { ($0, problem) })
    }

    /// References follow the components to their new names.
    private static func renamed(_ value: JSONValue, for product: String) -> JSONValue {
        switch value {
        case .object(let members):
            return .object(
                Dictionary(
                    uniqueKeysWithValues: members.map { key, value in
                        guard key == "$ref", let target = value.string, target.hasPrefix("#/components/"),
                            let slash = target.lastIndex(of: "/")
                        else { return (key, renamed(value, for: product)) }
                        return (key, .string("\(target[...slash])\(product).\(target[target.index(after: slash)...])"))
                    }
                )
            )
        case .array(let elements): return .array(elements.map { renamed($0, for: product) })
        default: return value
        }
    }
}

extension AccessRule {
    /// What the merged document says of it, for programs.
    fileprivate var described: [String: JSONValue] {
        switch requirement {
        case .nothing: ["requires": "nothing"]
        case .proof: ["requires": "proof"]
        case .session: ["requires": "session"]
        case .service: ["requires": "service"]
        case .permission(let permissions):
            [
                "requires": "permission",
                "permissions": .array(permissions.map(\.rawValue).sorted().map(JSONValue.string)),
                "roles": .array(Role.allCases.filter { admits([$0]) }.map { .string($0.rawValue) }),
            ]
        }
    }
}
