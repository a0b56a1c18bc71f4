import Daemon

extension Messages {
    static let lettersNotFound = LocalizedText(
        es: "Esas cartas no existen o ya se borraron. Actualiza la lista.",
        en: "Those letters do not exist, or have been deleted. Refresh the list."
    )
    static let letterTemplateNotFound = LocalizedText(
        es: "Esa plantilla de carta no existe o ya se borró. Elige otra.",
        en: "That letter template does not exist, or has been deleted. Choose another."
    )
    static let letterTableNotFound = LocalizedText(
        es: "Esa tabla ya no está. Súbela otra vez.",
        en: "That table is no longer here. Upload it again."
    )
    static let letterNoRowsNamed = LocalizedText(
        es: "Di de qué planilla o de qué tabla salen los datos: una de las dos.",
        en: "Say which sheet or which table the data come from: one of them."
    )
    static let letterNoFields = LocalizedText(
        es: "El documento no tiene ningún campo. Escribe en él, por ejemplo, {{nombre}} donde va cada dato.",
        en: "The document has no field. Write, for example, {{name}} where each value goes."
    )
    static let letterNotWord = LocalizedText(
        es: "La plantilla debe ser un documento de Word. Ábrela y guárdala como .docx.",
        en: "The template must be a Word document. Open it and save it as .docx."
    )
    static let letterTemplateInUse = LocalizedText(
        es: "Se están haciendo cartas con esta plantilla. Espera a que terminen o cancélalas.",
        en: "Letters are being made with this template. Wait until they are done, or cancel them."
    )
    static let letterExampleStays = LocalizedText(
        es: "La plantilla de ejemplo no se puede borrar.",
        en: "The example can't be deleted."
    )
    static let letterBadTable = LocalizedText(
        es: "El archivo no se puede leer como tabla. Guárdalo como CSV desde tu hoja de cálculo.",
        en: "The file can't be read as a table. Save it as CSV from your spreadsheet."
    )
    static let letterNoRows = LocalizedText(
        es: "La tabla no tiene filas con datos debajo de los nombres de las columnas.",
        en: "The table has no rows below the names of its columns."
    )
    static let letterNoPrinter = LocalizedText(
        es: """
            Este servidor no tiene instalado LibreOffice, así que no puede hacer los PDF. Haz las cartas en Word o pide a \
            quien administra el sistema que instale «libreoffice-writer-nogui».
            """,
        en: """
            LibreOffice isn't installed on this server, so it can't make the PDFs. Make the letters for Word, or ask your \
            administrator to install “libreoffice-writer-nogui”.
            """
    )
    static let lettersNotReady = LocalizedText(
        es: "Las cartas todavía no están listas. Espera a que terminen.",
        en: "The letters are not ready yet. Wait until they are."
    )
    static let lettersFull = LocalizedText(
        es: "Tus cartas ya ocupan todo el espacio que tienen. Descarga y borra las que no necesites aquí.",
        en: "Your letters take all the room that they have. Download and delete those that you don't need here."
    )
    static let letterTooLarge = LocalizedText(
        es: "No cabe con las demás cartas. Reduce las imágenes de la plantilla o haz menos cartas cada vez.",
        en: "It does not fit with the other letters. Make the template's pictures smaller, or make fewer at a time."
    )
    static let letterNotPrinted = LocalizedText(
        es: "Se hizo la carta en Word, pero no su PDF. Ábrela y guárdala como PDF.",
        en: "The letter for Word was made, but not its PDF. Open it and save it as PDF."
    )

    static let letterExampleName = LocalizedText(es: "Ejemplo: carta a la familia", en: "Example: letter to the family")
    static let letterExample = LocalizedText(
        es: """
            {{fecha}}

            Estimada familia de {{nombre}}:

            Les informamos que {{nombre}}, del curso {{curso}}, tiene disponible su boletín en la secretaría de la \
            escuela. Pueden retirarlo en el horario de atención.

            Saludamos a ustedes atentamente,
            La dirección
            """,
        en: """
            {{date}}

            Dear family of {{name}},

            The report of {{name}}, of class {{class}}, is ready at the school's office. You can collect it during \
            opening hours.

            Yours sincerely,
            The head of school
            """
    )
    static let lettersRow = LocalizedText(es: "Fila", en: "Row")
    static let lettersFile = LocalizedText(es: "Archivo", en: "File")
    static let lettersState = LocalizedText(es: "Estado", en: "State")
    static let lettersDetail = LocalizedText(es: "Detalle", en: "Detail")
    static let lettersMadeState = LocalizedText(es: "Hecha", en: "Made")
    static let lettersFailedState = LocalizedText(es: "No se hizo", en: "Not made")
    static let lettersIndex = LocalizedText(es: "índice", en: "index")
    static let lettersLetter = LocalizedText(es: "carta", en: "letter")

    static let lettersHeld = HoldingText(
        title: LocalizedText(
            es: "Cartas que hiciste, con sus plantillas y tablas",
            en: "Letters that you made, with their templates and tables"
        ),
        purpose: LocalizedText(
            es: "Que puedas descargar las cartas y hacer otras con la misma plantilla.",
            en: "Let you download the letters and make others with the same template."
        ),
        ground: LocalizedText(
            es: "El servicio que la institución te presta para tu trabajo.",
            en: "The service that the institution gives you for your work."
        )
    )

    static func letterMissingValue(fields: [String]) -> LocalizedText {
        let names = fields.map { "«\($0)»" }.joined(separator: ", ")
        return LocalizedText(
            es: "En esta fila falta el valor de: \(names). Complétalo y haz esta carta otra vez.",
            en: "This row has no value for: \(names). Fill it in and make this letter again."
        )
    }

    static func letterBadColumns(_ most: Int) -> LocalizedText {
        LocalizedText(
            es: "La primera fila debe nombrar cada columna, sin repetir, y puede haber hasta \(most). Corrígela.",
            en: "The first row must name every column, each once, and there may be at most \(most). Correct it."
        )
    }

    static func letterTooManyRows(_ most: Int) -> LocalizedText {
        LocalizedText(
            es: "La tabla tiene más de \(most) filas. Divídela en varias.",
            en: "The table has more than \(most) rows. Split it."
        )
    }

    static func letterLongValue(_ most: Int) -> LocalizedText {
        LocalizedText(
            es: "Hay un valor de más de \(most) caracteres. Acórtalo.",
            en: "There is a value of more than \(most) characters. Shorten it."
        )
    }

    static func letterUnknownColumn(_ name: String) -> LocalizedText {
        LocalizedText(
            es: "La tabla no tiene la columna «\(name)». Elige una de las suyas.",
            en: "The table has no column “\(name)”. Choose one of its own."
        )
    }

    static func letterFieldsWithoutColumn(_ fields: [String]) -> LocalizedText {
        let names = fields.map { "«\($0)»" }.joined(separator: ", ")
        return LocalizedText(
            es: "Falta decir de qué columna salen: \(names). Elige una columna o déjalos vacíos a propósito.",
            en: "Say which column these come from: \(names). Choose a column, or leave them empty on purpose."
        )
    }

    static func lettersTooMany(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Ya tienes \(limit) trabajos de cartas en marcha. Espera a que termine alguno.",
            en: "You already have letters being made \(limit) times. Wait until some are done."
        )
    }

    static func letterTooManyTemplates(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Ya tienes \(limit) plantillas de carta. Borra las que no uses.",
            en: "You already have \(limit) letter templates. Delete those that you don't use."
        )
    }
}
