import Daemon

/// What people are told of questions that nothing was known to answer with.
extension Messages {
    static let unansweredNotFound = LocalizedText(
        es: "Esas preguntas ya no están: alguien las respondió o las descartó. Actualiza la lista.",
        en: "Those questions are gone: somebody answered or dismissed them. Refresh the list."
    )
    static let unansweredQuestions = HoldingText(
        title: LocalizedText(
            es: "Preguntas tuyas que no supimos responder",
            en: "Questions of yours that we could not answer"
        ),
        purpose: LocalizedText(
            es: "Que una persona escriba la respuesta que faltaba.",
            en: "Let a person write the answer that was missing."
        ),
        ground: LocalizedText(
            es: "El servicio que presta la institución.",
            en: "The service that the institution provides."
        )
    )
}
