import Daemon

/// What people are told who came up against a limit: which one, and when to come back.
extension Messages {
    static func exceeded(_ limit: ExceededLimit) -> LocalizedText {
        let (most, wait) = (limit.allowance.limit, limit.allowance.seconds)
        return switch limit.kind {
        case .requests(.model):
            LocalizedText(
                es:
                    "Llegaste al límite de \(most) preguntas por minuto a los modelos. Vuelve a intentarlo en \(wait) s.",
                en: "You reached the limit of \(most) questions a minute to the models. Try again in \(wait) s."
            )
        case .requests(.write):
            LocalizedText(
                es: "Llegaste al límite de \(most) cambios por minuto. Vuelve a intentarlo en \(wait) s.",
                en: "You reached the limit of \(most) changes a minute. Try again in \(wait) s."
            )
        case .requests(.public):
            LocalizedText(
                es: "Desde tu red llegaron más de \(most) peticiones en un minuto. Vuelve a intentarlo en \(wait) s.",
                en: "More than \(most) requests a minute came from your network. Try again in \(wait) s."
            )
        case .requests:
            LocalizedText(
                es: "Llegaste al límite de \(most) consultas por minuto. Vuelve a intentarlo en \(wait) s.",
                en: "You reached the limit of \(most) requests a minute. Try again in \(wait) s."
            )
        case .uploads:
            LocalizedText(
                es: "Enviaste más de \(most >> 20) MiB en un minuto. Vuelve a intentarlo en \(wait) s.",
                en: "You sent more than \(most >> 20) MiB in a minute. Try again in \(wait) s."
            )
        case .streams:
            LocalizedText(
                es: "Ya tienes \(most) respuestas abiertas a la vez. Espera a que termine una o detenla.",
                en: "You have \(most) answers open at once. Wait for one to end, or stop it."
            )
        }
    }
}
