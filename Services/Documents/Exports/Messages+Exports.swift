import Daemon

/// What stands in the files that tables become.
extension Messages {
    static let exportYes = LocalizedText(es: "Sí", en: "Yes")
    static let exportNo = LocalizedText(es: "No", en: "No")
    static let exportSources = LocalizedText(es: "Fuentes", en: "Sources")
    static let exportRow = LocalizedText(es: "Fila", en: "Row")
    static let exportColumn = LocalizedText(es: "Columna", en: "Column")
    static let exportValue = LocalizedText(es: "Valor", en: "Value")
    static let exportDocument = LocalizedText(es: "Documento", en: "Document")
    static let exportPage = LocalizedText(es: "Página", en: "Page")
    static let exportPassage = LocalizedText(es: "Pasaje", en: "Passage")
    static let exportNote = LocalizedText(es: "Nota", en: "Note")
    static let exportUnsourced = LocalizedText(
        es: "Sin fuente: compruébalo antes de usarlo.",
        en: "No source: check it before you use it."
    )
    static let exportTable = LocalizedText(es: "Tabla", en: "Table")
}
