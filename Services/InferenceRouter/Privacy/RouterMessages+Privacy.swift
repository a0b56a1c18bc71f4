import Daemon

/// What people are told of their data here.
extension RouterMessages {
    static let namedEndpoints = LocalizedText(
        es: "Servidores de modelos que agregaste",
        en: "Model servers that you added"
    )
    static let namedEndpointsPurpose = LocalizedText(
        es: "Saber quién agregó cada servidor. Tus preguntas pasan por aquí y no se guardan.",
        en: "Know who added each server. Your questions pass through here and are not kept."
    )
    static let namedEndpointsGround = LocalizedText(
        es: "La responsabilidad de la institución sobre a dónde van los datos.",
        en: "The institution's responsibility for where data go."
    )
}
