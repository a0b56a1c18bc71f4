import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import SuiteProtocol
import Testing

/// One thing of each kind that documents keeps, all of one person, each with the same word in it, and what else is there for
/// everybody.
struct PaperThings {
    /// By what stands before it in a path, or after a sheet's: `/api/collections`, `cell`.
    let ids: [String: String]
    /// By the same, what everybody has: the examples.
    let examples: [String: String]
    let secret: String

    private struct Made: Decodable {
        let id: String
        let jobID: String?
    }

    private struct List: Decodable {
        struct Item: Decodable {
            let id: String
            let isExample: Bool
        }
        let items: [Item]
    }

    private struct Sheet: Decodable {
        struct Row: Decodable { let cells: [Made] }
        let state: String
        let rows: [Row]
    }

    static func make(of scene: PaperScene, holding secret: String) async throws -> PaperThings {
        let (gateway, token) = (scene.suite.gateway, scene.owner.token)
        var (ids, examples) = (["/api/collections": scene.collection], [String: String]())
        func made(_ path: String, _ json: String) async throws -> Made {
            let answer = try await gateway.post(path, json: json, token: token)
            guard [201, 202].contains(answer.status) else { throw Suite.Unexpected(response: answer) }
            return try answer.decode(by: WireJSON.decoder())
        }
        func example(_ path: String) async throws -> String {
            let answer = try await gateway.get(path, token: token)
            let list = try answer.decode(List.self, by: WireJSON.decoder())
            guard let example = list.items.first(where: \.isExample) else { throw Suite.Unexpected(response: answer) }
            return example.id
        }
        let file = PaperScene.File("acta del \(secret).txt", "Lugar: el patio del \(secret)\n")
        let item = try #require(try await scene.upload([file]).first)
        ids["/api/documents"] = item.documentID
        ids["/api/jobs"] = item.jobID
        try await scene.untilRead(ids["/api/documents", default: ""])

        let preset = #"{"title": "Pregunta del \#(secret)", "text": "¿Qué dice de [[tema]] el \#(secret)?"}"#
        ids["/api/presets"] = try await made("/api/presets", preset).id

        examples["/api/templates"] = try await example("/api/templates")
        let template = """
            {"name": "Datos del \(secret)", "kind": "sheet", "columns": [{"name": "Lugar", "type": "text"}],
            "groups": [], "roles": []}
            """
        ids["/api/templates"] = try await made("/api/templates", template).id
        let sheet = """
            {"name": "Planilla del \(secret)", "template_id": "\(ids["/api/templates", default: ""])",
            "documents": ["\(ids["/api/documents", default: ""])"], "rows": "per_document"}
            """
        let id = try await made("/api/sheets", sheet).id
        ids["/api/sheets"] = id
        let run = try await gateway.post("/api/sheets/\(id)/run", json: "{}", token: token)
        try #require(run.status == 202, "\(run.body)")
        try await eventually("the sheet is filled") {
            let seen = try await gateway.get("/api/sheets/\(id)", token: token).decode(
                Sheet.self,
                by: WireJSON.decoder()
            )
            ids["cell"] = seen.rows.first?.cells.first?.id
            return seen.state == "review"
        }

        let letter = try await example("/api/letters/templates")
        examples["/api/letters/templates"] = letter
        let word = try await scene.download("/api/letters/templates/\(letter)/file")
        func form(_ path: String, _ file: PaperScene.File) async throws -> String {
            let answer = try await Form(fields: [:], files: [file]).send(to: gateway, path, token: token)
            guard answer.status == 201 else { throw Suite.Unexpected(response: answer) }
            return try answer.decode(Made.self, by: WireJSON.decoder()).id
        }
        ids["/api/letters/templates"] = try await form(
            "/api/letters/templates",
            .init("carta del \(secret).docx", word)
        )
        let rows = PaperScene.File("datos.csv", "nombre;del\n\(secret);\(secret)\n")
        ids["table"] = try await form("/api/letters/tables", rows)
        let letters = try await gateway.post(
            "/api/letters/check",
            json: #"{"template_id": "\#(letter)", "table_id": "\#(ids["table", default: ""])", "mapping": {}}"#,
            token: token
        )
        struct Check: Decodable {
            struct Field: Decodable { let field: String }
            let fields: [Field]
        }
        let fields = try letters.decode(Check.self, by: WireJSON.decoder()).fields
        let mapping = fields.map { #""\#($0.field)": "nombre""# }.joined(separator: ", ")
        let body = """
            {"template_id": "\(letter)", "table_id": "\(ids["table", default: ""])", "mapping": {\(mapping)}, "pdf": false}
            """
        let request = try await made("/api/letters", body)
        ids["/api/letters"] = request.id
        let job = try #require(request.jobID)
        try await eventually("the letters are made") { try await scene.job(job).state == "done" }
        return PaperThings(ids: ids, examples: examples, secret: secret)
    }

    /// Whether an answer tells of any of them.
    func isTold(in text: String) -> Bool { text.lowercased().contains(secret) }

    /// Whether a question names one of them.
    func isNamed(in text: String) -> Bool { ids.values.contains { text.contains($0) } }

    /// Nothing was taken away or changed.
    func expectAll(of scene: PaperScene) async throws {
        for (kind, id) in ids where kind.hasPrefix("/") {
            let lists = ["/api/presets", "/api/letters/templates"]
            let path = lists.contains(kind) ? kind : "\(kind)/\(id)"
            let answer = try await scene.suite.gateway.get(path, token: scene.owner.token)
            #expect(answer.status == 200 && answer.body.contains(id), "\(kind): \(answer.body)")
            #expect(isTold(in: answer.body) || kind == "/api/collections" || kind == "/api/letters", "\(answer.body)")
            #expect(!answer.body.contains(PaperQuestions.intruder), "\(kind): \(answer.body)")
        }
        #expect(try await scene.find(secret).count == 1)
        #expect(try await scene.documents().count == 1)
    }
}

extension PaperScene {
    func download(_ path: String) async throws -> Data {
        let response = try await suite.gateway.open("GET", path, token: owner.token, body: nil)
        try #require(response.status == .ok)
        return Data(buffer: try await response.body.collect(upTo: 16 << 20))
    }
}
