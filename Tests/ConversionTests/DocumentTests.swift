import Conversion
import Foundation
import Testing

@Suite struct DocumentTests {
    @Test(arguments: [
        "acta-pandoc.docx", "acta-libreoffice.docx", "acta-pandoc.odt", "acta-libreoffice.odt", "acta.epub", "acta.md",
    ])
    func keepsHeadingsListsAndTables(_ name: String) async throws {
        try await withConverter { converter, _ in
            let outcome = try await converter.outcome(Samples.path(name))
            #expect(outcome.info?.title == "Acta de la reunión")
            #expect(outcome.info?.pages == outcome.pages.count)
            let headings = outcome.texts { if case .heading = $0 { true } else { false } }
            #expect(headings.suffix(3) == ["Acta de la reunión de marzo", "Acuerdos", "Asistencia"])
            #expect(
                outcome.texts { if case .listItem = $0 { true } else { false } } == [
                    "Abrir la biblioteca por la tarde.", "Comprar veinte diccionarios nuevos.",
                    "De español y de inglés.",
                ]
            )
            #expect(outcome.texts { $0 == .listItem(level: 2) } == ["De español y de inglés."])
            #expect(
                outcome.rows == [
                    ["Nombre", "Cargo", "Horas"], ["Ana Núñez", "Directora", "2"], ["Luis Peña", "Docente", "1,5"],
                ]
            )
            let paragraphs = outcome.texts { $0 == .paragraph }
            #expect(paragraphs.contains { $0.hasPrefix("La próxima sesión será en abril, y la dirección") })
            #expect(outcome.pages.map(\.number) == Array(1...outcome.pages.count))
        }
    }

    @Test(arguments: ["clase.pptx", "clase-libreoffice.pptx"])
    func makesEachSlideAPage(_ name: String) async throws {
        try await withConverter { converter, _ in
            let outcome = try await converter.outcome(Samples.path(name))
            #expect(outcome.pages.count == 3)
            let headings = outcome.texts { $0 == .heading(level: 1) }
            #expect(headings == ["El ciclo del agua", "Evaporación", "Lluvia"])
            #expect(outcome.pages[1].text.contains("El sol calienta el mar."))
            #expect(outcome.pages[1].text.contains("Mostrar el frasco con agua caliente."))
            #expect(outcome.rows == [["Mes", "Milímetros"], ["Enero", "12"], ["Julio", "140"]])
        }
    }

    @Test func readsWorkbooksByRows() async throws {
        try await withConverter { converter, _ in
            let workbook = try await converter.outcome(Samples.path("notas.xlsx"))
            #expect(
                workbook.rows == [
                    ["Alumno", "Fecha", "Nota", "Aprueba"], ["Ana Núñez", "2026-03-12", "8.5", "Sí"],
                    ["Luis Peña", "2026-03-13", "10", "Sí"], ["Sol; Marina", "2026-03-14", "5.25", "No"],
                ]
            )
            #expect(workbook.texts { $0 == .heading(level: 1) } == ["notas"])
            let sheet = try await converter.outcome(Samples.path("notas.ods"))
            #expect(sheet.rows.map(\.first) == ["Alumno", "Ana Núñez", "Luis Peña", "Sol; Marina"])
            let table = try await converter.outcome(Samples.path("notas.csv"))
            #expect(table.rows.last == ["Sol; Marina", "14/03/2026", "5,25", "No"])
        }
    }

    @Test func splitsLongTablesAndResumes() async throws {
        try await withConverter { converter, folder in
            let lines = (1...1_000).map { "\($0);nombre \($0)\n" }.joined()
            let path = try write(Data("número;nombre\n\(lines)".utf8), to: folder, as: "tabla.csv")
            let whole = try await converter.outcome(path)
            #expect(whole.pages.count > 3 && whole.rows.count == 1_001)
            let rest = try await converter.outcome(path, from: 3)
            #expect(rest.pages == Array(whole.pages.dropFirst(2)))
            #expect(rest.info == whole.info)
        }
    }

    @Test func readsWebPagesAsABrowserShowsThem() async throws {
        let html = """
            <!doctype html><html lang=es><head><meta charset=utf-8><title>T&iacute;tulo &amp; m&aacute;s</title>
            <style>p{color:red}</style><script>if (a < b) alert("no")</script></head>
            <body><h1>Uno</h1><p>Ni&ntilde;os &#x2713;<br>y ni&ntilde;as<p>Sin cerrar <ul><li>a<li>b<ul><li>c</ul></ul>
            <table><tr><th>X<th>Y<tr><td>1<td><p>2</p></table><!-- no --><p>Fin 1 < 2</body></html>
            """
        try await withConverter { converter, folder in
            let outcome = try await converter.outcome(write(Data(html.utf8), to: folder, as: "p.txt"))
            #expect(outcome.info?.title == "Título & más" && outcome.info?.language == "es")
            #expect(outcome.text == "Uno\nNiños ✓ y niñas\nSin cerrar\na\nb\nc\nX\tY\n1\t2\nFin 1 < 2")
            #expect(outcome.texts { $0 == .listItem(level: 2) } == ["c"])
        }
    }

    @Test(arguments: [
        (String.Encoding.utf8, TextEncoding.utf8), (.utf16, .utf16LittleEndian),
        (.utf16BigEndian, .utf16BigEndian), (.windowsCP1252, .windows1252), (.isoLatin1, .windows1252),
    ])
    func readsTextInAnyEncoding(_ encoding: String.Encoding, _ expected: TextEncoding) async throws {
        try await withConverter { converter, folder in
            let text = "La niña comió.\n\n• Primero\n• Segundo\n\u{0C}Otra página, ¿no?"
            let bytes = try #require(
                text.replacing("•", with: encoding == .isoLatin1 ? "-" : "•").data(using: encoding)
            )
            let outcome = try await converter.outcome(write(bytes, to: folder, as: "nota"))
            #expect(outcome.info?.encoding == expected)
            #expect(outcome.pages.map(\.text) == ["La niña comió.\nPrimero\nSegundo", "Otra página, ¿no?"])
        }
    }

    @Test func readsMail() async throws {
        let mail = """
            From: =?utf-8?Q?Ana_N=C3=BA=C3=B1ez?= <ana@example.org>\r
            To: luis@example.org\r
            Subject: =?iso-8859-1?B?UmV1bmnzbiBkZSA=?=\r
             =?utf-8?Q?mar=7Ao?=\r
            MIME-Version: 1.0\r
            Content-Type: multipart/alternative; boundary="xx"\r
            \r
            --xx\r
            Content-Type: text/plain; charset=iso-8859-1\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            Nos vemos ma=F1ana en la bib=\r
            lioteca.\r
            --xx\r
            Content-Type: text/html\r
            \r
            <p>Otra forma</p>\r
            --xx--\r

            """
        try await withConverter { converter, folder in
            let outcome = try await converter.outcome(write(Data(mail.utf8), to: folder, as: "m.eml"))
            #expect(outcome.info?.title == "Reunión de marzo")
            #expect(outcome.text.contains("De: Ana Núñez <ana@example.org>"))
            #expect(outcome.text.hasSuffix("Nos vemos mañana en la biblioteca."))
        }
    }

    @Test func saysWhenADocumentIsDamagedOrHasNothing() async throws {
        try await withConverter { converter, folder in
            var bytes = try Samples.bytes("acta-pandoc.docx")
            // Within the packed bytes of its largest part; the directory at the end is whole.
            let start = try #require(bytes.range(of: Data("word/document.xml".utf8))).upperBound
            bytes.replaceSubrange(start + 200..<start + 260, with: Data(repeating: 0x55, count: 60))
            let path = try write(bytes, to: folder, as: "roto.docx")
            await #expect(throws: ConversionError.broken) { try await converter.outcome(path) }
            let cut = try write(Samples.bytes("acta-pandoc.docx").prefix(4_000), to: folder, as: "corto.docx")
            await #expect(throws: ConversionError.broken) { try await converter.outcome(cut) }
            let blank = try write(Data(" \n\n ".utf8), to: folder, as: "blanco.txt")
            await #expect(throws: ConversionError.noPages) { try await converter.outcome(blank) }
        }
    }

    @Test func doesNotLetEntitiesGrow() async throws {
        let entities = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
        let page = "<!DOCTYPE html [<!ENTITY l0 \"ja\">\(entities)]><html><body><p>&l9;</p></body></html>"
        try await withConverter { converter, folder in
            let outcome = try await converter.outcome(write(Data(page.utf8), to: folder, as: "risas.html"))
            #expect(outcome.text == "&l9;")
        }
    }
}
