import Conversion
import DaemonTesting
import Foundation
import LimitedProcess
import SuiteProtocol
import Testing

/// LibreOffice, where it is.
enum Office {
    static var isInstalled: Bool { Converter.canPrint(with: Converter.installedOffice) }
}

/// Letters as PDF.
@Suite struct LetterPrintingTests {
    @Test(.enabled(if: Office.isInstalled)) func lettersArePrintedToo() async throws {
        try await DocumentsFixture.run { documents in
            let teacher = try await Keeper(documents)
            let template = try await teacher.addTemplate(LetterPapers.template())
            let table = try await teacher.addTable(LetterPapers.table(rows: 2))
            let id = try await teacher.order(["template_id": template.id, "table_id": table.id, "pdf": true])
            let letters = try await teacher.made(id)
            #expect(letters.state == "done" && letters.made == 2 && letters.failed.isEmpty)
            let archive = try await teacher.archive(id)
            let names: Set = ["carta-1.docx", "carta-1.pdf", "carta-2.docx", "carta-2.pdf", "índice.csv"]
            #expect(Set(archive.keys) == names)
            #expect(archive["carta-2.pdf"] == ["": "%PDF-"])
        }
    }

    @Test func withoutLibreOfficeItIsSaidBeforeAnythingIsMade() async throws {
        try await DocumentsFixture.run(["DOCUMENTS_OFFICE_FOLDER": "/nonexistent"]) { documents in
            let teacher = try await Keeper(documents)
            let templates: SeenLetterTemplates = try await teacher.get("letters/templates")
            let example = try #require(templates.items.last)
            #expect(!templates.canPDF)
            let table = try await teacher.addTable(Data("fecha;nombre;curso\nhoy;Ana;3º\n".utf8))
            let choice: [String: Any] = ["template_id": example.id, "table_id": table.id, "pdf": true]
            let refused = try await teacher.send("POST", "letters", choice)
            #expect(refused.status == 501 && refused.code == "pdf_not_installed")
            #expect(try await teacher.send("GET", "letters").body.contains(#""items":[]"#))
        }
    }

    /// A picture that a document only names, by its place on this machine, doesn't get into its PDF; one document that
    /// can't be read doesn't stop the other.
    @Test(.enabled(if: Office.isInstalled)) func aLetterShowsNothingOfThisMachine() async throws {
        try await withTemporaryDirectory { folder in
            let picture = """
                <w:p><w:r><w:t>Querida</w:t></w:r><w:r><w:drawing><wp:inline><wp:extent cx="1828800" cy="1828800"/>\
                <wp:docPr id="1" name="x"/><a:graphic><a:graphicData \
                uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" \
                name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rId9"/><a:stretch><a:fillRect/>\
                </a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1828800" cy="1828800"/>\
                </a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>\
                </w:drawing></w:r></w:p>
                """
            let place = "\(folder)/con espacio y ñ"
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
            let document = try LetterPapers.template(body: picture, naming: true)
            try document.write(to: URL(filePath: "\(place)/carta.docx"))
            try document.prefix(300).write(to: URL(filePath: "\(place)/rota.docx"))
            let reader = try Executables.folder().appending(path: "document-reader").path
            let converter = Converter(reader: reader, folder: folder)
            let printed = try await converter.printDocuments(in: place, with: Converter.installedOffice)
            #expect(printed == ["carta.docx"])
            let pdf = "\(place)/carta.pdf"
            let text = try await LimitedProcess.run("/usr/bin/pdftotext", [pdf, "-"])
            #expect(String(decoding: text, as: UTF8.self).contains("Querida"))
            let images = try await LimitedProcess.run("/usr/bin/pdfimages", ["-list", pdf])
            // A heading and a rule, and no picture below them.
            #expect(String(decoding: images, as: UTF8.self).split(separator: "\n").count == 2)
        }
    }
}
