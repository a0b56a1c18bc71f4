import Daemon

/// What people are told of a file of people.
extension Messages {
    static let importNotText = LocalizedText(
        es: "El archivo no es un CSV. En tu hoja de cálculo elige «Guardar como» y el formato CSV.",
        en: "The file is no CSV. In your spreadsheet choose “Save as” and the format CSV."
    )
    static let importHeaderMissing = LocalizedText(
        es: "La primera línea debe decir qué hay en cada columna: nombre, correo, rol, grupo.",
        en: "The first line must say what each column holds: name, email, role, group."
    )
    static let importColumnRepeated = LocalizedText(
        es: "Hay dos columnas con el mismo contenido en la primera línea. Deja solo una.",
        en: "Two columns of the first line say the same. Leave only one."
    )
    static let importEmpty = LocalizedText(
        es: "El archivo no tiene personas debajo de la primera línea. Escribe una por línea.",
        en: "The file has no people below its first line. Write one a line."
    )
    static let importTooManyLines = LocalizedText(
        es: "El archivo tiene más de 5000 personas. Divídelo en varios.",
        en: "The file has more than 5,000 people. Split it."
    )
    static func importUnclosedQuote(_ line: Int) -> LocalizedText {
        LocalizedText(
            es: "En la línea \(line) se abre una comilla que no se cierra. Ciérrala o quítala.",
            en: "A quotation mark opened in line \(line) is never closed. Close it or take it away."
        )
    }
    static func importFormula(_ mark: String) -> LocalizedText {
        LocalizedText(
            es: "Una celda empieza con «\(mark)», como una fórmula. Escribe solo el texto.",
            en: "A cell begins with “\(mark)”, as formulas do. Write the text alone."
        )
    }
    static func importUnknownRole(_ word: String) -> LocalizedText {
        LocalizedText(
            es:
                "No hay un rol llamado «\(word)». Usa estudiante, tutor, docente, clínico, mesa de atención o administración.",
            en: "There is no role called “\(word)”. Use student, tutor, clinician, teacher, clerk or admin."
        )
    }
    static func importUnknownFlag(_ word: String) -> LocalizedText {
        LocalizedText(
            es: "«\(word)» no dice si es menor de edad. Escribe sí o no.",
            en: "“\(word)” does not say whether they are a minor. Write yes or no."
        )
    }
    static let importNameMissing = LocalizedText(
        es: "Falta el nombre de la persona.",
        en: "The person's name is missing."
    )
    static let importRolesMissing = LocalizedText(
        es: "Falta el rol: por ejemplo, estudiante o tutora.",
        en: "The role is missing: student or tutor, for example."
    )
    static func importRepeats(_ line: Int) -> LocalizedText {
        LocalizedText(
            es: "Repite a la persona de la línea \(line). Si es otra, dale su propio correo o usuario.",
            en: "Repeats the person of line \(line). If it is another, give them their own e-mail or user name."
        )
    }
    static let importTwoPeople = LocalizedText(
        es: "El correo es de una persona y el usuario es de otra. Corrige uno de los dos.",
        en: "The e-mail is one person's and the user name another's. Correct one of them."
    )
    static let importUsernameFixed = LocalizedText(
        es: "Esta persona ya tiene otro nombre de usuario, que no cambia. Deja vacía la celda.",
        en: "This person has another user name already, which stays. Leave the cell empty."
    )
    static let importAmbiguous = LocalizedText(
        es: "Hay varias personas con este nombre. Añade su correo o su usuario.",
        en: "Several people have this name. Add their e-mail or user name."
    )
}
