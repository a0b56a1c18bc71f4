import Daemon

/// What administrators read when something can't be shown or changed.
extension RouterMessages {
    static let invalidMonth = LocalizedText(
        es: "El mes se escribe como 2026-11.",
        en: "A month is written as 2026-11."
    )
    static let invalidURL = LocalizedText(
        es: "La dirección debe empezar con http:// o https:// y no lleva usuario, contraseña ni parámetros.",
        en: "The address must begin with http:// or https:// and has no user, password or parameters."
    )
    static let invalidName = LocalizedText(
        es: "El nombre tiene de 1 a 80 caracteres. Escribe otro.",
        en: "The name has 1 to 80 characters. Write another."
    )
    static let invalidFigure = LocalizedText(
        es: "El peso va de 1 a 100 y las solicitudes simultáneas de 1 a 4096.",
        en: "The weight goes from 1 to 100, and requests at once from 1 to 4096."
    )
    static let unknownCapability = LocalizedText(
        es: "Esa capacidad no existe. Elige una de la lista.",
        en: "That capability does not exist. Choose one of the list."
    )
    static let invalidPrice = LocalizedText(
        es: "El precio y el tope son cantidades desde 0. Revísalos.",
        en: "The price and the cap are amounts from 0. Check them."
    )
    static let invalidSecret = LocalizedText(
        es: "Escribe el nombre del archivo del secreto (letras, números, puntos y guiones), nunca la clave.",
        en: "Write the name of the secret's file (letters, digits, dots and dashes), never the key."
    )
    static let secretNotFound = LocalizedText(
        es: "No hay un secreto con ese nombre. Guárdalo en la carpeta secrets de los datos de Consulta.",
        en: "There is no secret of that name. Put it into the folder secrets of Consulta's data."
    )
    static let clinicalOutside = LocalizedText(
        es: "Los datos clínicos nunca salen de la institución. Quita esa clase de datos.",
        en: "Clinical data never leaves the institution. Take that data class away."
    )
    static let dataClassesMissing = LocalizedText(
        es: "Ese servidor está fuera de la institución: indica qué datos se le pueden enviar.",
        en: "That server is outside of the institution: say which data may be sent to it."
    )
    static let endpointExists = LocalizedText(
        es: "Ya hay un servidor con esa dirección.",
        en: "There is a server with that address already."
    )
    static let endpointInSettings = LocalizedText(
        es:
            "Ese servidor viene de la configuración. Aquí puedes pausarlo; para cambiarlo o quitarlo, edita la configuración.",
        en: "That server comes from the configuration. Drain it here; to change or remove it, edit the configuration."
    )
}
