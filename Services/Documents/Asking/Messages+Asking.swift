import Daemon

/// What is said of questions and their answers.
extension Messages {
    static let emptyQuestion = LocalizedText(
        es: "Escribe tu pregunta, o elige un formulario y completa sus espacios.",
        en: "Write your question, or choose a form and fill in its blanks."
    )
    static let tooLongToReadWhole = LocalizedText(
        es: "Es demasiado para leerlo entero. Elige menos documentos, o pide que se busquen los pasajes.",
        en: "It is too much to be read whole. Choose fewer documents, or have passages searched for."
    )
    static let answerInterrupted = LocalizedText(
        es: "La respuesta se interrumpió. Vuelve a preguntar en unos segundos.",
        en: "The answer was cut off. Ask again in a few seconds."
    )
    static let notInSources = LocalizedText(
        es: """
            No encontré la respuesta en estos documentos. Prueba con otras palabras, o agrega el documento que la tiene.
            """,
        en: """
            I did not find the answer in these documents. Try other words, or add the document that has it.
            """
    )
    static let nothingToRead = LocalizedText(
        es: "Todavía no hay páginas leídas aquí. Agrega documentos, o espera a que termine su lectura.",
        en: "No pages have been read here yet. Add documents, or wait until they have been read."
    )

    static func questionTooLong(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "La pregunta supera los \(limit) caracteres. Acórtala.",
            en: "The question is longer than \(limit) characters. Shorten it."
        )
    }

    static func tooManyDocuments(_ limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Elige como máximo \(limit) documentos, o pregunta a toda la colección.",
            en: "Choose \(limit) documents at most, or ask the whole collection."
        )
    }

    static func fitsWhole(_ pages: Int) -> LocalizedText {
        LocalizedText(
            es: pages == 1
                ? "Es 1 página: se lee entera antes de responder."
                : "Son \(pages) páginas: se leen enteras antes de responder.",
            en: pages == 1
                ? "It is 1 page: it is read whole before answering."
                : "They are \(pages) pages: they are read whole before answering."
        )
    }

    static func betterSearched(_ pages: Int, readings: Int) -> LocalizedText {
        LocalizedText(
            es: """
                Son \(pages) páginas: se buscan los pasajes que hablan de tu pregunta. También se pueden leer enteras, en \
                \(readings) partes; tarda más.
                """,
            en: """
                They are \(pages) pages: the passages that speak of your question are searched for. They can be read whole, \
                too, in \(readings) parts; that takes longer.
                """
        )
    }

    static func mustBeSearched(_ pages: Int) -> LocalizedText {
        LocalizedText(
            es: """
                Son \(pages) páginas, demasiadas para leerlas enteras: se buscan los pasajes que hablan de tu pregunta.
                """,
            en: """
                They are \(pages) pages, too many to be read whole: the passages that speak of your question are searched for.
                """
        )
    }
}
