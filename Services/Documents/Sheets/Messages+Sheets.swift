import Daemon

/// What people are told of templates and sheets.
extension Messages {
    static let templateNotFound = LocalizedText(
        es: "Esa plantilla no existe o no se comparte contigo. Elige otra.",
        en: "That template does not exist, or it is not shared with you. Choose another."
    )
    static let notYourTemplate = LocalizedText(
        es: "Solo quien creó la plantilla puede cambiarla. Cópiala y cambia tu copia.",
        en: "Only whoever made the template can change it. Copy it, and change your copy."
    )
    static let templateNotYourGroup = LocalizedText(
        es: "Solo puedes compartir con grupos a los que perteneces.",
        en: "You can only share with groups that you belong to."
    )
    static let templateSameName = LocalizedText(
        es: "Hay dos columnas con el mismo nombre. Cambia el de una.",
        en: "Two columns have the same name. Change one of them."
    )
    static let sheetNotFound = LocalizedText(
        es: "Esa planilla no existe o no es tuya. Vuelve a la lista de planillas.",
        en: "That sheet does not exist or is not yours. Go back to the list of sheets."
    )
    static let sheetCellNotFound = LocalizedText(
        es: "Esa celda no está en la planilla. Actualiza la página.",
        en: "That cell is not in the sheet. Refresh the page."
    )
    static let sheetNoDocuments = LocalizedText(
        es: "Elige al menos un documento o una colección con documentos.",
        en: "Choose at least one document, or a collection with documents."
    )
    static let sheetDocumentsNotFound = LocalizedText(
        es: "Uno de los documentos no existe o no se comparte contigo. Vuelve a elegirlos.",
        en: "One of the documents does not exist or is not shared with you. Choose them again."
    )
    static let sheetRunning = LocalizedText(
        es: "La planilla se está llenando. Espera a que termine o cancela el trabajo.",
        en: "The sheet is being filled. Wait until it is done, or cancel the work."
    )
    static let sheetFinal = LocalizedText(
        es: "La planilla está finalizada. Reábrela para cambiarla.",
        en: "The sheet is final. Reopen it to change it."
    )
    static let sheetNotFinal = LocalizedText(
        es: "La planilla no está finalizada. Revísala y finalízala antes de usarla.",
        en: "The sheet is not final. Review it and make it final before you use it."
    )
    static let sheetUnfinished = LocalizedText(
        es: "Faltan documentos por leer. Llena la planilla entera antes de finalizarla.",
        en: "Some documents have not been read. Fill the whole sheet before you make it final."
    )
    static let sheetNothingToFill = LocalizedText(
        es: "Todos los documentos ya se leyeron. Recalcula una celda o vuelve a llenar la planilla entera.",
        en: "All documents have been read. Compute one cell again, or fill the whole sheet again."
    )
    static let sheetChangedMeanwhile = LocalizedText(
        es: "Alguien cambió esta celda mientras tanto. Mira su valor nuevo y decide otra vez.",
        en: "Somebody has changed this cell meanwhile. Look at its new value and decide again."
    )
    static let sheetNothingToUndo = LocalizedText(
        es: "No hay nada que deshacer en esta celda.",
        en: "There is nothing to undo in this cell."
    )
    static let sheetDocumentGone = LocalizedText(
        es: "El documento se borró o ya no se comparte contigo, así que no se puede volver a leer.",
        en: "The document was deleted or is no longer shared with you, so it can't be read again."
    )
    static let sheetBadLimit = LocalizedText(
        es: "La cantidad de documentos debe ser un número mayor que cero.",
        en: "The number of documents must be greater than zero."
    )
    static let sheetBadFormat = LocalizedText(
        es: "Elige uno de estos formatos: xlsx, csv o docx.",
        en: "Choose one of these formats: xlsx, csv or docx."
    )
    static let sheetNothingToChange = LocalizedText(es: "No hay nada que cambiar.", en: "There is nothing to change.")
    static let sheetOverCap = LocalizedText(
        es: "Costaría más de lo que queda del presupuesto del mes. Elige menos documentos o avisa a quien administra.",
        en:
            "It would cost more than is left of this month's budget. Choose fewer documents, or tell your administrator."
    )
    static let sheetByRules = LocalizedText(
        es:
            "No hay un modelo conectado: las celdas se llenan por reglas. No cuesta nada y nada sale de la institución.",
        en: "No model is connected: cells are filled by rules. It costs nothing, and nothing leaves the institution."
    )
    static let sheetStaysInside = LocalizedText(
        es: "Lo lee un modelo de la institución: nada sale de ella.",
        en: "A model of the institution reads it: nothing leaves it."
    )
    static let sheetLeaves = LocalizedText(
        es: "Partes de los documentos se envían a un servicio fuera de la institución.",
        en: "Parts of the documents are sent to a service outside of the institution."
    )
    static let sheetMayLeave = LocalizedText(
        es:
            "Lo lee un modelo de la institución. Si está ocupado, partes de los documentos pueden ir a un servicio de fuera.",
        en: "A model of the institution reads it. If it is busy, parts of the documents may go to a service outside."
    )
    static let sheetTotal = LocalizedText(es: "Total", en: "Total")
    static let sheetDocument = LocalizedText(es: "Documento", en: "Document")
    static let ownTemplates = HoldingText(
        title: LocalizedText(es: "Plantillas de planillas que creaste", en: "Sheet templates that you made"),
        purpose: LocalizedText(
            es: "Que puedas llenar planillas con las mismas columnas.",
            en: "Let you fill sheets with the same columns."
        ),
        ground: LocalizedText(
            es: "El servicio que pediste. Se guardan hasta que las borres.",
            en: "The service that you asked for. They are kept until you delete them."
        )
    )
    static let ownSheets = HoldingText(
        title: LocalizedText(es: "Planillas que llenaste", en: "Sheets that you filled"),
        purpose: LocalizedText(
            es: "Que tengas a mano lo que tus documentos dicen, con su origen.",
            en: "Give you what your documents say, with its origin."
        ),
        ground: LocalizedText(
            es: "El servicio que pediste. Se guardan hasta que las borres.",
            en: "The service that you asked for. They are kept until you delete them."
        )
    )
    static let sheetDeletedDocument = LocalizedText(es: "documento borrado", en: "deleted document")

    static func tooManyTemplates(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Ya tienes \(limit) plantillas. Borra alguna que no uses.",
            en: "You have \(limit) templates already. Delete one that you don't use."
        )
    }

    static func templateName(most: Int) -> LocalizedText {
        LocalizedText(
            es: "Escribe un nombre de hasta \(most) caracteres.",
            en: "Write a name of at most \(most) characters."
        )
    }

    static func templateColumns(most: Int) -> LocalizedText {
        LocalizedText(
            es: "Una plantilla tiene entre 1 y \(most) columnas.",
            en: "A template has between 1 and \(most) columns."
        )
    }

    static func templateColumnName(most: Int) -> LocalizedText {
        LocalizedText(
            es: "Cada columna necesita un nombre de hasta \(most) caracteres.",
            en: "Each column needs a name of at most \(most) characters."
        )
    }

    static func templateInstruction(most: Int) -> LocalizedText {
        LocalizedText(
            es: "La indicación de una columna supera los \(most) caracteres. Acórtala.",
            en: "A column's instruction is longer than \(most) characters. Shorten it."
        )
    }

    static func templateAllowed(column: String, most: Int) -> LocalizedText {
        LocalizedText(
            es: "Escribe entre 2 y \(most) valores distintos para «\(column)».",
            en: "Write between 2 and \(most) different values for “\(column)”."
        )
    }

    static func templatePoints(column: String) -> LocalizedText {
        LocalizedText(
            es: "El peso o los puntos de «\(column)» no son válidos. Escribe números de 0 a 1000.",
            en: "The weight or the points of “\(column)” are not valid. Write numbers from 0 to 1000."
        )
    }

    static func sheetTooManyDocuments(most: Int) -> LocalizedText {
        LocalizedText(
            es: "Una planilla toma hasta \(most) documentos. Elige menos.",
            en: "A sheet takes at most \(most) documents. Choose fewer."
        )
    }

    static func sheetTooManyCells(most: Int) -> LocalizedText {
        LocalizedText(
            es: "Una planilla tiene hasta \(most) celdas. Elige menos documentos o menos columnas.",
            en: "A sheet has at most \(most) cells. Choose fewer documents or fewer columns."
        )
    }

    static func tooManySheets(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Ya tienes \(limit) planillas. Borra alguna que no uses.",
            en: "You have \(limit) sheets already. Delete one that you don't use."
        )
    }

    static func sheetBadValue(_ type: SheetColumn.Kind, allowed: [String], most: Double?) -> LocalizedText {
        switch type {
        case .number where most != nil:
            let points = NumberText.text(most ?? 0)
            return LocalizedText(es: "Escribe un número de 0 a \(points).", en: "Write a number from 0 to \(points).")
        case .number: return LocalizedText(es: "Escribe un número, por ejemplo 8,5.", en: "Write a number, as 8.5.")
        case .date:
            return LocalizedText(
                es: "Escribe una fecha con su año, por ejemplo 12/3/2026.",
                en: "Write a date with its year, as 2026-03-12."
            )
        case .yesNo: return LocalizedText(es: "Escribe sí o no.", en: "Write yes or no.")
        case .choice:
            let list = allowed.joined(separator: ", ")
            return LocalizedText(es: "Elige uno de estos valores: \(list).", en: "Choose one of these values: \(list).")
        case .text:
            return LocalizedText(
                es: "Escribe hasta \(ValueReader.longestText) caracteres.",
                en: "Write at most \(ValueReader.longestText) characters."
            )
        }
    }

    static func sheetCellsWithoutSource(_ count: Int, first: String) -> LocalizedText {
        guard count > 1 else {
            return LocalizedText(
                es:
                    "Queda una celda sin fuente que nadie ha revisado: \(first). Corrígela o confírmala, y luego finaliza.",
                en:
                    "One cell has no source and nobody has reviewed it: \(first). Correct or confirm it, then make the sheet final."
            )
        }
        return LocalizedText(
            es: """
                Quedan \(count) celdas sin fuente que nadie ha revisado; la primera es \(first). Corrígelas o confírmalas, y \
                luego finaliza.
                """,
            en: """
                \(count) cells have no source and nobody has reviewed them; the first is \(first). Correct or confirm them, \
                then make the sheet final.
                """
        )
    }
}
