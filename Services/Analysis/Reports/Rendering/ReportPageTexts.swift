import Daemon

/// What stands around the sentences of a report.
enum ReportPageTexts {
    static let title = LocalizedText(es: "Reporte de tutoría", en: "Tutoring report")
    static let summary = LocalizedText(es: "Qué dicen los mensajes", en: "What the messages say")
    static let emotions = LocalizedText(
        es: "Emociones, entre los mensajes de emoción determinada",
        en: "Emotions, among messages whose emotion is known"
    )
    static let unpleasant = LocalizedText(
        es: "Mensajes con emociones desagradables",
        en: "Messages with unpleasant emotions"
    )
    static let styles = LocalizedText(es: "Estilos sugeridos por los mensajes", en: "Styles that messages suggest")
    static let risks = LocalizedText(
        es: "Señales de riesgo, entre todos los mensajes",
        en: "Signs of risk, among all messages"
    )
    static let original = LocalizedText(es: "Texto original", en: "Original text")
    static let links = LocalizedText(es: "Mensajes en que se apoya", en: "Messages that it stands on")
    static let empty = LocalizedText(
        es: "No hay mensajes analizados en el periodo: no hay nada que afirmar.",
        en: "There are no analysed messages in the period: there is nothing to say."
    )
    static let unsigned = LocalizedText(
        es: "Sin firmar: nadie responde todavía por este reporte.",
        en: "Not signed: nobody answers for this report yet."
    )
    static let caution = LocalizedText(
        es: """
            Las frases salen de reglas aplicadas a las cifras; ningún modelo las escribe. Los intervalos son de 95\u{A0}%. \
            Las emociones, los estilos y los riesgos son señales leídas en textos, no diagnósticos de personas.
            """,
        en: """
            Sentences come from rules applied to figures; no model writes them. Intervals are of 95%. Emotions, styles and \
            risks are signs read in texts, and no diagnoses of people.
            """
    )

    static func scope(_ scope: ReportTarget.Scope) -> LocalizedText {
        switch scope {
        case .conversation: LocalizedText(es: "Conversación", en: "Conversation")
        case .student: LocalizedText(es: "Estudiante", en: "Student")
        case .group: LocalizedText(es: "Grupo", en: "Group")
        }
    }

    static func period(_ from: String, _ to: String) -> LocalizedText {
        LocalizedText(es: "Del \(from) al \(to)", en: "From \(from) to \(to)")
    }

    static func signed(_ name: String, _ day: String) -> LocalizedText {
        LocalizedText(es: "Firmado por \(name) el \(day).", en: "Signed by \(name) on \(day).")
    }

    static let forgotten = LocalizedText(es: "alguien que ya no está", en: "somebody who is gone")
}
