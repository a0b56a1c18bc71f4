import Daemon
import Risk

/// What people are told of alerts.
extension Messages {
    static let alertNotFound = LocalizedText(
        es: "Esa alerta no está entre las tuyas. Actualiza la lista.",
        en: "That alert is not among yours. Refresh the list."
    )
    static let alertTaken = LocalizedText(
        es: "Otra persona ya se ocupa de esta alerta. Actualiza la lista para ver quién es.",
        en: "Somebody else already handles this alert. Refresh the list to see who."
    )
    static let alertEnded = LocalizedText(
        es: "Esta alerta ya terminó. Actualiza la lista.",
        en: "This alert has ended already. Refresh the list."
    )
    static let conversationAway = LocalizedText(
        es: "No se pudo leer la conversación: el servicio de conversación no responde. Inténtalo de nuevo.",
        en: "The conversation could not be read: the conversation service does not answer. Try again."
    )
    static let nobodyToRefer = LocalizedText(
        es: "Elige a una persona que acompañe a estudiantes.",
        en: "Choose somebody who tends students."
    )
    static let badAlertState = LocalizedText(
        es: "Ese estado no existe. Elige uno de la lista.",
        en: "There is no such state. Choose one of the list."
    )
    static let mailSubject = LocalizedText(es: "Una alerta espera respuesta", en: "An alert waits for an answer")

    /// - Parameter url: where Consulta is opened.
    static func mailBody(url: String?) -> LocalizedText {
        guard let url else {
            return LocalizedText(
                es: "Una alerta de tutoría espera que alguien se ocupe. Abre Consulta para verla.",
                en: "An alert of the tutoring department waits for somebody. Open Consulta to see it."
            )
        }
        return LocalizedText(
            es: "Una alerta de tutoría espera que alguien se ocupe. Ábrela en \(url)",
            en: "An alert of the tutoring department waits for somebody. Open it at \(url)"
        )
    }

    /// Why there is an alert: a signal for a person to look at, and no diagnosis.
    static func reason(_ alert: AlertRow) -> LocalizedText {
        switch (alert.tier, alert.category) {
        case (4, _):
            LocalizedText(
                es: "Lo que escribió puede hablar de un plan o un intento de suicidio.",
                en: "What they wrote may speak of a plan or an attempt of suicide."
            )
        case (3, _):
            LocalizedText(
                es: "Lo que escribió puede hablar de ideas de suicidio.",
                en: "What they wrote may speak of thoughts of suicide."
            )
        case (_, .violenceThreat?):
            LocalizedText(
                es: "Lo que escribió puede ser una amenaza de violencia.",
                en: "What they wrote may be a threat of violence."
            )
        case (_, .selfHarm?):
            LocalizedText(
                es: "Lo que escribió puede hablar de hacerse daño.",
                en: "What they wrote may speak of hurting themselves."
            )
        case (_, .abuseOrBullying?):
            LocalizedText(
                es: "Lo que escribió puede hablar de maltrato o de acoso.",
                en: "What they wrote may speak of abuse or bullying."
            )
        case (2, nil):
            LocalizedText(
                es: "Lo que escribió puede hablar de no querer vivir.",
                en: "What they wrote may speak of not wanting to live."
            )
        default:
            alert.askedAt == nil
                ? LocalizedText(
                    es: "Escribió a quien estaba en su conversación, y nadie le respondió.",
                    en: "They wrote to whoever was in their conversation, and nobody answered."
                )
                : LocalizedText(es: "Pidió hablar con una persona.", en: "They asked to talk with a person.")
        }
    }
}
