import DaemonTesting
import Foundation
import Persistence
import SuiteProtocol
import Testing

/// Whose letters are, how long they stay, and what becomes of them when a daemon ends.
@Suite struct LetterKeepingTests {
    private static let row = Data("nombre;curso;nota;fecha\nZoraida Quiñones;3º A;9;hoy\n".utf8)

    @Test(arguments: TestDatabase.engines) func nobodyElseSeesThemAndTheyGoWhole(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let (teacher, other) = (try await Keeper(documents), try await Keeper(documents))
            let template = try await teacher.addTemplate(LetterPapers.template())
            let table = try await teacher.addTable(Self.row)
            let choice: [String: Any] = ["template_id": template.id, "table_id": table.id]
            let id = try await teacher.order(choice)
            #expect(try await teacher.made(id).made == 1)

            let administrator = try await Keeper(documents, roles: [.admin])
            for stranger in [other, administrator] {
                for path in ["letters/\(id)", "letters/\(id)/file", "letters/templates/\(template.id)/file"] {
                    #expect(try await stranger.send("GET", path).status == 404)
                }
                for path in ["letters/\(id)", "letters/templates/\(template.id)"] {
                    #expect(try await stranger.send("DELETE", path).status == 404)
                }
                #expect(try await stranger.send("POST", "letters/check", choice).status == 404)
                #expect(try await stranger.send("POST", "letters", choice).status == 404)
                #expect(try await stranger.send("GET", "letters").body.contains(#""items":[]"#))
                let own: [String: Any] = ["template_id": try await stranger.addTemplate(LetterPapers.template()).id]
                let stolen = own.merging(["table_id": table.id]) { $1 }
                #expect(try await stranger.send("POST", "letters/check", stolen).code == "letter_table_not_found")
            }
            let student = try await Keeper(documents, roles: [.student])
            #expect(try await student.send("GET", "letters").status == 403)
            #expect(try await student.send("POST", "letters", choice).status == 403)

            // Nothing of it is readable where it is kept.
            if engine == .sqlite {
                let folder = URL(filePath: "\(documents.daemon.home)/data")
                let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
                for file in files where file.lastPathComponent.hasPrefix("documents.sqlite") {
                    let content = try Data(contentsOf: file)
                    #expect(content.range(of: Data("Quiñones".utf8)) == nil)
                    #expect(content.range(of: Data("word/document.xml".utf8)) == nil)
                }
            }
            #expect(try await teacher.send("DELETE", "letters/\(id)").status == 204)
            #expect(try await teacher.send("GET", "letters/\(id)").status == 404)
            let left = try await documents.withDatabase { db in
                let rows: Int? = try db.value("SELECT COUNT(*) AS value FROM letter_rows")
                let files: Int? = try db.value("SELECT COUNT(*) AS value FROM letter_files")
                return [rows, files]
            }
            #expect(left == [0, 0])
        }
    }

    @Test(arguments: TestDatabase.engines) func aPersonsLettersAreToldOfAndErased(engine: TestDatabase) async throws {
        try await DocumentsFixture.run(on: engine) { documents in
            let teacher = try await Keeper(documents)
            let template = try await teacher.addTemplate(LetterPapers.template())
            let table = try await teacher.addTable(Self.row)
            _ = try await teacher.made(teacher.order(["template_id": template.id, "table_id": table.id]))
            let told = try await documents.subject(teacher.id, "GET", "?data=true").body
            #expect(told.contains(#""key":"letters""#) && told.contains(#""count":3"#) && told.contains("Boletín"))
            #expect(try await documents.subject(teacher.id, "DELETE").body.contains(#""letters""#))
            let left = try await documents.withDatabase { db in
                try ["letters", "letter_rows", "letter_files", "letter_templates", "letter_tables"].map { table in
                    try db.value("SELECT COUNT(*) AS value FROM \(identifier: table)", as: Int.self)
                }
            }
            #expect(left == [0, 0, 0, 0, 0])
        }
    }

    @Test func whatIsOldGoes() async throws {
        let settings = ["DOCUMENTS_LETTER_RETENTION_DAYS": "30"]
        try await DocumentsFixture.run(settings) { documents in
            let teacher = try await Keeper(documents)
            let template = try await teacher.addTemplate(LetterPapers.template())
            let table = try await teacher.addTable(Self.row)
            let id = try await teacher.made(teacher.order(["template_id": template.id, "table_id": table.id])).id
            try await documents.withDatabase { db in
                let old = Date(timeIntervalSinceNow: -31 * 86_400)
                try db.execute("UPDATE letters SET created_at = \(old)")
                try db.execute("UPDATE letter_tables SET created_at = \(old)")
            }
            // Retention looks when a daemon starts.
            try await documents.withReplica { _ in
                try await DocumentsFixture.eventually { try await teacher.send("GET", "letters/\(id)").status == 404 }
                try await DocumentsFixture.eventually {
                    let check: [String: Any] = ["template_id": template.id, "table_id": table.id]
                    return try await teacher.send("POST", "letters/check", check).code == "letter_table_not_found"
                }
            }
            #expect(try await teacher.get("letters/templates", as: SeenLetterTemplates.self).items.count == 2)
        }
    }

    /// The places of daemons that were killed go when one begins, and no other's.
    @Test func whatAKilledDaemonLeftOnTheDiskGoes() async throws {
        try await DocumentsFixture.run { documents in
            let folder = "\(documents.daemon.home)/data/documents/letters"
            let files = FileManager.default
            let own = try files.contentsOfDirectory(atPath: folder)
            try files.createDirectory(atPath: "\(folder)/left/print", withIntermediateDirectories: true)
            try Self.row.write(to: URL(filePath: "\(folder)/left/print/carta.docx"))
            try await documents.withReplica { _ in
                let there = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(there.count == 2 && !there.contains("left") && Set(there).isSuperset(of: own))
            }
        }
    }

    /// The daemon ends while a letter is printed: whoever comes back prints the rest, and writes nothing again.
    @Test func whatIsMadeIsNotMadeAgain() async throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "office-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: place) }
        let reader = try Executables.folder().appending(path: "document-reader").path
        // Opens templates as ever; prints nothing until it is told to, and then stands for LibreOffice.
        let script = """
            #!/bin/bash
            [[ $1 == *'"action":"print"'* ]] || exec '\(reader)' "$@"
            until [[ -e '\(place.path)/go' ]]; do sleep 0.1; done
            folder=$(sed -E 's/.*"folder":"([^"]*)".*/\\1/; s:\\\\/:/:g' <<<"$1")
            for document in "$folder"/*.docx; do
                printf '%%PDF-1.4' >"${document%.docx}.pdf"
                printf '{"printed":{"_0":"%s"}}\\n' "${document##*/}"
            done
            """
        let program = place.appending(path: "reader")
        try script.write(to: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program.path)
        try Data().write(to: place.appending(path: "soffice.bin"))

        let seen = Notes()
        try await DocumentsFixture.runs(
            ["DOCUMENTS_READER": program.path, "DOCUMENTS_OFFICE_FOLDER": place.path],
            [
                { documents in
                    let teacher = try await Keeper(documents)
                    let template = try await teacher.addTemplate(LetterPapers.template())
                    let table = try await teacher.addTable(LetterPapers.table(rows: 3))
                    let id = try await teacher.order(["template_id": template.id, "table_id": table.id, "pdf": true])
                    try await DocumentsFixture.eventually { try await teacher.letters(id).made == 3 }
                    await seen.keep(id, teacher.id, try await Self.documents(of: documents))
                },
                { documents in
                    let teacher = try await Keeper(documents, id: seen.teacher)
                    #expect(try await teacher.letters(seen.id).state == "running")
                    #expect(try await teacher.send("GET", "letters/\(seen.id)/file").code == "letters_not_ready")
                    try Data().write(to: place.appending(path: "go"))
                    try await DocumentsFixture.eventually { try await teacher.letters(seen.id).state == "done" }
                    #expect(try await Self.documents(of: documents) == seen.files)
                    let archive = try await teacher.archive(seen.id)
                    #expect(archive.count == 7 && archive["carta-2.pdf"] == ["": "%PDF-"])
                },
            ]
        )
    }

    /// Ids of what was written: written again, it would have others.
    private static func documents(of fixture: DocumentsFixture) async throws -> [String] {
        try await fixture.withDatabase { db in
            try db.rows("SELECT id FROM letter_files WHERE kind = 'docx' ORDER BY id").map { try $0.get("id") }
        }
    }
}

/// What one daemon's life leaves for the next.
private actor Notes {
    private(set) var id = ""
    private(set) var teacher = ""
    private(set) var files: [String] = []

    func keep(_ id: String, _ teacher: String, _ files: [String]) {
        (self.id, self.teacher, self.files) = (id, teacher, files)
    }
}
