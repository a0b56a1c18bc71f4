import DaemonTesting
import Foundation
import Persistence
import SuiteProtocol
import Testing

/// Whose templates and sheets are whose, and what is left of documents that go.
@Suite struct SheetAccessTests {
    @Test(arguments: TestDatabase.engines) func templatesAreSharedWithGroupsAndRoles(engine: TestDatabase) async throws
    {
        try await DocumentsFixture.run(on: engine) { documents in
            let group = newID()
            let owner = try await Keeper(documents, groups: [group])
            let (colleague, stranger) = (try await Keeper(documents, groups: [group]), try await Keeper(documents))
            let fields: [String: Any] = [
                "name": "Visitas", "groups": [group], "columns": [["name": "Fecha de visita", "type": "date"]],
            ]
            let answer = try await owner.send("POST", "templates", fields)
            let made = try answer.decode(SeenSheetTemplate.self, by: WireJSON.decoder())
            #expect(answer.status == 201 && made.columns.first?.key == "fecha_de_visita" && made.isMine)
            let seen: SeenSheetTemplate = try await colleague.get("templates/\(made.id)")
            #expect(!seen.isMine && seen.groups.isEmpty)
            #expect(try await stranger.send("GET", "templates/\(made.id)").status == 404)
            #expect(try await colleague.send("DELETE", "templates/\(made.id)").code == "not_your_template")
            #expect(try await stranger.send("PUT", "templates/\(made.id)", fields).status == 422)
            #expect(try await stranger.send("POST", "templates", fields).code == "not_your_group")

            let shared = ["name": "Visitas", "roles": ["teacher"], "columns": [["name": "Fecha"]]] as [String: Any]
            #expect(try await owner.send("PUT", "templates/\(made.id)", shared).status == 200)
            let all: SeenSheetTemplates = try await stranger.get("templates")
            #expect(all.items.contains { $0.id == made.id } && all.items.count { $0.isExample } == 4)
            let example = try #require(all.items.first { $0.isExample })
            #expect(try await owner.send("DELETE", "templates/\(example.id)").code == "not_your_template")
            #expect(try await owner.send("DELETE", "templates/\(made.id)").status == 204)
            #expect(try await stranger.send("GET", "templates/\(made.id)").status == 404)
        }
    }

    @Test func templatesThatCantWorkAreRefused() async throws {
        try await DocumentsFixture.run { documents in
            let teacher = try await Keeper(documents)
            let wrong: [(String, [String: Any])] = [
                ("bad_name", ["name": " ", "columns": [["name": "A"]]]),
                ("bad_columns", ["name": "A", "columns": [] as [Any]]),
                ("bad_column_name", ["name": "A", "columns": [["name": "  "]]]),
                ("same_column_name", ["name": "A", "columns": [["name": "Año"], ["name": "AÑO"]]]),
                ("bad_allowed_values", ["name": "A", "columns": [["name": "B", "type": "choice", "allowed": ["x"]]]]),
                (
                    "bad_points",
                    ["name": "A", "kind": "rubric", "columns": [["name": "B", "type": "number", "most": -1]]]
                ),
            ]
            for (code, fields) in wrong {
                let answer = try await teacher.send("POST", "templates", fields)
                #expect(answer.status == 422 && answer.code == code, "\(code): \(answer.body)")
            }
        }
    }

    @Test(arguments: TestDatabase.engines) func sheetsAreTheirOwners(engine: TestDatabase) async throws {
        try await SheetFixture.run(SheetTests.papers, on: engine) { sheets in
            let made = try await sheets.makeSheet(sheets.template("Actas"))
            let filled = try await sheets.fill(made.id)
            let cell = try #require(filled.rows.first?.cells.first)
            for roles: Set<Role> in [[.teacher], [.admin]] {
                let other = try await Keeper(sheets.documents, roles: roles)
                let routes = [
                    ("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/estimate"), ("POST", "/run"),
                    ("POST", "/finalize"), ("POST", "/reopen"), ("GET", "/export?format=csv"),
                    ("PATCH", "/cells/\(cell.id)"), ("POST", "/cells/\(cell.id)/recompute"),
                    ("POST", "/cells/\(cell.id)/undo"), ("POST", "/cells/\(cell.id)/confirm"),
                ]
                for (method, path) in routes {
                    let fields: [String: Any] = ["name": "x", "value": "x"]
                    let answer = try await other.send(
                        method,
                        "sheets/\(made.id)\(path)",
                        method == "GET" ? nil : fields
                    )
                    #expect(answer.status == 404, "\(method) \(path): \(answer.body)")
                }
                let list = try await other.send("GET", "sheets")
                #expect(!list.body.contains(made.id))
                // Nor can they fill one from documents that they may not read.
                let template = try await sheets.template("Actas").id
                let document = try #require(filled.rows.first?.documentID)
                for chosen in [["documents": [document]], ["collections": [sheets.collection]]] {
                    let fields: [String: Any] = ["template_id": template].merging(chosen) { $1 }
                    #expect(try await other.send("POST", "sheets", fields).status == 404)
                }
            }
            let student = try await Keeper(sheets.documents, roles: [.student])
            #expect(try await student.send("GET", "sheets").status == 403)
            #expect(try await sheets.sheet(made.id).rows.count == 3)
        }
    }

    @Test(arguments: TestDatabase.engines) func aDeletedDocumentLeavesItsValuesOnly(engine: TestDatabase) async throws {
        try await SheetFixture.run(SheetTests.papers, on: engine) { sheets in
            let made = try await sheets.makeSheet(sheets.template("Actas"))
            let filled = try await sheets.fill(made.id)
            let row = try #require(filled.rows.first)
            #expect(try await sheets.teacher.send("DELETE", "documents/\(row.documentID)").status == 204)
            let later = try #require(try await sheets.sheet(made.id).rows.first)
            #expect(later.isGone && later.title == "Acta 1" && later["fecha"]?.value == "2026-03-12")
            #expect(later["fecha"]?.source?.isGone == true && later["fecha"]?.source?.text == "")
            let cell = try #require(later["fecha"])
            #expect(try await sheets.cell("POST", made.id, cell.id + "/recompute").code == "document_gone")
            // What the sheet quotes of it goes at the next pass: here that of a daemon that starts.
            try await sheets.documents.withReplica { replica in
                try await DocumentsFixture.eventually {
                    try await replica.withDatabase { db in
                        try db.rows("SELECT document_id FROM sheet_documents WHERE forgotten")
                            .map { try $0.get("document_id", as: String.self) }
                    } == [row.documentID]
                }
            }
            let kept = try #require(try await sheets.sheet(made.id).rows.first)
            #expect(kept["fecha"]?.value == "2026-03-12" && kept["fecha"]?.state == "sourced")
        }
    }

    @Test func aDocumentThatWentBeforeTheRunFailsAlone() async throws {
        try await SheetFixture.run(SheetTests.papers) { sheets in
            let made = try await sheets.makeSheet(sheets.template("Actas"))
            let row = try #require(made.rows.first)
            #expect(try await sheets.teacher.send("DELETE", "documents/\(row.documentID)").status == 204)
            let filled = try await sheets.fill(made.id)
            #expect(filled.state == "review" && filled.rows[0].cells.allSatisfy { $0.state == "failed" })
            #expect(filled.rows[1]["fecha"]?.state == "sourced")
            #expect(filled.unsourced == filled.rows.flatMap(\.cells).count { $0.value == nil })
        }
    }

    @Test(arguments: TestDatabase.engines) func whatSharedDocumentsSayIsWithheldOnceTheyAreNotShared(
        engine: TestDatabase
    ) async throws {
        try await SheetFixture.run(SheetTests.papers, on: engine) { sheets in
            let group = newID()
            let path = "collections/\(sheets.collection)"
            #expect(try await sheets.teacher.send("PATCH", path, ["groups": [group]]).status == 200)
            let colleague = try await Keeper(sheets.documents, groups: [group])
            let theirs = SheetFixture(documents: sheets.documents, teacher: colleague, collection: sheets.collection)
            let made = try await theirs.makeSheet(theirs.template("Actas"))
            let filled = try await theirs.fill(made.id)
            #expect(filled.rows[0]["fecha"]?.source?.isGone == false)
            #expect(try await sheets.teacher.send("PATCH", path, ["groups": [] as [String]]).status == 200)
            let later = try await theirs.sheet(made.id)
            #expect(later.rows.allSatisfy { row in row.isGone && row.cells.allSatisfy { $0.source?.text ?? "" == "" } })
            let file = try await colleague.send("GET", "sheets/\(made.id)/export?format=csv")
            #expect(file.status == 200 && !file.body.contains("12 de marzo de 2026"))
        }
    }

    @Test(arguments: TestDatabase.engines) func whatIsKeptOfAPersonIsToldAndForgotten(engine: TestDatabase) async throws
    {
        try await SheetFixture.run(SheetTests.papers, on: engine) { sheets in
            _ = try await sheets.makeTemplate("Mía", [["name": "Fecha"]])
            let made = try await sheets.makeSheet(sheets.template("Actas"))
            _ = try await sheets.fill(made.id)
            let report = try await sheets.documents.subject(sheets.teacher.id, "GET", "?data=true")
            #expect(report.status == 200 && report.body.contains(#""key":"sheets""#))
            #expect(report.body.contains("Sala de maestros") && report.body.contains("Mía"))
            #expect(try await sheets.documents.subject(sheets.teacher.id, "DELETE").status == 200)
            let left = try await sheets.documents.withDatabase { db in
                try ["sheets", "sheet_rows", "sheet_cells", "sheet_cell_steps", "sheet_templates"].map { table in
                    try db.rows("SELECT 1 FROM \(identifier: table)").count
                }
            }
            #expect(left == [0, 0, 0, 0, 0])
        }
    }

    @Test(arguments: TestDatabase.engines) func whatPeopleWroteIsSealed(engine: TestDatabase) async throws {
        try await SheetFixture.run(SheetTests.papers, on: engine) { sheets in
            let made = try await sheets.makeSheet(sheets.template("Actas"), ["name": "Nombre secreto"])
            _ = try await sheets.fill(made.id)
            let stored = try await sheets.documents.withDatabase { db in
                let names = try db.rows("SELECT name, plan FROM sheets")
                    .flatMap { [try $0.get("name", as: Data.self), try $0.get("plan", as: Data.self)] }
                let contents = try db.rows("SELECT content FROM sheet_cell_steps")
                    .map { try $0.get("content", as: Data.self) }
                return names + contents
            }
            #expect(stored.count > 5)
            for text in ["Nombre secreto", "Sala de maestros", "Acuerdos"] {
                #expect(stored.allSatisfy { $0.range(of: Data(text.utf8)) == nil })
            }
        }
    }
}
