/// The forms that a school begins with.
enum BuiltInPresets {
    static func find(_ id: String) -> Preset? { all.first { $0.id == id }?.preset }

    /// In the order in which they are shown.
    static let all: [(id: String, preset: Preset)] = [
        (
            "resumen-familias",
            Preset(
                title: "Resumen para familias",
                description: "Lo importante de una circular o un acta, en palabras sencillas.",
                blanks: [
                    Preset.Blank("tema", "¿De qué trata?", hint: "la salida al museo"),
                    Preset.Blank("largo", "Cuántas frases", hint: "6", kind: .number),
                ],
                text: """
                    Resume para las familias lo que los documentos dicen sobre [[tema]], en [[largo]] frases cortas y \
                    sencillas. Incluye fechas, horarios, costos y qué deben hacer las familias, si figuran.
                    """
            )
        ),
        (
            "preguntas-examen",
            Preset(
                title: "Preguntas de examen",
                description: "Preguntas con su respuesta, tomadas del material.",
                blanks: [
                    Preset.Blank("tema", "Tema", hint: "el ciclo del agua"),
                    Preset.Blank("cantidad", "Cuántas preguntas", hint: "8", kind: .number),
                    Preset.Blank(
                        "tipo",
                        "De qué tipo",
                        kind: .choice,
                        choices: ["de opción múltiple", "de respuesta corta", "de desarrollo", "de verdadero o falso"]
                    ),
                    Preset.Blank("grado", "Para qué grado", hint: "5.º grado", isOptional: true),
                ],
                text: """
                    Escribe [[cantidad]] preguntas de examen [[tipo]] sobre [[tema]] [[grado]], con la respuesta correcta \
                    debajo de cada una. Todo tiene que salir de los documentos.
                    """
            )
        ),
        (
            "comparar-actas",
            Preset(
                title: "Comparar actas",
                description: "Qué se decidió en cada una, qué cambió y qué quedó pendiente.",
                blanks: [Preset.Blank("asunto", "Asunto", hint: "el presupuesto de la biblioteca")],
                text: """
                    Compara lo que dicen los documentos sobre [[asunto]]: qué se decidió en cada uno y en qué fecha, qué \
                    cambió de uno a otro y qué quedó pendiente. Nombra cada documento por su título.
                    """
            )
        ),
        (
            "plan-clase",
            Preset(
                title: "Plan de clase",
                description: "Inicio, desarrollo y cierre a partir del material.",
                blanks: [
                    Preset.Blank("tema", "Tema", hint: "fracciones equivalentes"),
                    Preset.Blank("grado", "Grado", hint: "4.º grado"),
                    Preset.Blank("minutos", "Minutos de clase", hint: "80", kind: .number),
                ],
                text: """
                    Con lo que traen los documentos, arma un plan de clase de [[minutos]] minutos sobre [[tema]] para \
                    [[grado]]: objetivos, inicio, desarrollo, cierre y cómo se evalúa. Indica qué material se usa.
                    """
            )
        ),
        (
            "adaptar-texto",
            Preset(
                title: "Adaptar un texto",
                description: "El mismo contenido, para otro nivel de lectura.",
                blanks: [
                    Preset.Blank("tema", "¿Qué parte?", hint: "la Revolución de Mayo"),
                    Preset.Blank(
                        "nivel",
                        "Para quién",
                        kind: .choice,
                        choices: [
                            "quienes empiezan a leer", "primaria", "secundaria", "lectura fácil",
                            "quienes aprenden español",
                        ]
                    ),
                ],
                text: """
                    Reescribe lo que los documentos dicen sobre [[tema]] para [[nivel]]: frases cortas, palabras comunes, \
                    sin agregar ni cambiar datos.
                    """
            )
        ),
        (
            "tareas-fechas",
            Preset(
                title: "Tareas y fechas",
                description: "Quién tiene que hacer qué, y para cuándo.",
                blanks: [Preset.Blank("asunto", "Asunto", hint: "la feria de ciencias")],
                text: """
                    Haz una lista de las tareas y los plazos que los documentos fijan sobre [[asunto]]: qué hay que hacer, \
                    quién y para cuándo. Si falta quién o cuándo, dilo.
                    """
            )
        ),
    ]
}
