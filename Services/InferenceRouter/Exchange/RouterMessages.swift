import Daemon

/// What people read when a request can't be served.
enum RouterMessages {
    static func text(of error: RouterError) -> LocalizedText {
        switch error {
        case .unauthenticated: unauthenticated
        case .identityUnavailable: identityUnavailable
        case .forbidden: forbidden
        case .consentMissing: RouterError.consent.detail
        case .methodNotAllowed: methodNotAllowed
        case .invalidBody: invalidBody
        case .bodyTooLarge: bodyTooLarge
        case .mediaRefused: mediaRefused
        case .modelNotFound: modelNotFound
        case .noEndpoint: noEndpoint
        case .queueFull: queueFull
        case .budgetExhausted: budgetExhausted
        case .unreachable: unreachable
        case .timeout: timeout
        case .interrupted: interrupted
        case .invalidAnswer: invalidAnswer
        case .misconfigured: misconfigured
        case .refused: refused
        }
    }

    private static let unauthenticated = LocalizedText(
        es: "Falta un token válido. Inicia sesión o envía uno en Authorization.",
        en: "A valid token is missing. Sign in, or send one in Authorization."
    )
    private static let identityUnavailable = LocalizedText(
        es: "No se puede comprobar tu sesión ahora. Inténtalo de nuevo en unos segundos.",
        en: "Your session can't be checked right now. Try again in a few seconds."
    )
    private static let forbidden = LocalizedText(
        es: "No tienes permiso para usar los modelos directamente. Pídelo a quien administra el sistema.",
        en: "You are not allowed to use the models directly. Ask your administrator."
    )
    private static let methodNotAllowed = LocalizedText(
        es: "Esta dirección solo admite POST.",
        en: "This address takes POST only."
    )
    private static let invalidBody = LocalizedText(
        es: "El contenido enviado no se puede leer o le falta el campo «model». Revísalo.",
        en: "The content sent can't be read, or lacks the field \"model\". Check it."
    )
    private static let bodyTooLarge = LocalizedText(
        es: "El envío es demasiado grande. Envía menos, o pon el campo «model» al principio.",
        en: "The body is too large. Send less, or put the field \"model\" first."
    )
    private static let mediaRefused = LocalizedText(
        es: "Las imágenes van dentro de la solicitud, como URL «data:»; no se descargan de otras direcciones.",
        en: "Images go inside the request, as \"data:\" URLs; they are not fetched from other addresses."
    )
    private static let modelNotFound = LocalizedText(
        es: "Ningún servidor ofrece ese modelo. Consulta los disponibles en /v1/models.",
        en: "No server offers that model. See /v1/models for those there are."
    )
    private static let noEndpoint = LocalizedText(
        es: "Ahora no hay un modelo conectado que pueda responder. Inténtalo más tarde.",
        en: "No model that could answer is connected right now. Try again later."
    )
    private static let queueFull = LocalizedText(
        es: "Los modelos están ocupados y hay demasiadas solicitudes en espera. Inténtalo en unos segundos.",
        en: "The models are busy and too many requests are waiting. Try again in a few seconds."
    )
    private static let budgetExhausted = LocalizedText(
        es: "Se agotó el presupuesto del mes para este modelo. Avisa a quien administra el sistema.",
        en: "This month's budget for this model is spent. Tell your administrator."
    )
    private static let unreachable = LocalizedText(
        es: "El servidor del modelo no responde. Inténtalo de nuevo.",
        en: "The model's server does not answer. Try again."
    )
    private static let timeout = LocalizedText(
        es: "El modelo tardó demasiado. Inténtalo de nuevo o con un texto más corto.",
        en: "The model took too long. Try again, or with a shorter text."
    )
    private static let interrupted = LocalizedText(
        es: "La respuesta del modelo se interrumpió. Inténtalo de nuevo.",
        en: "The model's answer was interrupted. Try again."
    )
    private static let invalidAnswer = LocalizedText(
        es: "El servidor del modelo respondió algo que no se entiende. Inténtalo de nuevo.",
        en: "The model's server answered something that can't be understood. Try again."
    )
    private static let misconfigured = LocalizedText(
        es: "El servidor del modelo rechazó la clave de esta instalación. Avisa a quien administra el sistema.",
        en: "The model's server refused this installation's key. Tell your administrator."
    )
    private static let refused = LocalizedText(
        es: "La solicitud no llegó completa o no es HTTP válido.",
        en: "The request did not arrive whole, or is not valid HTTP."
    )
}
