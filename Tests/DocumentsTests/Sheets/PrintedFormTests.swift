import DaemonTesting
import Foundation
import SuiteProtocol
import Testing

/// Forms whose lines and cells only the places of their words tell.
@Suite struct PrintedFormTests {
    private static var columns: [[String: Any]] {
        [
            ["name": "Alumno", "type": "text"], ["name": "Madre, padre o tutor", "type": "text"],
            ["name": "Fecha de nacimiento", "type": "date"], ["name": "Matemáticas", "type": "number"],
            ["name": "Faltas", "type": "number"],
        ]
    }

    @Test func linesAndCellsOfAPrintedFormAreItsFields() async throws {
        try await SheetFixture.run([]) { sheets in
            let form = Papers.form([
                [(72, "Nombre del alumno"), (300, "Fecha de nacimiento")],
                [(72, "Bruno Salas Vives"), (300, "14/02/2018")],
                [(72, "Madre o tutora")], [(72, "Elena Vives Roca")],
                [(72, "Materia"), (200, "Nota"), (280, "Faltas")], [(72, "Lengua"), (200, "6"), (280, "2")],
                [(72, "Matematicas"), (200, "4,5"), (280, "5")], [(72, "Total"), (280, "7")],
            ])
            _ = try await sheets.teacher.read("ficha.pdf", form, into: sheets.collection)
            let template = try await sheets.makeTemplate("Fichas", Self.columns)
            let filled = try await sheets.fill(sheets.makeSheet(template).id)
            let row = try #require(filled.rows.first)
            let values = row.cells.map(\.value)
            #expect(values[...3] == ["Bruno Salas Vives", "Elena Vives Roca", "2018-02-14", "4.5"])
            let source = try #require(row.cells[1].source)
            let page: SeenPage = try await sheets.teacher.get("documents/\(source.documentID)/pages/1")
            #expect(SeenSpan(start: source.start, end: source.end).text(in: page.text) == "Elena Vives Roca")
        }
    }

    @Test func aNoteUnderOtherFiguresIsNotTakenForThem() async throws {
        let paper = """
            Médico: Dr. Ana Pardo. Teléfono: 000 888 9900
            Datos de la madre
            Nombre: Rosa Loza Aguirre
            Teléfono: 000 111 2233
            Comentarios del tutor: Debe repasar.
            Fecha: 3 de mayo de 2026
            """
        try await SheetFixture.run([("Ficha", paper)]) { sheets in
            let columns = Self.columns + [["name": "Teléfono", "type": "text"]]
            let filled = try await sheets.fill(sheets.makeSheet(sheets.makeTemplate("Fichas", columns)).id)
            let values = try #require(filled.rows.first).cells.map(\.value)
            #expect(values == [nil, "Rosa Loza Aguirre", nil, nil, nil, "000 111 2233"])
        }
    }
}
