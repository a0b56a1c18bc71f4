import Daemon

/// The sentences of reports. Numbers stand after a colon, so that no word must agree with them.
enum ReportTexts {
    static func messages(_ figures: ReportFigures) -> LocalizedText {
        let (messages, students, conversations) = (figures.messages, figures.students, figures.conversations)
        return LocalizedText(
            es: "Mensajes analizados: \(messages). Estudiantes: \(students). Conversaciones: \(conversations).",
            en: "Messages analysed: \(messages). Students: \(students). Conversations: \(conversations)."
        )
    }

    static func undetermined(_ share: String) -> LocalizedText {
        LocalizedText(
            es: "Mensajes cuya emoción no se pudo determinar: \(share).",
            en: "Messages whose emotion could not be told: \(share)."
        )
    }

    static func corrected(_ count: Int) -> LocalizedText {
        LocalizedText(
            es: "Mensajes cuya emoción dijo quien los escribió; vale su palabra: \(count).",
            en: "Messages whose emotion was told by whoever wrote them; their word counts: \(count)."
        )
    }

    static func emotion(_ name: LocalizedText, _ share: String) -> LocalizedText {
        LocalizedText(
            es: "Mensajes con señales de \(name[.es]), entre los de emoción determinada: \(share).",
            en: "Messages with signs of \(name[.en]), among those whose emotion is known: \(share)."
        )
    }

    static func trend(_ slope: String, _ interval: (low: String, high: String), _ trend: WeeklyTrend) -> LocalizedText {
        LocalizedText(
            es: """
                La proporción de mensajes con emociones desagradables cambió \(slope) puntos porcentuales por semana \
                (intervalo de 95\u{A0}%: \(interval.low) a \(interval.high); mensajes: \(trend.n), días: \(trend.days)).
                """,
            en: """
                The share of messages with unpleasant emotions changed by \(slope) percentage points a week (95% interval: \
                \(interval.low) to \(interval.high); messages: \(trend.n), days: \(trend.days)).
                """
        )
    }

    static func noTrend(_ interval: (low: String, high: String), _ trend: WeeklyTrend) -> LocalizedText {
        LocalizedText(
            es: """
                La proporción de mensajes con emociones desagradables no muestra una tendencia clara: por semana, entre \
                \(interval.low) y \(interval.high) puntos porcentuales (intervalo de 95\u{A0}%; mensajes: \(trend.n), \
                días: \(trend.days)).
                """,
            en: """
                The share of messages with unpleasant emotions shows no clear trend: between \(interval.low) and \
                \(interval.high) percentage points a week (95% interval; messages: \(trend.n), days: \(trend.days)).
                """
        )
    }

    static func style(_ name: LocalizedText, _ share: String) -> LocalizedText {
        LocalizedText(
            es: """
                Mensajes que sugieren un estilo \(name[.es]), entre los que sugieren alguno: \(share). Habla de los \
                mensajes, no de la persona.
                """,
            en: """
                Messages that suggest a style: \(name[.en]), among those that suggest any: \(share). It speaks of the \
                messages, not of the person.
                """
        )
    }

    static func risk(_ name: LocalizedText, _ share: String) -> LocalizedText {
        LocalizedText(
            es:
                "Mensajes con señales de riesgo («\(name[.es])»): \(share). Es una señal para mirar, no un diagnóstico.",
            en: "Messages with signs of risk (“\(name[.en])”): \(share). It is a sign to look at, and no diagnosis."
        )
    }

    static func alerts(_ alerts: ReportFigures.Alerts) -> LocalizedText {
        LocalizedText(es: "Alertas en el periodo: \(alerts.raised).", en: "Alerts in the period: \(alerts.raised).")
    }

    static func openAlerts(_ count: Int) -> LocalizedText {
        LocalizedText(
            es: "Alertas que nadie ha atendido todavía: \(count).",
            en: "Alerts that nobody has taken up yet: \(count)."
        )
    }

    static func inTime(_ share: String) -> LocalizedText {
        LocalizedText(
            es: "Alertas atendidas antes de tener que avisar a otra persona: \(share).",
            en: "Alerts taken up before somebody else had to be told: \(share)."
        )
    }

    static func falseAlarms(_ share: String) -> LocalizedText {
        LocalizedText(
            es: "Falsas alarmas entre las alertas ya resueltas: \(share).",
            en: "False alarms among the alerts that were settled: \(share)."
        )
    }

    static func interventions(_ figures: ReportFigures.Interventions) -> LocalizedText {
        LocalizedText(
            es: "Intervenciones de tutores: \(figures.count). Terminadas: \(figures.ended).",
            en: "Interventions by tutors: \(figures.count). Ended: \(figures.ended)."
        )
    }

    static func outcome(
        _ outcome: ShareDifference,
        _ shares: (before: String, after: String),
        _ difference: String,
        _ interval: (low: String, high: String)
    ) -> LocalizedText {
        let (before, after) = (outcome.before.n, outcome.after.n)
        return LocalizedText(
            es: """
                Mensajes con emociones desagradables: \(shares.before) en la semana anterior a las intervenciones \
                (mensajes: \(before)) y \(shares.after) en la siguiente (mensajes: \(after)); diferencia: \(difference) \
                puntos porcentuales (intervalo de 95\u{A0}%: \(interval.low) a \(interval.high)). No prueba que se deba a \
                ellas.
                """,
            en: """
                Messages with unpleasant emotions: \(shares.before) in the week before the interventions (messages: \
                \(before)) and \(shares.after) in the week after (messages: \(after)); difference: \(difference) \
                percentage points (95% interval: \(interval.low) to \(interval.high)). It does not prove that they are \
                the cause.
                """
        )
    }

    static func followUp(_ day: String) -> LocalizedText {
        LocalizedText(es: "Seguimiento pendiente para el \(day).", en: "Follow-up due on \(day).")
    }

    static func overdue(_ day: String) -> LocalizedText {
        LocalizedText(es: "Seguimiento atrasado: era para el \(day).", en: "Follow-up overdue: it was due on \(day).")
    }
}
