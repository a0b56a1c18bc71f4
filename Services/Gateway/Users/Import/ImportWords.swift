import SuiteProtocol

/// What a column of an import says, by what stands above it, in Spanish or English.
enum ImportColumn: Hashable {
    case name, surname, email, role, username, minor
    case group(UserGroup.Kind)

    init?(header: String) {
        guard let column = Self.words[header.plainWords.joined()] else { return nil }
        self = column
    }

    private static let words: [String: ImportColumn] = {
        let words: [(ImportColumn, String)] = [
            (.name, "nombre name nombrecompleto fullname nombreyapellidos apellidosynombre persona person"),
            (.surname, "apellidos apellido surname surnames lastname familyname"),
            (.email, "correo email mail correoelectronico emailaddress direcciondecorreo"),
            (.role, "rol role roles papel perfil tipo"),
            (.username, "usuario username user login nombredeusuario"),
            (.minor, "menor minor menordeedad underage"),
            (.group(.group), "grupo group grupos groups"),
            (.group(.class), "clase class curso aula seccion"),
            (.group(.ward), "sala servicio unidad planta ward unit"),
        ]
        return Dictionary(
            words.flatMap { column, words in words.split(separator: " ").map { (String($0), column) } },
            uniquingKeysWith: { first, _ in first }
        )
    }()
}

extension Role {
    /// What people call the role, in either language, gender and number.
    init?(word: String) {
        let word = word.plainWords.joined()
        guard let role = Self.words[word] ?? (word.hasSuffix("s") ? Self.words[String(word.dropLast())] : nil) else {
            return nil
        }
        self = role
    }

    private static let words: [String: Role] = {
        let words: [(Role, String)] = [
            (.student, "alumno alumna alumne alumnado estudiante student pupil residente interno interna"),
            (.tutor, "tutor tutora tutoria orientador orientadora"),
            (
                .clinician,
                """
                clinico clinica clinician medico medica doctor doctora physician enfermero enfermera nurse \
                odontologo odontologa dentista dentist personalclinico personaldesalud
                """
            ),
            (.teacher, "profesor profesora docente maestro maestra teacher catedratico catedratica"),
            (
                .clerk,
                """
                administrativo administrativa auxiliar secretario secretaria recepcionista recepcion funcionario \
                funcionaria mesa mesadeatencion mesadeentrada clerk
                """
            ),
            (.admin, "administrador administradora admin administrator administracion"),
        ]
        return Dictionary(
            words.flatMap { role, words in words.split(separator: " ").map { (String($0), role) } },
            uniquingKeysWith: { first, _ in first }
        )
    }()
}

extension String {
    /// What a cell says of yes and no.
    var importedFlag: Bool? {
        switch plainWords.joined() {
        case "si", "s", "yes", "y", "x", "true", "verdadero", "1", "menor", "minor": true
        case "no", "n", "false", "falso", "0", "mayor", "adult": false
        default: nil
        }
    }
}
