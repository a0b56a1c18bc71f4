import Daemon

/// What people are told of a service that doesn't do its part.
extension Messages {
    /// Nobody answers there, or the answer broke off before it began.
    static func unreachable(_ product: String) -> LocalizedText {
        unreachable[product] ?? anyUnreachable
    }

    /// It was asked, and took too long.
    static func tooSlow(_ product: String) -> LocalizedText {
        tooSlow[product] ?? anyTooSlow
    }

    private static let unreachable = [
        "chat": LocalizedText(
            es: "El servicio de conversación no responde. Inténtalo de nuevo en unos segundos.",
            en: "The conversation service does not answer. Try again in a few seconds."
        ),
        "inference-router": LocalizedText(
            es: "El servicio de modelos no responde. Inténtalo de nuevo en unos segundos.",
            en: "The model service does not answer. Try again in a few seconds."
        ),
        "analysis": LocalizedText(
            es: "El servicio de análisis no responde. Inténtalo de nuevo en unos segundos.",
            en: "The analysis service does not answer. Try again in a few seconds."
        ),
        "simulation": LocalizedText(
            es: "El servicio de pacientes virtuales no responde. Inténtalo de nuevo en unos segundos.",
            en: "The virtual patient service does not answer. Try again in a few seconds."
        ),
        "radiology-rag": LocalizedText(
            es: "El servicio de radiología no responde. Inténtalo de nuevo en unos segundos.",
            en: "The radiology service does not answer. Try again in a few seconds."
        ),
        "transcription": LocalizedText(
            es: "El servicio de transcripción no responde. Inténtalo de nuevo en unos segundos.",
            en: "The transcription service does not answer. Try again in a few seconds."
        ),
        "municipio": LocalizedText(
            es: "El servicio de municipios no responde. Inténtalo de nuevo en unos segundos.",
            en: "The municipality service does not answer. Try again in a few seconds."
        ),
        "documents": LocalizedText(
            es: "El servicio de documentos no responde. Inténtalo de nuevo en unos segundos.",
            en: "The documents service does not answer. Try again in a few seconds."
        ),
        "clinic": LocalizedText(
            es: "El servicio de la clínica no responde. Inténtalo de nuevo en unos segundos.",
            en: "The clinic service does not answer. Try again in a few seconds."
        ),
        "gateway": LocalizedText(
            es: "La entrada de Consulta está arrancando o deteniéndose. Inténtalo de nuevo en unos segundos.",
            en: "Consulta's entrance is starting or stopping. Try again in a few seconds."
        ),
    ]
    private static let anyUnreachable = LocalizedText(
        es: "Un servicio de Consulta no responde. Inténtalo de nuevo en unos segundos.",
        en: "A service of Consulta does not answer. Try again in a few seconds."
    )

    private static let tooSlow = [
        "chat": LocalizedText(
            es: "El servicio de conversación tardó demasiado en responder. Inténtalo de nuevo.",
            en: "The conversation service took too long to answer. Try again."
        ),
        "inference-router": LocalizedText(
            es: "El servicio de modelos tardó demasiado en responder. Inténtalo de nuevo.",
            en: "The model service took too long to answer. Try again."
        ),
        "analysis": LocalizedText(
            es: "El servicio de análisis tardó demasiado en responder. Inténtalo de nuevo.",
            en: "The analysis service took too long to answer. Try again."
        ),
        "municipio": LocalizedText(
            es: "El servicio de municipios tardó demasiado en responder. Inténtalo de nuevo.",
            en: "The municipality service took too long to answer. Try again."
        ),
        "documents": LocalizedText(
            es: "El servicio de documentos tardó demasiado en responder. Inténtalo de nuevo.",
            en: "The documents service took too long to answer. Try again."
        ),
    ]
    private static let anyTooSlow = LocalizedText(
        es: "Un servicio de Consulta tardó demasiado en responder. Inténtalo de nuevo.",
        en: "A service of Consulta took too long to answer. Try again."
    )
}
