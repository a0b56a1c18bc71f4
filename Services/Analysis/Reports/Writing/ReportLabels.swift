import Daemon

/// What people call the labels of analyses.
enum ReportLabels {
    static func emotion(_ label: String) -> LocalizedText { emotions[label] ?? unknown(label) }
    static func style(_ label: String) -> LocalizedText { styles[label] ?? unknown(label) }
    static func tier(_ label: String) -> LocalizedText { tiers[label] ?? unknown(label) }
    static func category(_ label: String) -> LocalizedText { categories[label] ?? unknown(label) }

    private static func unknown(_ label: String) -> LocalizedText { LocalizedText(es: label, en: label) }

    private static let emotions = [
        "joy": LocalizedText(es: "alegría", en: "joy"),
        "sadness": LocalizedText(es: "tristeza", en: "sadness"),
        "anger": LocalizedText(es: "enojo", en: "anger"),
        "fear": LocalizedText(es: "miedo", en: "fear"),
        "disgust": LocalizedText(es: "asco", en: "disgust"),
        "surprise": LocalizedText(es: "sorpresa", en: "surprise"),
        "neutral": LocalizedText(es: "neutral", en: "neutral"),
    ]

    private static let styles = [
        "assertive": LocalizedText(es: "asertivo", en: "assertive"),
        "passive": LocalizedText(es: "pasivo", en: "passive"),
        "aggressive": LocalizedText(es: "agresivo", en: "aggressive"),
        "passive_aggressive": LocalizedText(es: "pasivo-agresivo", en: "passive-aggressive"),
        "manipulative": LocalizedText(es: "manipulador", en: "manipulative"),
    ]

    private static let tiers = [
        "1": LocalizedText(es: "malestar sin riesgo", en: "distress without risk"),
        "2": LocalizedText(es: "deseo de no vivir", en: "a wish to be dead"),
        "3": LocalizedText(es: "ideas de suicidio", en: "thoughts of suicide"),
        "4": LocalizedText(es: "intención, plan o conducta suicida", en: "suicidal intent, plan or behaviour"),
    ]

    private static let categories = [
        "self_harm": LocalizedText(es: "autolesión", en: "self-harm"),
        "violence_threat": LocalizedText(es: "amenaza de violencia", en: "threat of violence"),
        "abuse_or_bullying": LocalizedText(es: "abuso o acoso", en: "abuse or bullying"),
    ]
}
