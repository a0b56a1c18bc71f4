import Documents

extension SchoolPaper {
    /// The paper's pages as a converter gives them: one block a line.
    var pages: [PageText] {
        text.split(separator: "~").enumerated().map { number, page in
            var text = ""
            var blocks: [PageText.Block] = []
            for line in page.split(separator: "\n") {
                if !text.isEmpty { text += "\n" }
                let start = text.utf16.count
                let kind: PageText.Block.Kind
                if line.hasPrefix("# ") {
                    text += line.dropFirst(2)
                    kind = .heading(level: 1)
                } else if line.hasPrefix("- ") {
                    text += line.dropFirst(2)
                    kind = .listItem
                } else if line.hasPrefix("|") {
                    var cells: [Range<Int>] = []
                    for cell in line.dropFirst().split(separator: "|", omittingEmptySubsequences: false) {
                        if !cells.isEmpty { text += "\t" }
                        let from = text.utf16.count
                        text += cell
                        cells.append(from..<text.utf16.count)
                    }
                    kind = .row(cells: cells)
                } else {
                    text += line
                    kind = .paragraph
                }
                blocks.append(PageText.Block(kind: kind, range: start..<text.utf16.count))
            }
            return PageText(number: number + 1, text: text, blocks: blocks)
        }
    }
}

extension SheetPaperTemplate {
    var columns: [SheetColumn] {
        switch self {
        case .families:
            [
                SheetColumn(key: "alumno", name: "Nombre del alumno", type: .text),
                SheetColumn(key: "grupo", name: "Grupo", type: .text),
                SheetColumn(key: "nacimiento", name: "Fecha de nacimiento", type: .date),
                SheetColumn(key: "tutor", name: "Madre, padre o tutor", type: .text),
                SheetColumn(key: "telefono", name: "Teléfono", type: .text),
                SheetColumn(key: "correo", name: "Correo electrónico", type: .text),
                SheetColumn(key: "alergias", name: "Alergias", type: .text),
            ]
        case .minutes:
            [
                SheetColumn(key: "fecha", name: "Fecha", type: .date),
                SheetColumn(key: "lugar", name: "Lugar", type: .text),
                SheetColumn(key: "asistentes", name: "Asistentes", type: .text),
                SheetColumn(key: "acuerdos", name: "Acuerdos", type: .text),
            ]
        case .permissions:
            [
                SheetColumn(key: "alumno", name: "Alumno", type: .text),
                SheetColumn(key: "salida", name: "Fecha de la salida", type: .date),
                SheetColumn(key: "autoriza", name: "Autoriza", type: .yesNo),
                SheetColumn(key: "turno", name: "Turno", type: .choice, allowed: ["Matutino", "Vespertino"]),
                SheetColumn(key: "costo", name: "Costo", type: .number, instruction: "La «cuota» de la salida"),
            ]
        case .invoices:
            [
                SheetColumn(key: "proveedor", name: "Proveedor", type: .text),
                SheetColumn(key: "fecha", name: "Fecha", type: .date),
                SheetColumn(key: "folio", name: "Folio", type: .text),
                SheetColumn(key: "total", name: "Total a pagar", type: .number),
            ]
        case .rubric:
            [
                SheetColumn(key: "alumno", name: "Alumno", type: .text),
                SheetColumn(key: "dominio", name: "Dominio del tema", type: .number, weight: 40, most: 10),
                SheetColumn(key: "claridad", name: "Claridad al hablar", type: .number, weight: 40, most: 10),
                SheetColumn(key: "material", name: "Material de apoyo", type: .number, weight: 20, most: 10),
                SheetColumn(key: "observaciones", name: "Observaciones", type: .text),
            ]
        }
    }
}
