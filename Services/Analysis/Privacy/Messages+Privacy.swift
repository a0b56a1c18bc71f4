import Daemon

/// What people are told of their data here.
extension Messages {
    static let ownAnalyses = HoldingText(
        title: LocalizedText(
            es: "Cómo se leyeron tus mensajes, sin su texto, y lo que corregiste",
            en: "How your messages were read, without their text, and what you corrected"
        ),
        purpose: LocalizedText(
            es: "Adaptar las respuestas a cómo te sientes y notar si necesitas a alguien.",
            en: "Adapt the answers to how you feel, and notice whether you need somebody."
        ),
        ground: LocalizedText(es: "Tu permiso, o el de tu tutor legal.", en: "Your permission, or your guardian's.")
    )
    static let ownAlerts = HoldingText(
        title: LocalizedText(es: "Avisos a quienes te acompañan", en: "Alerts to those who accompany you"),
        purpose: LocalizedText(
            es: "Que una persona de la institución hable contigo cuando la necesitas.",
            en: "Have somebody of the institution talk with you when you need it."
        ),
        ground: LocalizedText(es: "Tu permiso, o el de tu tutor legal.", en: "Your permission, or your guardian's.")
    )
    static let ownInterventions = HoldingText(
        title: LocalizedText(
            es: "Conversaciones que tomó una persona, y sus notas",
            en: "Conversations that somebody took over, and their notes"
        ),
        purpose: LocalizedText(
            es: "Acompañarte y no olvidar lo acordado.",
            en: "Accompany you, and remember what was agreed."
        ),
        ground: LocalizedText(
            es: "La responsabilidad de la institución sobre quienes acompaña.",
            en: "The institution's responsibility for those whom it accompanies."
        )
    )
    static let handledAlerts = HoldingText(
        title: LocalizedText(
            es: "Alertas e intervenciones que atendiste, con tu nombre",
            en: "Alerts and interventions that you handled, with your name"
        ),
        purpose: LocalizedText(es: "Saber quién atendió cada alerta.", en: "Know who handled each alert."),
        ground: LocalizedText(
            es: "La responsabilidad de la institución sobre quienes acompaña.",
            en: "The institution's responsibility for those whom it accompanies."
        )
    )
    static let databaseLogKept = LocalizedText(
        es: """
            El diario de PostgreSQL conserva los últimos cambios hasta que el servidor lo recicla; los textos que haya \
            ahí están cifrados.
            """,
        en: "PostgreSQL's log keeps the last changes until the server recycles it; texts in it are sealed."
    )
}
