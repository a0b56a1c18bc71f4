import Daemon

/// What clerks are told of approved answers.
extension Messages {
    static let topicNotFound = LocalizedText(
        es: "Esa respuesta aprobada ya no está. Actualiza la lista.",
        en: "That approved answer is gone. Refresh the list."
    )
    static let topicVersionNotFound = LocalizedText(
        es: "Esa versión no existe. Elige una del historial.",
        en: "There is no such version. Choose one of the history."
    )
    static let topicChangedMeanwhile = LocalizedText(
        es: "Otra persona cambió esta respuesta mientras la editabas. Mírala de nuevo y repite tu cambio.",
        en: "Somebody else changed this answer while you edited it. Look at it again and repeat your change."
    )
    static let topicChanges = HoldingText(
        title: LocalizedText(
            es: "Respuestas aprobadas que escribiste, con tu nombre",
            en: "Approved answers that you wrote, with your name"
        ),
        purpose: LocalizedText(
            es: "Saber quién aprobó cada respuesta que se da a los ciudadanos.",
            en: "Know who approved each answer that citizens are given."
        ),
        ground: LocalizedText(
            es: "La responsabilidad de la institución sobre lo que informa.",
            en: "The institution's responsibility for what it tells people."
        )
    )

    static func tooManyTopics(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Ya hay \(limit) respuestas aprobadas. Quita o une algunas.",
            en: "There are \(limit) approved answers already. Remove or join some."
        )
    }

    static func tooManyQuestions(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Una respuesta admite hasta \(limit) preguntas. Deja las más claras.",
            en: "An answer may have up to \(limit) questions. Keep the clearest ones."
        )
    }
}
