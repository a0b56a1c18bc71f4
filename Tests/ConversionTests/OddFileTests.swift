import Conversion
import Foundation
import Testing

/// Files as people have them, of programs that do things their own way.
@Suite struct OddFileTests {
    /// `zipfile` stores what it isn't told to pack: the first file's own head stands near the beginning.
    @Test func anArchiveThatBeginsWithAPDFIsAnArchive() async throws {
        try await withConverter { converter, folder in
            let script =
                "import zipfile; z = zipfile.ZipFile('a.zip', 'w'); z.write(r'''\(Samples.path("acta.pdf"))'''); z.close()"
            try await python(script, in: folder)
            #expect(try converter.kind(of: "\(folder)/a.zip", name: "a.zip") == .zip)
        }
    }

    @Test func whatSpeaksOfPDFsIsTextAndWhatAPrinterIsToldIsPassedOver() async throws {
        try await withConverter { converter, folder in
            let text = try write(Data("Un PDF empieza con %PDF-1.4.\n".utf8), to: folder, as: "clase.txt")
            #expect(try converter.kind(of: text, name: "clase.txt") == .text)
            let job = Data("\u{1B}%-12345X@PJL ENTER LANGUAGE=PDF\r\n".utf8)
            let printed = try write(job + Samples.bytes("acta.pdf"), to: folder, as: "impreso")
            #expect(try await converter.outcome(printed).text.contains("Acuerdos"))
        }
    }

    @Test(arguments: [
        (Data("Lista de útiles\r\nCuaderno\r\n\u{1A}".utf8), "Lista de útiles Cuaderno"),
        (Data("Título\u{0B}subtítulo".utf8), "Título subtítulo"),
        (Data([0x4C, 0x6C, 0x65, 0x67, 0xF3, 0x20, 0x65, 0x6C, 0x20, 0x62, 0x65, 0x62, 0xE9]), "Llegó el bebé"),
    ])
    func readsTextOfOldPrograms(_ content: Data, _ text: String) async throws {
        try await withConverter { converter, folder in
            let path = try write(content, to: folder, as: "nota.txt")
            #expect(try await converter.outcome(path).text == text)
        }
    }

    @Test(
        arguments: [
            ("iso-8859-15", [0xA4, 0x20, 0xF1], "€ ñ"), ("koi8-r", [0xCD, 0xC9, 0xD2], "мир"),
            ("Shift_JIS", [0x93, 0xFA, 0x96, 0x7B], "日本"), ("no-such-thing", [0xF1], "ñ"),
        ] as [(String, [UInt8], String)]
    )
    func readsPagesInTheEncodingThatTheyName(_ name: String, _ bytes: [UInt8], _ text: String) async throws {
        try await withConverter { converter, folder in
            let page = Data("<html><head><meta charset=\"\(name)\"></head><body><p>".utf8) + bytes + Data("</p>".utf8)
            let path = try write(page, to: folder, as: "p.html")
            #expect(try await converter.outcome(path).text == text)
        }
    }

    @Test func aDrawingIsNoText() async throws {
        try await withConverter { converter, folder in
            let svg = try write(
                Data("<?xml version=\"1.0\"?><svg><text>Hola</text></svg>".utf8),
                to: folder,
                as: "d.svg"
            )
            #expect(throws: ConversionError.unknownType) { try converter.kind(of: svg, name: "d.svg") }
        }
    }

    @Test func readsTablesAndCodeOfMarkdown() async throws {
        try await withConverter { converter, folder in
            let text = "# Horario\n\nDía | Hora\n--- | ---:\njueves | 10:00\n\nFin.\n\n```\na *b* `c`\n```\n"
            let outcome = try await converter.outcome(write(Data(text.utf8), to: folder, as: "h.md"))
            #expect(outcome.rows == [["Día", "Hora"], ["jueves", "10:00"]])
            #expect(outcome.texts { $0 == .paragraph } == ["Fin.", "a *b* `c`"])
        }
    }

    @Test func linksThatNeverEndCostNothing() async throws {
        var limits = ConversionLimits()
        limits.seconds = 20
        try await withConverter(limits) { converter, folder in
            let text = "# t\n\n" + String(repeating: "![a](", count: 100_000)
            let outcome = try await converter.outcome(write(Data(text.utf8), to: folder, as: "c.md"))
            #expect(outcome.text.hasPrefix("t\n![a]("))
        }
    }

    @Test func readsHoursBeyondADayAndWhatNobodyHasComputed() async throws {
        try await withConverter { converter, folder in
            try await python(
                """
                import zipfile
                z = zipfile.ZipFile('h.xlsx', 'w')
                z.writestr('[Content_Types].xml', '<Types/>')
                z.writestr('xl/workbook.xml', '<workbook><sheets><sheet name="Horas" r:id="a"/></sheets></workbook>')
                z.writestr('xl/_rels/workbook.xml.rels', '<Relationships>'
                    '<Relationship Id="a" Type="x/worksheet" Target="s.xml"/>'
                    '<Relationship Id="b" Type="x/styles" Target="t.xml"/></Relationships>')
                z.writestr('xl/t.xml', '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts>'
                    '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="20"/></cellXfs></styleSheet>')
                z.writestr('xl/s.xml', '<worksheet><sheetData><row><c r="A1" s="1"><v>1.1041666666666667</v></c>'
                    '<c r="B1" s="2"><v>0.5</v></c><c r="C1"><f>SUM(A1:B1)</f></c>'
                    '<c r="D1"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>')
                z.close()
                """,
                in: folder
            )
            #expect(try await converter.outcome("\(folder)/h.xlsx").rows == [["26:30", "12:00", "=SUM(A1:B1)", "2"]])
        }
    }

    @Test func opensWhatMailProgramsAttachInTheirWays() async throws {
        let mail = """
            From: a@example.org
            Subject: Varios
            Content-Type: multipart/mixed; boundary="b;1"

            --b;1
            Content-Type: multipart/alternative; boundary=c

            --c
            Content-Type: text/plain; charset=iso-8859-15

            Hola.
            --c
            Content-Type: text/plain; name=acta.txt
            Content-Disposition: attachment; filename="acta; final.txt"

            uno
            --c--
            --b;1
            Content-Type: text/plain
            Content-Disposition: attachment;
             filename*1*=a%C3%B1o;
             filename*0*=UTF-8''informe%20del%20;
             filename*2=.txt

            dos
            --b;1
            Content-Type: text/plain
            Content-Disposition: attachment; filename*=iso-8859-1''a%F1o.txt

            tres
            --b;1
            Content-Type: message/rfc822

            From: ana@example.org
            To: luis@example.org
            Subject: Permiso/salida

            El original.
            --b;1--
            """
        try await withConverter { converter, folder in
            let path = try write(Data(mail.utf8), to: folder, as: "m.eml")
            #expect(try await converter.outcome(path).text == "Varios\nDe: a@example.org\nHola.")
            try FileManager.default.createDirectory(atPath: "\(folder)/out", withIntermediateDirectories: false)
            let found = try await converter.expand(path, as: .email, name: "m.eml", into: "\(folder)/out")
            let names = ["acta; final.txt", "informe del año.txt", "año.txt", "Permiso-salida.eml"]
            #expect(found.map(\.name) == names.map { "m.eml/\($0)" })
            #expect(found.map(\.kind) == [.text, .text, .text, .email])
        }
    }
}
