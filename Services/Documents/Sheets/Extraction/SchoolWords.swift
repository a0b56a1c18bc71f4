import TextAnalysis

/// Words by which schools call the same thing on their forms, each by the first of its group.
enum SchoolWords {
    /// The term of a folded word, the same for all words of a group; nil for what says nothing by itself.
    static func term(_ folded: String) -> String? {
        if let group = groups[folded] { return group }
        guard folded.utf8.count > 1, !fillers.contains(folded), let stem = Analyzer.spanish.term(folded) else {
            return nil
        }
        return groups[stem] ?? stem
    }

    /// Which date it is: a label that has one of these is of no other.
    static let kindsOfDate: Set<String> = Set(
        ["nacimiento", "vencimiento", "entrega", "ingreso", "inscripcion", "baja", "inicio", "termino", "limite"]
            .compactMap(term)
    )

    /// Head the cells that say what a criterion counts, and not how it was met.
    static let weights: Set<String> = Set(["peso", "ponderacion", "porcentaje", "maximo", "weight"].compactMap(term))

    /// Say what kind of value it is, and not which.
    static let generic: Set<String> = Set(
        ["fecha", "numero", "importe", "cantidad", "nombre", "dato", "valor", "columna"].compactMap(term)
    )

    private static let fillers: Set<String> = [
        "completo", "completa", "electronico", "electronica", "as", "os", "es", "et", "al",
    ]

    private static let groups: [String: String] = {
        let lists = [
            "alumno alumna alumnos alumnas estudiante estudiantes educando educanda student pupil",
            "correo mail email e-mail",
            "telefono telefonico tel telef celular cel movil phone mobile whatsapp",
            "asistentes asistente presentes participantes asistieron attendees present",
            "acuerdos acuerdo compromisos resoluciones agreements",
            "domicilio direccion address",
            "nacimiento nac nacido nacida birth born",
            "grupo curso seccion clase group class",
            "calificacion nota puntuacion puntaje grade score mark",
            "tutor tutora responsable apoderado apoderada representante guardian tutores",
            "madre mama mother", "padre papa father",
            "fecha date dia", "nombre nombres name", "lugar sede place location",
            "asunto tema motivo subject topic", "hora horario time",
            "observaciones comentarios comments remarks",
            "importe monto costo coste precio cuota amount fee cost price",
            "materia asignatura course", "numero num nro number", "edad age",
            "escuela colegio plantel instituto institucion school",
            "docente profesor profesora maestro maestra teacher",
            "apellidos apellido surname", "alergias alergia allergies", "grado grade level",
            "ausencias faltas inasistencias absences", "promedio media average",
        ]
        var groups: [String: String] = [:]
        for list in lists {
            let words = list.split(separator: " ").map(String.init)
            for word in words where groups[word] == nil {
                groups[word] = words[0]
                if let stem = Analyzer.spanish.term(word), groups[stem] == nil { groups[stem] = words[0] }
            }
        }
        return groups
    }()
}
