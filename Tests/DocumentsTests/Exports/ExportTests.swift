import Conversion
import Daemon
import DaemonTesting
import Documents
import Foundation
import Testing

/// A table as files that others open.
@Suite struct ExportTests {
    private static let table = ExportTable(
        title: "Notas: 3º A [2026]",
        rowHeading: "Documento",
        columns: [
            .init("Nombre"), .init("Nota", .number), .init("Fecha", .date), .init("Aprobó", .yesNo),
            .init("Turno", .choice),
        ],
        rows: [
            .init(
                "Acta.pdf",
                [
                    .init("=SUM(A1:A9)", source: .init(document: "Acta.pdf", page: 3, passage: "la nota; fue «7,5»")),
                    .init("7.5"), .init("2026-03-05", isUnsourced: true), .init("yes"), .init("mañana"),
                ]
            ),
            .init(
                "Ñandú & <Cía>.pdf",
                [
                    .init("José\nNúñez; \"x\"\u{1}"), .init("-12", isUnsourced: true, note: "Escrito a mano."),
                    .init(nil, isUnsourced: true), .init("no"), .init("+54 221"),
                ]
            ),
            .init("", [.init("@x"), .init("007"), .init("2026-02-30"), .init("quizá"), .init(nil)]),
        ]
    )

    @Test func spanishExcelReadsTheTextAsItIs() async throws {
        try await withTemporaryDirectory { folder in
            let file = try ExportFormat.csv.file(of: Self.table, in: .es, folder: folder)
            let expected = """
                \u{FEFF}Documento;Nombre;Nota;Fecha;Aprobó;Turno\r
                Acta.pdf;'=SUM(A1:A9);7,5;05/03/2026;Sí;mañana\r
                Ñandú & <Cía>.pdf;"José\nNúñez; ""x""\";-12;;No;'+54 221\r
                ;'@x;007;2026-02-30;quizá;\r

                """
            #expect(String(decoding: file, as: UTF8.self) == expected)
            let english = try ExportFormat.csv.file(of: Self.table, in: .en, folder: folder)
            #expect(String(decoding: english, as: UTF8.self).contains("\r\nActa.pdf,'=SUM(A1:A9),7.5,2026-03-05,Yes,"))
        }
    }

    @Test func theWorkbookHasRealNumbersDatesAndItsSources() async throws {
        let seen = try await Self.look(.xlsx)
        let lines = [
            ["Documento", "Nombre", "Nota", "Fecha", "Aprobó", "Turno"],
            ["Acta.pdf", "=SUM(A1:A9)", "7.5", "2026-03-05", "Sí", "mañana"],
            ["Ñandú & <Cía>.pdf", "José Núñez; \"x\"", "-12", "", "No", "+54 221"],
            ["", "@x", "007", "2026-02-30", "quizá", ""],
            ["Fila", "Columna", "Valor", "Documento", "Página", "Pasaje", "Nota"],
            ["Acta.pdf", "Nombre", "=SUM(A1:A9)", "Acta.pdf", "3", "la nota; fue «7,5»", ""],
        ]
        for line in lines { #expect(seen.contains { Self.isSame($0, line) }, "\(line)") }
        let files = try await Self.markup(.xlsx)
        let sheet = try #require(files["xl/worksheets/sheet1.xml"])
        #expect(sheet.contains("<v>7.5</v>") && sheet.contains("<v>46086</v>") && !sheet.contains("<f>"))
        #expect(sheet.contains(#"<pane ySplit="1""#) && sheet.contains(#"<autoFilter ref="A1:F4"/>"#))
        #expect(files["xl/styles.xml"]?.contains("FFFFC000") == true)
        #expect(files["xl/workbook.xml"]?.contains(#"name="Notas 3º A 2026""#) == true)
    }

    @Test func theDocumentHasBothTablesAndAmber() async throws {
        let seen = try await Self.look(.docx)
        #expect(seen.contains(["Documento", "Nombre", "Nota", "Fecha", "Aprobó", "Turno"]))
        #expect(seen.contains(["Acta.pdf", "=SUM(A1:A9)", "7,5", "05/03/2026", "Sí", "mañana"]))
        let note = "Sin fuente: compruébalo antes de usarlo. Escrito a mano."
        let origin = ["Ñandú & <Cía>.pdf", "Nota", "-12", "", "", "", note]
        #expect(seen.contains { Self.isSame($0, origin) })
        let markup = try #require(try await Self.markup(.docx)["word/document.xml"])
        #expect(markup.ranges(of: "w:fill=\"FFC000\"").count == 3 && markup.contains("w:orient=\"landscape\""))
    }

    @Test func nothingAndMuchAreWrittenToo() async throws {
        try await withTemporaryDirectory { folder in
            let empty = ExportTable(title: "Fuentes", columns: [], rows: [])
            let long = ExportTable(
                title: String(repeating: "título ", count: 40),
                columns: [.init("Texto")],
                rows: [.init("", [.init(String(repeating: "ñ", count: 40_000), isUnsourced: true)])]
            )
            for table in [empty, long] {
                for format in ExportFormat.allCases {
                    let file = try format.file(of: table, in: .es, folder: folder)
                    #expect(!file.isEmpty)
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    /// The rows of all tables, as the converters read them.
    private static func look(_ format: ExportFormat) async throws -> [[String]] {
        try await withTemporaryDirectory { folder in
            let path = "\(folder)/tabla"
            try Data(format.file(of: table, in: .es, folder: folder)).write(to: URL(filePath: path))
            let reader = try Executables.folder().appending(path: "document-reader").path
            let converter = Converter(reader: reader, folder: folder)
            var rows: [[String]] = []
            try await converter.read(path, as: converter.kind(of: path, name: "tabla")) { event in
                guard case .page(let page) = event else { return }
                for case .row(let cells) in page.blocks.map(\.kind) {
                    rows.append(cells.map { String(page.text(of: $0)) })
                }
            }
            return rows
        }
    }

    private static func markup(_ format: ExportFormat) async throws -> [String: String] {
        try await withTemporaryDirectory { folder in
            let file = try format.file(of: table, in: .es, folder: folder)
            // As if it were the only letter of an archive.
            let place = URL(filePath: "\(folder)/tabla")
            try Data(file).write(to: place)
            let archive = try Papers.zip("z.write('\(place.path)', 'tabla.docx')")
            return try LetterPapers.contents(of: archive)["tabla.docx"] ?? [:]
        }
    }

    /// Readers leave out empty cells at the end, and join lines.
    private static func isSame(_ seen: [String], _ expected: [String]) -> Bool {
        func plain(_ row: [String]) -> [String] {
            let cells = row.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
            return Array(cells.prefix((cells.lastIndex { !$0.isEmpty } ?? -1) + 1))
        }
        return plain(seen) == plain(expected)
    }
}
