import FoundationEssentials

/// Templates that are there from the beginning: to be used as they are, or copied.
enum ExampleTemplates {
    static let all = [
        example(
            1,
            "Datos de contacto de las familias",
            [
                SheetColumn(key: "alumno", name: "Nombre del alumno", type: .text),
                SheetColumn(key: "grupo", name: "Grupo", type: .text),
                SheetColumn(key: "nacimiento", name: "Fecha de nacimiento", type: .date),
                SheetColumn(
                    key: "tutor",
                    name: "Madre, padre o tutor",
                    type: .text,
                    instruction: "La persona a la que se llama primero."
                ),
                SheetColumn(key: "telefono", name: "Teléfono", type: .text),
                SheetColumn(key: "correo", name: "Correo electrónico", type: .text),
                SheetColumn(key: "alergias", name: "Alergias", type: .text),
            ]
        ),
        example(
            2,
            "Actas: fecha, asistentes, acuerdos",
            [
                SheetColumn(key: "fecha", name: "Fecha", type: .date, instruction: "El día de la reunión."),
                SheetColumn(key: "lugar", name: "Lugar", type: .text),
                SheetColumn(key: "asistentes", name: "Asistentes", type: .text, instruction: "Quiénes estuvieron."),
                SheetColumn(key: "acuerdos", name: "Acuerdos", type: .text, instruction: "Lo que se decidió."),
            ]
        ),
        example(
            3,
            "Autorizaciones de salida",
            [
                SheetColumn(key: "alumno", name: "Nombre del alumno", type: .text),
                SheetColumn(key: "salida", name: "Fecha de la salida", type: .date),
                SheetColumn(key: "autoriza", name: "Autoriza", type: .yesNo),
                SheetColumn(key: "turno", name: "Turno", type: .choice, allowed: ["Matutino", "Vespertino"]),
                SheetColumn(key: "costo", name: "Costo", type: .number, instruction: "La «cuota» que se paga."),
            ]
        ),
        example(
            4,
            "Exposición oral",
            kind: .rubric,
            [
                SheetColumn(key: "alumno", name: "Alumno", type: .text),
                SheetColumn(key: "dominio", name: "Dominio del tema", type: .number, weight: 40, most: 10),
                SheetColumn(key: "claridad", name: "Claridad al hablar", type: .number, weight: 30, most: 10),
                SheetColumn(key: "material", name: "Material de apoyo", type: .number, weight: 20, most: 10),
                SheetColumn(
                    key: "tiempo",
                    name: "Uso del tiempo",
                    type: .choice,
                    allowed: ["Excelente", "Suficiente", "Insuficiente"],
                    weight: 10,
                    most: 2
                ),
                SheetColumn(key: "observaciones", name: "Observaciones", type: .text),
            ]
        ),
    ]

    private static func example(
        _ number: Int,
        _ name: String,
        kind: SheetTemplate.Kind = .sheet,
        _ columns: [SheetColumn]
    ) -> SheetTemplate {
        let start = Date(timeIntervalSince1970: 1_767_225_600)
        return SheetTemplate(
            id: "019b76da-a800-7000-8000-00000000000\(number)",
            name: name,
            kind: kind,
            columns: columns,
            owner: nil,
            groups: [],
            roles: [],
            createdAt: start,
            updatedAt: start
        )
    }
}
