import Daemon

/// The words of a report's table.
enum ReportTableTexts {
    static func heading(_ language: Language) -> [String?] { columns.map { $0[language] } }

    static func word(_ code: String) -> LocalizedText { words[code] ?? LocalizedText(es: code, en: code) }

    private static let columns = [
        LocalizedText(es: "tipo", en: "kind"),
        LocalizedText(es: "dato", en: "item"),
        LocalizedText(es: "cuántos", en: "count"),
        LocalizedText(es: "de", en: "n"),
        LocalizedText(es: "valor", en: "value"),
        LocalizedText(es: "desde (95 %)", en: "low (95%)"),
        LocalizedText(es: "hasta (95 %)", en: "high (95%)"),
        LocalizedText(es: "texto", en: "text"),
        LocalizedText(es: "texto editado", en: "edited text"),
        LocalizedText(es: "mensajes", en: "messages"),
    ]

    private static let words = [
        "count": LocalizedText(es: "cuenta", en: "count"),
        "share": LocalizedText(es: "proporción", en: "share"),
        "emotion": LocalizedText(es: "emoción", en: "emotion"),
        "style": LocalizedText(es: "estilo sugerido", en: "suggested style"),
        "tier": LocalizedText(es: "riesgo", en: "risk"),
        "category": LocalizedText(es: "otro peligro", en: "other danger"),
        "trend": LocalizedText(es: "tendencia", en: "trend"),
        "outcome": LocalizedText(es: "antes y después", en: "before and after"),
        "sentence": LocalizedText(es: "frase", en: "sentence"),
        "unpleasant_on": LocalizedText(es: "emociones desagradables ese día", en: "unpleasant emotions on a day"),
        "messages": LocalizedText(es: "mensajes", en: "messages"),
        "students": LocalizedText(es: "estudiantes", en: "students"),
        "conversations": LocalizedText(es: "conversaciones", en: "conversations"),
        "alerts": LocalizedText(es: "alertas", en: "alerts"),
        "alerts_open": LocalizedText(es: "alertas sin atender", en: "alerts not taken up"),
        "interventions": LocalizedText(es: "intervenciones", en: "interventions"),
        "interventions_ended": LocalizedText(es: "intervenciones terminadas", en: "ended interventions"),
        "follow_ups_due": LocalizedText(es: "seguimientos pendientes", en: "follow-ups due"),
        "follow_ups_overdue": LocalizedText(es: "seguimientos atrasados", en: "follow-ups overdue"),
        "undetermined": LocalizedText(es: "emoción indeterminada", en: "emotion not told"),
        "unpleasant": LocalizedText(es: "emociones desagradables", en: "unpleasant emotions"),
        "alerts_in_time": LocalizedText(es: "alertas atendidas a tiempo", en: "alerts taken up in time"),
        "false_alarms": LocalizedText(es: "falsas alarmas", en: "false alarms"),
        "unpleasant_per_week": LocalizedText(
            es: "emociones desagradables, cambio por semana",
            en: "unpleasant emotions, change a week"
        ),
        "unpleasant_after_interventions": LocalizedText(
            es: "emociones desagradables, semana siguiente menos anterior",
            en: "unpleasant emotions, week after less week before"
        ),
    ]
}
