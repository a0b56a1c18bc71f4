import Daemon

/// What is said of a file of offices.
extension Messages {
    static let importNotText = LocalizedText(
        es: "El archivo no es un CSV. En tu hoja de cálculo elige «Guardar como» y el formato CSV UTF-8.",
        en: "The file is no CSV. In your spreadsheet choose “Save as” and the format CSV UTF-8."
    )
    static let importNoColumns = LocalizedText(
        es: "La primera línea debe nombrar las columnas, y entre ellas MUNICIPIO y DEPENDENCIA.",
        en: "The first line must name the columns, MUNICIPIO and DEPENDENCIA among them."
    )
    static let importEmpty = LocalizedText(
        es: "El archivo no tiene oficinas debajo de la primera línea. Escribe una por línea.",
        en: "The file has no offices below its first line. Write one a line."
    )
    static let importTooManyCells = LocalizedText(
        es: "El archivo tiene demasiadas celdas. No se cambió nada: deja solo las columnas de las oficinas.",
        en: "The file has too many cells. Nothing was changed: leave only the columns of the offices."
    )
    static let importNotFound = LocalizedText(
        es: "Esa importación no existe. Actualiza la lista.",
        en: "That import does not exist. Refresh the list."
    )
    static let importInvalidAction = LocalizedText(
        es: "Filtra las líneas por add, change, remove, unchanged o error.",
        en: "Filter the lines by add, change, remove, unchanged or error."
    )
    static let importStalePreview = LocalizedText(
        es: "Las oficinas cambiaron después de esta vista previa. No se aplicó nada: sube el archivo otra vez.",
        en: "Offices changed after this preview. Nothing was applied: upload the file again."
    )
    static let importAlreadyUndone = LocalizedText(
        es: "Esta importación ya se deshizo. Para aplicarla, sube el archivo otra vez.",
        en: "This import was undone already. To apply it, upload the file again."
    )
    static let importNotApplied = LocalizedText(
        es: "Esta importación no se aplicó: no hay nada que deshacer.",
        en: "This import was not applied: there is nothing to undo."
    )

    static func importColumnRepeated(_ column: String) -> LocalizedText {
        LocalizedText(
            es: "Dos columnas de la primera línea se entienden como \(column.uppercased()). Deja solo una.",
            en: "Two columns of the first line are understood as \(column.uppercased()). Leave only one."
        )
    }

    static func importTooManyRows(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "El archivo tiene más de \(limit) oficinas. No se cambió nada: divídelo en varios.",
            en: "The file has more than \(limit) offices. Nothing was changed: split it."
        )
    }

    static func importTooLarge(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "El archivo supera los \(limit >> 20) MB. No se cambió nada: divídelo en varios.",
            en: "The file is larger than \(limit >> 20) MB. Nothing was changed: split it."
        )
    }

    static func importUnclosedQuote(_ line: Int) -> LocalizedText {
        LocalizedText(
            es: "En la línea \(line) se abre una comilla que no se cierra. Ciérrala o quítala.",
            en: "A quotation mark opened in line \(line) is never closed. Close it or take it away."
        )
    }

    static func importChangedSince(_ offices: [String]) -> LocalizedText {
        let names = offices.joined(separator: "; ")
        return LocalizedText(
            es: "No se deshizo nada: después de la importación alguien cambió \(names).",
            en: "Nothing was undone: after the import somebody changed \(names)."
        )
    }

    static func importUnknownMunicipality(_ nearest: String?) -> LocalizedText {
        guard let nearest else {
            return LocalizedText(
                es: "No se reconoce el municipio. Escribe su nombre completo o su código oficial.",
                en: "The municipality is not recognised. Write its whole name or its official code."
            )
        }
        return LocalizedText(
            es: "No se reconoce el municipio. ¿Es «\(nearest)»?",
            en: "The municipality is not recognised. Is it “\(nearest)”?"
        )
    }

    static func importAmbiguousMunicipality(_ names: String) -> LocalizedText {
        LocalizedText(
            es: "El municipio puede ser: \(names). Escribe su nombre completo, su código oficial o su cabecera.",
            en: "The municipality may be: \(names). Write its whole name, its official code or its seat."
        )
    }

    static func importDuplicate(_ line: String) -> LocalizedText {
        LocalizedText(
            es: "Repite la oficina de la línea \(line). Deja una sola, o di en LOCALIDADES a cuáles atiende cada una.",
            en: "Repeats the office of line \(line). Leave only one, or say in LOCALIDADES which towns each serves."
        )
    }

    static func importWrongCells(_ count: String) -> LocalizedText {
        LocalizedText(
            es: "Las celdas de la línea (\(count)) no coinciden con las columnas. Revisa separadores y comillas.",
            en: "The line's cells (\(count)) do not fit the columns. Check separators and quotation marks."
        )
    }
}
