import Daemon

/// What tutors are told about reports.
extension Messages {
    static let reportNotFound = LocalizedText(
        es: "Ese reporte no existe o no es de tus grupos. Actualiza la lista.",
        en: "That report does not exist or is not of your groups. Refresh the list."
    )
    static let reportTargetNotFound = LocalizedText(
        es: "No está en tus grupos aquello sobre lo que pides el reporte. Elige un estudiante o un grupo tuyo.",
        en: "What you ask a report about is not in your groups. Choose a student or a group of yours."
    )
    static let reportNotReady = LocalizedText(
        es: "El reporte todavía no está listo. Espera a que termine.",
        en: "The report is not ready yet. Wait until it is."
    )
    static let reportSigned = LocalizedText(
        es: "El reporte ya está firmado y no se puede cambiar. Pide uno nuevo si hace falta.",
        en: "The report is signed and can't be changed. Ask for a new one if needed."
    )
    static let reportSentenceNotFound = LocalizedText(
        es: "Esa frase no está en el reporte. Actualiza la página.",
        en: "That sentence is not in the report. Refresh the page."
    )
    static let reportMessagesAway = LocalizedText(
        es: "Los mensajes no se pueden leer ahora. Inténtalo de nuevo en un minuto.",
        en: "The messages can't be read now. Try again in a minute."
    )
    static let reportNoPrinter = LocalizedText(
        es: """
            Este servidor no tiene instalado WeasyPrint, así que no puede hacer el PDF. Imprime la página desde tu navegador \
            o pide a quien administra el sistema que lo instale.
            """,
        en: """
            WeasyPrint isn't installed on this server, so it can't make the PDF. Print the page from your browser, or ask \
            your administrator to install it.
            """
    )
    static let reportPrinterBusy = LocalizedText(
        es: "Se están haciendo otros PDF. Inténtalo de nuevo en un minuto.",
        en: "Other PDFs are being made. Try again in a minute."
    )
    static let reportNotPrinted = LocalizedText(
        es: "No se pudo hacer el PDF. Imprime la página desde tu navegador o avisa a quien administra el sistema.",
        en: "The PDF could not be made. Print the page from your browser, or tell your administrator."
    )

    static func reportInvalidPeriod(days: Int) -> LocalizedText {
        LocalizedText(
            es: "El periodo debe terminar después de empezar y durar como máximo \(days) días.",
            en: "The period must end after it begins and last at most \(days) days."
        )
    }

    static func reportInvalidPage(most: Int) -> LocalizedText {
        LocalizedText(
            es: "Esa página de la lista no existe. Pide entre 1 y \(most) reportes desde el principio.",
            en: "There is no such page of the list. Ask for 1 to \(most) reports from its beginning."
        )
    }

    static func reportInvalidText(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Escribe una frase de hasta \(limit) caracteres.",
            en: "Write a sentence of at most \(limit) characters."
        )
    }

    static func reportTooMany(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Ya hay \(limit) reportes tuyos en marcha. Espera a que terminen.",
            en: "\(limit) reports of yours are being made already. Wait until they are done."
        )
    }

    static let reportsAbout = HoldingText(
        title: LocalizedText(es: "Reportes de tutoría en los que apareces", en: "Tutoring reports that tell of you"),
        purpose: LocalizedText(
            es: "Que tus tutores vean cómo va el acompañamiento y qué queda por hacer.",
            en: "Let your tutors see how the support goes and what is left to do."
        ),
        ground: LocalizedText(
            es: "El acompañamiento que presta la institución, con tu consentimiento o el de tu tutor legal.",
            en: "The support that the institution gives, with your consent or your guardian's."
        )
    )
    static let reportsMade = HoldingText(
        title: LocalizedText(
            es: "Reportes que pediste, editaste o firmaste",
            en: "Reports that you asked for, edited or signed"
        ),
        purpose: LocalizedText(
            es: "Saber quién responde por cada reporte.",
            en: "Know who answers for each report."
        ),
        ground: LocalizedText(
            es: "La responsabilidad de la institución sobre lo que informa.",
            en: "The institution's responsibility for what it reports."
        )
    )
}
