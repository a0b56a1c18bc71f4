import Daemon

/// What people are told of their data here.
extension Messages {
    static let officeChanges = HoldingText(
        title: LocalizedText(
            es: "Cambios que hiciste en los datos municipales, con tu nombre",
            en: "Changes that you made to the municipal data, with your name"
        ),
        purpose: LocalizedText(
            es: "Saber quién cambió cada dato que se da a los ciudadanos, y cuándo.",
            en: "Know who changed each fact that citizens are told, and when."
        ),
        ground: LocalizedText(
            es: "La responsabilidad de la institución sobre lo que informa.",
            en: "The institution's responsibility for what it tells people."
        )
    )
}
