import DaemonTesting
import Foundation
import Persistence
import SuiteProtocol
import Testing

/// From a document with fields and a table to letters in a ZIP.
@Suite struct LetterTests {
    @Test(arguments: TestDatabase.engines)
    func thirtyRowsBecomeLettersAndAnIndexAndOneThatLacksAValueIsNamed(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let teacher = try await Keeper(documents)
            let template = try await teacher.addTemplate(LetterPapers.template())
            #expect(template.name == "Boletín" && template.fields == ["nombre", "curso", "Nota", "fecha"])
            let table = try await teacher.addTable(LetterPapers.table(rows: 30))
            #expect(table.columns == ["Nombre", "CURSO", "nota", "Fecha"] && table.rows == 30)

            let choice: [String: Any] = ["template_id": template.id, "table_id": table.id]
            let check = try await teacher.check(choice)
            #expect(check.rows == 30 && check.unknown.isEmpty && check.fields.allSatisfy(\.isKnown))
            #expect(check.fields.map(\.column) == ["Nombre", "CURSO", "nota", "Fecha"])
            #expect(check.preview.map(\.row) == [1, 2, 3])
            let preview = try #require(check.preview.first?.text)
            #expect(preview.hasPrefix("Familia de Núñez & <Hijos> 1, curso 3º A y fin\nNota: =1,5\n"))
            #expect(preview.ranges(of: "caja ").count == 1)
            #expect(check.faults.map(\.row) == [7] && check.faults.map(\.code) == ["missing_value"])
            #expect(check.faults.first?.detail.contains("«Nota»") == true)

            let id = try await teacher.order(choice.merging(["name_column": "Nombre"]) { $1 })
            let letters = try await teacher.made(id)
            #expect(letters.state == "done" && letters.made == 29 && letters.total == 30 && letters.bytes > 0)
            #expect(letters.failed == check.faults && letters.name == "Boletín · 3º A")

            let archive = try await teacher.archive(id)
            #expect(archive.count == 30)
            let index = try #require(archive["índice.csv"]?[""])
            #expect(index.hasPrefix("Fila;Archivo;Estado;Detalle\r\n1;Núñez & Hijos 1.docx;Hecha;\r\n"))
            #expect(index.contains("\r\n7;;No se hizo;En esta fila falta el valor de: «Nota»."))
            let letter = try #require(archive["Núñez & Hijos 30.docx"])
            let text = try #require(letter["word/document.xml"])
            // The run's own looks are kept, what a field was spread over is empty, and the rest is as it was.
            let start = """
                <w:r><w:rPr><w:rFonts w:ascii="Georgia"/></w:rPr><w:t xml:space="preserve">Familia de \
                Núñez &amp; &lt;Hijos&gt; 30</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr>\
                <w:t xml:space="preserve">, curso 3º A</w:t></w:r>
                """
            #expect(text.contains(start))
            #expect(text.contains("Nota: =30,5</w:t>"))
            #expect(text.ranges(of: "caja Núñez &amp; &lt;Hijos&gt; 30").count == 2)
            #expect(text.contains("<w:t>no {{es</w:t><w:br/><w:t>campo}} ni {esto}</w:t>"))
            #expect(letter["word/header1.xml"]?.contains(">22/11/2026</w:t>") == true)
            #expect(letter["word/footer1.xml"]?.contains(">pie 22/11/2026</w:t>") == true)

            let entries = try await documents.withDatabase { db in
                try Outbox.pending(of: EventType.auditRecorded.stream, in: db).map(\.payload)
            }.map { try WireJSON.decoder().decode(Event<AuditEntry>.self, from: $0).data }
            #expect(entries.map(\.action) == ["letters.made", "letters.exported"])
            #expect(entries.allSatisfy { $0.actor == teacher.id && $0.object == AuditObject("letters", id) })
        }
    }

    @Test func fieldsThatNothingFillsAreNamedBeforeAnythingIsMade() async throws {
        try await DocumentsFixture.run { documents in
            let teacher = try await Keeper(documents)
            let template = try await teacher.addTemplate(LetterPapers.template())
            let table = try await teacher.addTable(Data("nombre,Curso,Puntos\nAna,3,9\n".utf8))
            var choice: [String: Any] = ["template_id": template.id, "table_id": table.id]
            let check = try await teacher.check(choice)
            #expect(check.unknown == ["Nota", "fecha"])
            #expect(check.preview.first?.text.contains("Nota: {{Nota}}") == true)
            let refused = try await teacher.send("POST", "letters", choice)
            #expect(refused.status == 422 && refused.code == "field_without_column")
            #expect(refused.body.contains("«Nota», «fecha»"))
            #expect(try await teacher.send("GET", "letters").body.contains(#""items":[]"#))

            choice["mapping"] = ["Nota": "Puntuación"]
            #expect(try await teacher.send("POST", "letters/check", choice).code == "unknown_column")
            choice["mapping"] = ["Nota": "Puntos", "fecha": ""]
            #expect(try await teacher.check(choice).unknown.isEmpty)
            let id = try await teacher.order(choice)
            #expect(try await teacher.made(id).made == 1)
            let letter = try await teacher.archive(id)["carta-1.docx"]
            #expect(letter?["word/document.xml"]?.contains("Nota: 9</w:t>") == true)
            #expect(letter?["word/header1.xml"]?.contains("<w:t xml:space=\"preserve\"></w:t>") == true)
        }
    }

    @Test func valuesKeepTheirLinesAndFilesTheirPlace() async throws {
        try await DocumentsFixture.run { documents in
            let teacher = try await Keeper(documents)
            let body = "<w:p><w:r><w:t>{{texto}}</w:t></w:r></w:p>"
            let template = try await teacher.addTemplate(LetterPapers.template(body: body))
            let rows = """
                texto;archivo
                "una
                dos\tcol]]>";../../etc/passwd
                "x\u{1}";CON
                y;con
                z;"  .oculto/\u{202E}fdp "
                w;
                """
            let table = try await teacher.addTable(Data(rows.utf8))
            let id = try await teacher.order([
                "template_id": template.id, "table_id": table.id, "mapping": ["fecha": ""], "name_column": "archivo",
            ])
            #expect(try await teacher.made(id).made == 5)
            let archive = try await teacher.archive(id)
            let names: Set = ["_CON.docx", "_con (2).docx", "carta-5.docx", "etc passwd.docx", "oculto fdp.docx"]
            #expect(Set(archive.keys) == names.union(["índice.csv"]))
            let text = archive["etc passwd.docx"]?["word/document.xml"]
            let lines = """
                una</w:t><w:br/><w:t xml:space="preserve">dos</w:t><w:tab/><w:t xml:space="preserve">col]]&gt;</w:t>
                """
            #expect(text?.contains(lines) == true)
            let cleaned = archive["_CON.docx"]?["word/document.xml"]
            #expect(cleaned?.contains("<w:t xml:space=\"preserve\">x</w:t>") == true)
        }
    }

    @Test func aTemplateThatIsNoneIsRefusedWithItsReason() async throws {
        try await DocumentsFixture.run { documents in
            let teacher = try await Keeper(documents)
            let field = "<w:p><w:r><w:t>{{a}}</w:t></w:r></w:p>"
            let linked = { (type: String, target: String) in
                """
                '<Relationships><Relationship Type="x/\(type)" Target="\(target)" TargetMode="External"/></Relationships>'
                """
            }
            let remote = linked("attachedTemplate", "https://ejemplo.test/a.dotm")
            let entity = "'<!DOCTYPE a [<!ENTITY b \"c\">]><a/>'"
            let additions = [
                ("'../../x', 'x'", "path_traversal"), ("'word/vbaProject.bin', 'x'", "macros_in_document"),
                ("'word/_rels/settings.xml.rels', \(remote)", "linked_content"),
                ("'word/_rels/header1.xml.rels', \(linked("image", "file:///etc/passwd"))", "linked_content"),
                ("'word/document.xml', 'x'", "broken_file"), ("'word/media/b.bin', bytes(200 << 20)", "zip_bomb"),
                ("'word/footnotes.xml', \(entity)", "broken_file"),
            ]
            var cases: [(Data, Int, String)] = try additions.map { addition, code in
                (try LetterPapers.template(body: field, "z.writestr(\(addition))"), 422, code)
            }
            cases += [
                (Data(), 400, "empty_upload"), (Data("hola".utf8), 422, "unknown_type"),
                (try Papers.sample("acta.pdf"), 422, "unknown_type"),
                (try LetterPapers.template(body: "<w:p/>").replacingFields(), 422, "no_fields"),
            ]
            for (content, status, code) in cases {
                let answer = try await teacher.sendFile(content, as: "carta.docx", to: "letters/templates")
                #expect(answer.status == status && answer.code == code)
            }
            let missing = try await teacher.sendFile(Data("a;b".utf8), as: "t.csv", to: "letters/tables")
            #expect(missing.status == 422 && missing.code == "no_rows")
            let twice = try await teacher.sendFile(Data("a;A\n1;2".utf8), as: "t.csv", to: "letters/tables")
            #expect(twice.code == "bad_columns")
            let many = Data(("a\n" + String(repeating: "1\n", count: 501)).utf8)
            #expect(try await teacher.sendFile(many, as: "t.csv", to: "letters/tables").code == "too_many_rows")
            #expect(try documents.filesOfLetters().isEmpty)
        }
    }

    @Test func theExampleIsEverybodysAndStays() async throws {
        try await DocumentsFixture.run { documents in
            let teacher = try await Keeper(documents)
            let templates: SeenLetterTemplates = try await teacher.get("letters/templates")
            let example = try #require(templates.items.last)
            #expect(example.isExample && example.fields == ["fecha", "nombre", "curso"])
            #expect(try await teacher.send("DELETE", "letters/templates/\(example.id)").code == "example_stays")
            #expect(try await teacher.send("GET", "letters/templates/\(example.id)/file").status == 200)
            let table = try await teacher.addTable(Data("fecha;nombre;curso\nhoy;Ana;3º\nhoy;Luis;4º\n".utf8))
            let id = try await teacher.order(["template_id": example.id, "table_id": table.id])
            #expect(try await teacher.made(id).made == 2)
            let letter = try await teacher.archive(id)["carta-2.docx"]
            #expect(letter?["word/document.xml"]?.contains("Estimada familia de Luis:") == true)
        }
    }
}

extension Data {
    /// The header and the footer have fields, too: they are spelled otherwise here.
    fileprivate func replacingFields() throws -> Data {
        let place = FileManager.default.temporaryDirectory.appending(path: "fields-\(UUID().uuidString).zip")
        try write(to: place)
        defer { try? FileManager.default.removeItem(at: place) }
        return try Papers.zip(
            """
            for item in zipfile.ZipFile('\(place.path)').infolist():
                z.writestr(item.filename, zipfile.ZipFile('\(place.path)').read(item).replace(b'{{', b'{'))
            """
        )
    }
}
