import Daemon

/// What is said of offices.
extension Messages {
    static let officeNotFound = LocalizedText(
        es: "Esa oficina no existe o fue quitada. Actualiza la lista.",
        en: "That office does not exist or was removed. Refresh the list."
    )
    static let officeExists = LocalizedText(
        es: "Ese municipio ya tiene una oficina con ese nombre y esas localidades. Cambia la que ya está.",
        en: "That municipality already has an office with that name and those towns. Change that one."
    )
    static let changedMeanwhile = LocalizedText(
        es: "Otra persona cambió esta oficina mientras la editabas. Actualiza la lista y vuelve a hacer tu cambio.",
        en: "Somebody else changed this office while you were editing it. Refresh the list and make your change again."
    )
    static let invalidCursor = LocalizedText(
        es: "La página pedida no existe. Empieza de nuevo por la primera.",
        en: "There is no such page. Begin again with the first."
    )
    static let badPageSize = LocalizedText(
        es: "Pide de 1 a 200 oficinas por página.",
        en: "Ask for 1 to 200 offices a page."
    )
    static let missingDependencia = LocalizedText(
        es: "Falta la dependencia: el nombre de la oficina.",
        en: "The office's name (DEPENDENCIA) is missing."
    )
    static let badEmail = LocalizedText(
        es: "El correo no está bien escrito. Usa la forma nombre@dominio.",
        en: "The e-mail is not written well. Use the form name@domain."
    )
    static let exportName = LocalizedText(es: "oficinas", en: "offices")

    /// - Parameter column: as it is called on the wire.
    static func tooLong(_ column: String, limit: Int) -> LocalizedText {
        LocalizedText(
            es: "El texto de \(columnES(column)) supera los \(limit) caracteres. Acórtalo.",
            en: "The text of \(columnEN(column)) is longer than \(limit) characters. Shorten it."
        )
    }

    static func formula(_ column: String) -> LocalizedText {
        LocalizedText(
            es: "El texto de \(columnES(column)) empieza como una fórmula. Escribe solo el texto.",
            en: "The text of \(columnEN(column)) begins as formulas do. Write the text alone."
        )
    }

    static func badTelephone(_ column: String) -> LocalizedText {
        LocalizedText(
            es: "El número de \(columnES(column)) no está bien escrito. Usa cifras, como en (02281) 43-1234 int. 5.",
            en: "The number of \(columnEN(column)) is not written well. Use digits, as in (02281) 43-1234 int. 5."
        )
    }

    static func unreadable(_ column: String) -> LocalizedText {
        LocalizedText(
            es: """
                El texto de \(columnES(column)) tiene caracteres que no se pueden leer. Escríbelo de nuevo o guarda el \
                archivo como CSV UTF-8.
                """,
            en: """
                The text of \(columnEN(column)) has characters that can't be read. Write it again, or save the file \
                as CSV UTF-8.
                """
        )
    }

    private static func columnES(_ column: String) -> String { columns[column]?.es ?? "una columna" }
    private static func columnEN(_ column: String) -> String { columns[column]?.en ?? "a column" }

    private static let columns = [
        "municipio": (es: "municipio", en: "the municipality"),
        "cabecera": (es: "cabecera", en: "the seat"),
        "dependencia": (es: "dependencia", en: "the office's name"),
        "localidades": (es: "localidades", en: "the towns"),
        "direccion": (es: "dirección", en: "the address"),
        "telefono": (es: "teléfono", en: "the telephone"),
        "whatsapp": (es: "WhatsApp", en: "WhatsApp"),
        "horario": (es: "horario", en: "the hours"),
        "email": (es: "correo", en: "the e-mail"),
    ]
}
