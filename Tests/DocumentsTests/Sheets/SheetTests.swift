import AsyncHTTPClient
import DaemonTesting
import Foundation
import NIOCore
import NIOHTTP1
import SuiteProtocol
import Testing

/// A sheet from its making to its file, without a model.
@Suite struct SheetTests {
    static let first = """
        Fecha: 12 de marzo de 2026
        Lugar: Sala de maestros
        Asistentes: Abel Rincón, Inés Duarte
        Acuerdos: La feria será en abril.
        """
    static let second = "Fecha: 5/6/2026\nLugar: Patio\nAsistentes: Omar Cid\nAcuerdos: Pintar el patio."

    static let papers = [("Acta 1", first), ("Acta 2", second), ("Acta 3", "Texto que no dice nada de eso.")]

    @Test(arguments: TestDatabase.engines) func aSheetIsFilledWithWhereEachValueStands(engine: TestDatabase)
        async throws
    {
        try await SheetFixture.run(Self.papers, on: engine) { sheets in
            let made = try await sheets.makeSheet(sheets.template("Actas"))
            #expect(
                made.state == "draft" && made.documents == 3
                    && made.rows.map(\.title) == ["Acta 1", "Acta 2", "Acta 3"]
            )
            #expect(made.rows.allSatisfy { $0.cells.count == 4 && $0.cells.allSatisfy { $0.state == "empty" } })

            let filled = try await sheets.fill(made.id)
            #expect(filled.state == "review" && filled.read == 3)
            // What a document doesn't say is open as much as what no passage says.
            #expect(filled.unsourced == filled.rows.flatMap(\.cells).count { $0.value == nil } && filled.unsourced >= 4)
            #expect(filled.writtenBy?.by == "rules" && filled.writtenBy?.leftInstitution == false)
            let row = try #require(filled.rows.first)
            #expect(row["fecha"]?.value == "2026-03-12" && row["lugar"]?.value == "Sala de maestros")
            #expect(filled.rows[1]["acuerdos"]?.value == "Pintar el patio.")
            #expect(filled.rows[2].cells.allSatisfy { $0.value == nil && $0.state == "unsourced" && $0.source == nil })
            let source = try #require(row["fecha"]?.source)
            let page: SeenPage = try await sheets.teacher.get("documents/\(source.documentID)/pages/\(source.page)")
            #expect(SeenSpan(start: source.start, end: source.end).text(in: page.text) == "12 de marzo de 2026")
            #expect(source.text == "12 de marzo de 2026")

            let list = try await sheets.teacher.send("GET", "sheets")
            #expect(list.body.contains(#""name":"Prueba""#) && list.body.contains(#""rows":3"#))
            let job = try #require(filled.jobID)
            let seen: SeenJob = try await sheets.teacher.get("jobs/\(job)")
            #expect(seen.state == "done" && seen.done == 3 && seen.total == 3 && seen.subjectID == made.id)
        }
    }

    @Test(arguments: TestDatabase.engines) func threeRowsAreShownBeforeTheRest(engine: TestDatabase) async throws {
        try await SheetFixture.run(Self.papers, on: engine) { sheets in
            let made = try await sheets.makeSheet(sheets.template("Actas"))
            let preview = try await sheets.fill(made.id, ["limit": 1])
            #expect(preview.state == "draft" && preview.read == 1)
            #expect(preview.rows[0]["fecha"]?.state == "sourced" && preview.rows[1]["fecha"]?.state == "empty")
            let whole = try await sheets.fill(made.id)
            #expect(whole.state == "review" && whole.read == 3)
            // What was read is not read again: its cells are as they were.
            #expect(whole.rows[0]["fecha"]?.version == preview.rows[0]["fecha"]?.version)
            let again = try await sheets.teacher.send("POST", "sheets/\(made.id)/run", [:])
            #expect(again.status == 409 && again.code == "nothing_to_fill")
            #expect(try await sheets.teacher.send("POST", "sheets/\(made.id)/run", ["limit": 0]).code == "bad_limit")
        }
    }

    @Test(arguments: TestDatabase.engines) func cellsAreWrittenUndoneAndVouchedFor(engine: TestDatabase) async throws {
        try await SheetFixture.run(Self.papers, on: engine) { sheets in
            let made = try await sheets.makeSheet(sheets.template("Actas"))
            let filled = try await sheets.fill(made.id)
            let cell = try #require(filled.rows[0]["fecha"])
            let edited = try await sheets.cell(
                "PATCH",
                made.id,
                cell.id,
                ["value": "13/3/2026", "version": cell.version]
            )
            .decode(SeenCell.self, by: WireJSON.decoder())
            #expect(edited.state == "edited" && edited.value == "2026-03-13" && edited.source == nil)
            #expect(edited.editedBy == sheets.teacher.id && edited.canUndo && edited.version == cell.version + 1)
            // Somebody else has the older one before their eyes.
            let late = try await sheets.cell("PATCH", made.id, cell.id, ["value": "1/1/2026", "version": cell.version])
            #expect(late.status == 409 && late.code == "changed_meanwhile")
            #expect(try await sheets.cell("PATCH", made.id, cell.id, ["value": "mañana"]).code == "bad_value")

            let undone = try await sheets.cell("POST", made.id, cell.id + "/undo")
                .decode(SeenCell.self, by: WireJSON.decoder())
            #expect(undone.state == "sourced" && undone.value == "2026-03-12" && undone.source != nil)
            let confirmed = try await sheets.cell("POST", made.id, cell.id + "/confirm")
                .decode(SeenCell.self, by: WireJSON.decoder())
            #expect(confirmed.state == "confirmed" && confirmed.value == "2026-03-12" && confirmed.source != nil)

            // What somebody has spoken for is not written over.
            _ = try await sheets.cell("PATCH", made.id, cell.id, ["value": "2026-01-02"])
            let again = try await sheets.fill(made.id, ["again": true])
            #expect(again.rows[0]["fecha"]?.value == "2026-01-02" && again.rows[0]["fecha"]?.state == "edited")
            let computed = try await sheets.cell("POST", made.id, cell.id + "/recompute")
                .decode(SeenCell.self, by: WireJSON.decoder())
            #expect(computed.state == "sourced" && computed.value == "2026-03-12")
            let untouched = try #require(again.rows[2]["fecha"])
            #expect(!untouched.canUndo)
            #expect(try await sheets.cell("POST", made.id, untouched.id + "/undo").code == "nothing_to_undo")
        }
    }

    @Test func rowsAreFoundInATable() async throws {
        let table = """
            # Grupo 3 B

            Profesora: Nadia Ferro

            | Alumno | Calificación | Faltas |
            |---|---|---|
            | Ana Uc | 9,5 | 0 |
            | Bruno Paz | 7 | 2 |
            | Promedio | 8,25 | |
            """
        try await SheetFixture.run([]) { sheets in
            _ = try await sheets.teacher.read("lista.md", Papers.text(table), into: sheets.collection)
            let columns: [[String: Any]] = [
                ["name": "Alumno"], ["name": "Calificación", "type": "number"], ["name": "Profesora"],
            ]
            let template = try await sheets.makeTemplate("Calificaciones", columns)
            let made = try await sheets.makeSheet(template, ["rows": "found"])
            #expect(made.rows.isEmpty)
            let filled = try await sheets.fill(made.id)
            #expect(filled.rows.map { $0["alumno"]?.value } == ["Ana Uc", "Bruno Paz"])
            #expect(filled.rows.map { $0["calificacion"]?.value } == ["9.5", "7"])
            #expect(filled.rows.map { $0["profesora"]?.value } == ["Nadia Ferro", "Nadia Ferro"])
            let cell = try #require(filled.rows.last?["alumno"])
            let again = try await sheets.cell("POST", made.id, cell.id + "/recompute")
                .decode(SeenCell.self, by: WireJSON.decoder())
            #expect(again.value == "Bruno Paz")
        }
    }

    @Test func rubricsHaveTotals() async throws {
        let paper =
            "Alumno: Ana Uc\nDominio del tema: 8\nClaridad al hablar: 10\nMaterial de apoyo: 5\nUso del tiempo: Excelente"
        try await SheetFixture.run([("Ana", paper), ("Bruno", "Alumno: Bruno\nDominio del tema: 8")]) { sheets in
            let made = try await sheets.makeSheet(sheets.template("Exposición oral"))
            #expect(made.most == 100)
            let filled = try await sheets.fill(made.id)
            #expect(filled.rows[0].total == 82)
            #expect(filled.rows[1].total == nil)
            let cell = try #require(filled.rows[1]["dominio"])
            #expect(try await sheets.cell("PATCH", made.id, cell.id, ["value": "11"]).code == "bad_value")
            let time = try #require(filled.rows[0]["tiempo"])
            _ = try await sheets.cell("PATCH", made.id, time.id, ["value": "suficiente"])
            #expect(try await sheets.sheet(made.id).rows[0].total == 77)
        }
    }

    @Test(arguments: TestDatabase.engines) func whatIsFinalIsKeptUntilItIsReopened(engine: TestDatabase) async throws {
        try await SheetFixture.run(Self.papers, on: engine) { sheets in
            let made = try await sheets.makeSheet(sheets.template("Actas"))
            let early = try await sheets.teacher.send("POST", "sheets/\(made.id)/finalize")
            #expect(early.status == 409 && early.code == "sheet_unfinished")
            let filled = try await sheets.fill(made.id)
            let open = try await sheets.teacher.send("POST", "sheets/\(made.id)/finalize")
            #expect(open.status == 409 && open.code == "cells_without_source")
            let missing = try #require(filled.rows[2].cells.first)
            #expect(try await sheets.cell("PATCH", made.id, missing.id, ["value": "1/2/2026"]).status == 200)
            let left = try await sheets.teacher.send("POST", "sheets/\(made.id)/leave-empty")
            let seen = try left.decode(SeenSheet.self, by: WireJSON.decoder())
            #expect(
                seen.unsourced == 0
                    && seen.rows[2].cells.map(\.state) == ["edited"] + Array(repeating: "confirmed", count: 3)
            )
            // Undone, one is open again; and so is what a run found, once that is undone.
            let last = try #require(seen.rows[2].cells.last)
            #expect(try await sheets.cell("POST", made.id, last.id + "/undo").status == 200)
            #expect(try await sheets.teacher.send("POST", "sheets/\(made.id)/finalize").status == 409)
            #expect(try await sheets.cell("POST", made.id, last.id + "/confirm").status == 200)
            let final = try await sheets.teacher.send("POST", "sheets/\(made.id)/finalize")
            #expect(final.status == 200)
            #expect(try final.decode(SeenSheet.self, by: WireJSON.decoder()).state == "final")
            let cell = try #require(filled.rows[0].cells.first)
            #expect(try await sheets.cell("PATCH", made.id, cell.id, ["value": "1/1/2026"]).code == "sheet_final")
            #expect(try await sheets.cell("POST", made.id, cell.id + "/recompute").code == "sheet_final")
            #expect(try await sheets.teacher.send("POST", "sheets/\(made.id)/run", [:]).code == "sheet_final")
            #expect(try await sheets.teacher.send("POST", "sheets/\(made.id)/reopen").status == 200)
            #expect(try await sheets.cell("PATCH", made.id, cell.id, ["value": "1/1/2026"]).status == 200)
            #expect(try await sheets.teacher.send("POST", "sheets/\(made.id)/reopen").code == "sheet_not_final")
        }
    }

    @Test func sheetsBecomeFiles() async throws {
        try await SheetFixture.run(Self.papers) { sheets in
            let made = try await sheets.makeSheet(sheets.template("Actas"), ["name": "Actas de «marzo»"])
            _ = try await sheets.fill(made.id)
            for format in ["xlsx", "docx", "csv"] {
                let file = try await sheets.documents.daemon.open(
                    "GET",
                    "/api/sheets/\(made.id)/export?format=\(format)",
                    token: sheets.teacher.token,
                    body: nil
                )
                let bytes = try await file.body.collect(upTo: 8 << 20)
                #expect(file.status == .ok && bytes.readableBytes > 100)
                if format != "csv" { #expect(Array(bytes.readableBytesView.prefix(2)) == Array("PK".utf8)) }
                let name = file.headers.first(name: "content-disposition") ?? ""
                #expect(name.hasSuffix(".\(format)") && name.contains("Actas%20de%20%C2%ABmarzo%C2%BB"))
            }
            #expect(try await sheets.teacher.send("GET", "sheets/\(made.id)/export?format=pdf").code == "bad_format")
        }
    }
}
