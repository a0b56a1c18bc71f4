import DaemonTesting
import Foundation
import SuiteProtocol

/// How somebody might ask for the papers of somebody else: paths and bodies for each operation.
struct PaperQuestions {
    /// What they would write over them.
    static let intruder = "intrusa"

    let things: PaperThings

    func all(for operation: DocumentedOperation) -> [(path: String, body: String?)] {
        let kind = things.ids.keys.filter { operation.path.hasPrefix($0 + "/{id}") }.max { $0.count < $1.count }
        let path = operation.path.replacing("{id}", with: kind.flatMap { things.ids[$0] } ?? newID())
            .replacing("{number}", with: "1").replacing("{cell}", with: id("cell"))
        if operation.path.hasSuffix("/export") { return [(path + "?format=csv", nil)] }
        if operation.method == "GET" || operation.method == "DELETE" { return [(path, nil)] }
        return bodies(operation).map { (path, $0) }
    }

    func ask(
        _ operation: DocumentedOperation,
        _ path: String,
        _ body: String?,
        at url: String,
        _ token: String?
    ) async throws -> TestResponse {
        let daemon = RunningDaemon(url: url, home: "")
        if operation.path == "/api/documents", operation.method == "POST" {
            let file = PaperScene.File("\(Self.intruder).txt", Self.intruder)
            return try await Form(fields: ["collection_id": id("/api/collections")], files: [file])
                .send(to: daemon, path, token: token)
        }
        let kind = path.hasSuffix("/import") ? "application/x-ndjson" : "application/json"
        let headers = body == nil ? [:] : ["content-type": kind]
        return try await daemon.send(operation.method, path, token: token, headers: headers, body: body)
    }

    private func id(_ kind: String) -> String { things.ids[kind, default: ""] }

    private func bodies(_ operation: DocumentedOperation) -> [String] {
        let (collection, document, secret) = (id("/api/collections"), id("/api/documents"), things.secret)
        let name = Self.intruder
        return switch operation.path {
        case "/api/search":
            [
                #"{"query": "\#(secret)"}"#, #"{"query": "\#(secret)", "collections": ["\#(collection)"]}"#,
                #"{"query": "patio", "filters": {"documents": ["\#(document)"]}}"#,
            ]
        case "/api/ask":
            [
                #"{"question": "¿Qué lugar?"}"#, #"{"question": "¿Qué lugar?", "collections": ["\#(collection)"]}"#,
                #"{"question": "¿Qué lugar?", "documents": ["\#(document)"]}"#,
                #"{"question": "¿Qué lugar?", "documents": ["\#(document)"], "mode": "whole"}"#,
                #"{"preset": "\#(id("/api/presets"))", "blanks": {"tema": "x"}}"#,
            ]
        case "/api/ask/plan": [#"{"collections": ["\#(collection)"]}"#, #"{"documents": ["\#(document)"]}"#, "{}"]
        case "/api/documents": [document]
        case "/api/collections/{id}": [#"{"name": "\#(name)"}"#]
        case "/api/documents/{id}": [#"{"title": "\#(name)"}"#]
        case "/api/collections/{id}/import": [#"{"id": "1", "title": "\#(name)", "text": "\#(name)"}"# + "\n"]
        case "/api/presets/{id}": [#"{"title": "\#(name)", "text": "\#(name)"}"#]
        case "/api/templates/{id}":
            [
                #"{"name": "\#(name)", "kind": "sheet", "columns": [{"name": "A", "type": "text"}], "groups": [], "roles": []}"#
            ]
        case "/api/sheets": sheets(collection, document)
        case "/api/sheets/{id}": [#"{"name": "\#(name)"}"#]
        case "/api/sheets/{id}/cells/{cell}": [#"{"value": "\#(name)"}"#]
        case "/api/letters", "/api/letters/check": letters
        default: ["{}"]
        }
    }

    private func sheets(_ collection: String, _ document: String) -> [String] {
        let example = things.examples["/api/templates", default: ""]
        return [
            (example, "documents", document), (example, "collections", collection),
            (id("/api/templates"), "documents", document),
        ]
        .map { #"{"name": "x", "template_id": "\#($0)", "\#($1)": ["\#($2)"], "rows": "per_document"}"# }
    }

    private var letters: [String] {
        let example = things.examples["/api/letters/templates", default: ""]
        return [
            (example, "table_id", id("table")), (example, "sheet_id", id("/api/sheets")),
            (id("/api/letters/templates"), "table_id", id("table")),
        ]
        .map { #"{"template_id": "\#($0)", "\#($1)": "\#($2)", "mapping": {}}"# }
    }
}
