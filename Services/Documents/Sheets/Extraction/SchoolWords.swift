import TextAnalysis

/// Words by which schools call the same thing on their forms, each by the first of its group.
enum SchoolWords {
    static let name = "nombre"
    static let surname = "apellidos"
    static let doctor = "medico"

    /// The term of a folded word, the same for all words of a group; nil for what says nothing by itself.
    static func term(_ folded: String) -> String? {
        if let group = groups[folded] { return group }
        guard folded.utf8.count > 1, !fillers.contains(folded), let stem = Analyzer.spanish.term(folded) else {
            return nil
        }
        return groups[stem] ?? stem
    }

    /// Which date it is: a label that has one of these is of no other.
    static let kindsOfDate = otherDates.union(terms("entrega ingreso inscripcion baja inicio termino anterior"))

    /// A sentence that has one of these doesn't say when its paper was written.
    static let otherDates = terms("nacimiento vencimiento limite proxima vigencia caducidad")

    /// Whom a form is about, or who signs it.
    static let persons = terms("alumno madre padre tutor medico docente preside secretario remitente destinatario")

    static let family = terms("madre padre tutor")
    static let student = "alumno"

    /// What a form says of people and things: a label that has one of these names nothing else.
    static let attributes = terms(
        """
        telefono correo domicilio edad observaciones ocupacion profesion fecha dni nif cif curp cedula sexo
        nacionalidad parentesco hora talla altura grado grupo lugar acuerdos calificacion asunto
        """
    )

    /// What stands for another where a form hasn't it.
    static let kin = ["grado grupo", "grupo grado", "destino lugar", "emergencia contacto"].map { pair in
        let words = pair.split(separator: " ").map { term(String($0)) ?? "" }
        return (words[0], words[1])
    }

    /// Head the cells that say what a criterion counts, and not how it was met.
    static let weights = terms("peso ponderacion porcentaje maximo weight")

    /// Head the cell of a row that is its result, where it has several figures.
    static let results = terms("final definitiva calificacion puntos importe valor resultado points total")

    /// Say what kind of value it is, and not which.
    static let generic = terms("fecha numero importe cantidad nombre dato valor columna")

    /// «¿Cuáles?»: asks more of what was asked before.
    static let followUps: Set<String> = [
        "cual", "cuales", "especifique", "especificar", "detalle", "detallar", "indique", "indicar", "describa",
        "which",
    ]

    /// Whom a part of a form is about by its heading: «Datos de la madre», «ALUMNO»; nil for another heading.
    static func persons(ofSection heading: Set<String>) -> Set<String>? {
        let about = persons.intersection(heading)
        return about.isEmpty || !heading.isSubset(of: about.union(sectionWords)) ? nil : about
    }

    private static let sectionWords = terms("datos informacion personales legal familiares")

    private static func terms(_ words: String) -> Set<String> {
        Set(words.split(whereSeparator: \.isWhitespace).compactMap { term(String($0)) })
    }

    private static let fillers: Set<String> = [
        "completo", "completa", "electronico", "electronica", "as", "os", "es", "et", "al", "adoptados", "tomados",
        "aprobados", "puede", "puedan", "realizar", "hacer", "tiene", "padece", "presenta", "practicar", "general",
        "generales", "da",
    ]

    private static let groups: [String: String] = {
        let lists = [
            """
            alumno alumna alumnos alumnas estudiante estudiantes educando educanda hijo hija nino nina niño niña menor
            paciente student pupil patient child
            """,
            "autoriza autorizo autorizacion autorizado autorizada", "correo mail email e-mail",
            "telefono telefonico tel telef tfno tlf celular cel movil phone mobile whatsapp",
            "asistentes asistente asistencia presentes participantes asistieron attendees present",
            "acuerdos acuerdo acordo compromisos resoluciones agreements",
            "domicilio direccion address",
            "nacimiento nac nacido nacida birth born",
            "grupo curso seccion clase group class",
            "calificacion nota puntuacion puntaje grade score mark",
            "tutor tutora responsable apoderado apoderada representante guardian tutores",
            "madre mama mother", "padre papa father",
            "fecha date dia", "dias days", "nombre nombres name", "lugar sede place location",
            "asunto tema subject topic", "motivo causa reason", "hora horario time",
            "observaciones comentarios comments remarks",
            "importe monto costo coste precio cuota aportacion tarifa amount fee cost price",
            "materia asignatura course", "numero num nro number", "edad age",
            "escuela colegio plantel instituto institucion school",
            "docente profesor profesora maestro maestra teacher",
            "apellidos apellido surname", "alergias alergia alergico alergica allergies", "grado nivel grade level",
            "ausencias faltas inasistencias inasistencia inasist absences", "promedio media average",
            "medico medica doctor doctora dr dra facultativo facultativa physician",
            "preside presidente presidenta presidencia presidio", "secretario secretaria",
            "remitente emisor from", "destinatario destinataria",
            "salida excursion visita paseo viaje trip", "emergencia urgencia emergencias urgencias emergency",
            "deporte deportes deportiva deportivas fisica", "promovido promovida promociona aprueba",
            "factura folio invoice", "subtotal imponible", "puntos puntaje points", "final definitiva",
            "reunion asamblea sesion junta meeting", "diagnostico diagnosis", "matematicas matematica maths",
        ]
        var groups: [String: String] = [:]
        for list in lists {
            let words = list.split(whereSeparator: \.isWhitespace).map(String.init)
            for word in words where groups[word] == nil {
                groups[word] = words[0]
                if let stem = Analyzer.spanish.term(word), groups[stem] == nil { groups[stem] = words[0] }
            }
        }
        return groups
    }()
}
