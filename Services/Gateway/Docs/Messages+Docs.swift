import Daemon

extension Messages {
    static let docsTitle = LocalizedText(es: "Interfaz de programación de Consulta", en: "Consulta's API")
    static let docsLead = LocalizedText(
        es:
            "Todo lo que ofrece esta instalación a otros programas. Las descripciones están en inglés. El mismo documento, para máquinas:",
        en: "Everything this installation offers to other programs. The same document, for machines:"
    )
    static let docsRefusals = LocalizedText(
        es:
            "Un programa se identifica con «Authorization: Bearer» y una clave o un token. Lo que se rechaza responde con un problema (RFC 9457): «code» no cambia, «detail» lo explica.",
        en:
            "A program says who it is with “Authorization: Bearer” and a key or a token. What is refused is answered by a problem (RFC 9457): “code” never changes, “detail” explains."
    )
    static let docsSearch = LocalizedText(es: "Buscar por dirección o palabra", en: "Search by path or word")
    static let docsNothingFound = LocalizedText(
        es: "Nada coincide. Prueba con una parte de la dirección.",
        en: "Nothing matches. Try a part of the path."
    )
    static let docsDaemons = LocalizedText(es: "Servicios", en: "Daemons")
    static let docsUnreachable = LocalizedText(
        es: "Este servicio no responde ahora.",
        en: "This service does not answer right now."
    )
    static let docsParameters = LocalizedText(es: "Parámetros", en: "Parameters")
    static let docsBody = LocalizedText(es: "Lo que se envía", en: "Request body")
    static let docsAnswers = LocalizedText(es: "Respuestas", en: "Answers")
    static let docsExample = LocalizedText(es: "Ejemplo", en: "Example")
    static let docsRequired = LocalizedText(es: "obligatorio", en: "required")
    static let docsForAnybody = LocalizedText(
        es: "Para cualquiera, sin iniciar sesión.",
        en: "For anybody, signed in or not."
    )
    static let docsForProof = LocalizedText(
        es: "Sin sesión: lo enviado demuestra quién eres.",
        en: "Without a session: what is sent proves who you are."
    )
    static let docsForSession = LocalizedText(es: "Para quien haya iniciado sesión.", en: "For whoever is signed in.")
    static let docsForRoles = LocalizedText(es: "Para estos roles:", en: "For these roles:")
    static let docsForDaemons = LocalizedText(es: "Sólo entre servicios.", en: "Between daemons only.")
}
