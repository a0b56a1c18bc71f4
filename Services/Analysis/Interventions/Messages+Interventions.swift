import Daemon

/// What tutors are told when they step in.
extension Messages {
    static let interventionNotFound = LocalizedText(
        es: "Esa intervención no está entre las tuyas. Actualiza la lista.",
        en: "That intervention is not among yours. Refresh the list."
    )
    static let noConversation = LocalizedText(
        es: "Esa conversación no es de un estudiante que acompañes.",
        en: "That conversation is not of a student whom you accompany."
    )
    static let interventionTaken = LocalizedText(
        es: "Otra persona ya está en esta conversación. Habla con ella antes de entrar.",
        en: "Somebody else is in this conversation already. Talk with them before you step in."
    )
    static let notHandedOver = LocalizedText(
        es: "No se pudo tomar la conversación: el asistente sigue respondiendo. Inténtalo de nuevo.",
        en: "The conversation could not be taken over: the companion goes on answering. Try again."
    )
    static let notGivenBack = LocalizedText(
        es: "No se pudo devolver la conversación: sigues respondiendo tú. Inténtalo de nuevo.",
        en: "The conversation could not be given back: it is still you who answers. Try again."
    )
    static let chatAway = LocalizedText(
        es: "El mensaje no se envió: el servicio de conversación no responde. Inténtalo de nuevo.",
        en: "The message was not sent: the conversation service does not answer. Try again."
    )
    static let conversationGone = LocalizedText(
        es: "Esa conversación ya no existe: quien la escribió la borró. Busca a esa persona por otra vía.",
        en: "That conversation is gone: whoever wrote it has deleted it. Reach them in another way."
    )
    static let interventionEnded = LocalizedText(
        es: "El asistente ya responde de nuevo en esta conversación. Tómala otra vez para escribir.",
        en: "The companion answers in this conversation again. Take it over once more to write."
    )

    static func tooManyNotes(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "La intervención ya tiene \(limit) notas. Termínala y sigue en otra.",
            en: "The intervention has \(limit) notes already. End it and go on in another."
        )
    }
}
