import Daemon

/// What people are told of their data here.
extension Messages {
    static func holding(_ kind: HoldingKind) -> HoldingText {
        switch kind {
        case .conversations: conversations
        case .messages: messages
        case .summaries: summaries
        case .wellbeing: wellbeing
        case .images: images
        case .attachments: attachments
        case .feedback: feedback
        case .searchIndex: searchIndex
        case .helpDesk: helpDeskSessions
        case .prompts: helpDeskPrompts
        case .events: events
        }
    }

    private static let conversations = HoldingText(
        title: LocalizedText(es: "Conversaciones", en: "Conversations"),
        purpose: LocalizedText(
            es: "Guardar tus conversaciones para que las retomes.",
            en: "Keep your conversations so that you can go on with them."
        ),
        ground: serviceGround
    )
    private static let messages = HoldingText(
        title: LocalizedText(
            es: "Mensajes y respuestas, con sus datos clínicos",
            en: "Messages and answers, with their clinical facts"
        ),
        purpose: LocalizedText(
            es: "Responder lo que preguntas y mostrarte lo que se dijo.",
            en: "Answer what you ask and show you what was said."
        ),
        ground: serviceGround
    )
    private static let summaries = HoldingText(
        title: LocalizedText(es: "Resúmenes de conversaciones largas", en: "Summaries of long conversations"),
        purpose: LocalizedText(
            es: "Que el modelo recuerde el principio de una conversación larga.",
            en: "Let the model remember the beginning of a long conversation."
        ),
        ground: serviceGround
    )
    private static let images = HoldingText(
        title: LocalizedText(es: "Imágenes que enviaste", en: "Images that you sent"),
        purpose: LocalizedText(
            es: "Responder sobre tus imágenes y mostrártelas.",
            en: "Answer about your images and show them to you."
        ),
        ground: serviceGround
    )
    private static let feedback = HoldingText(
        title: LocalizedText(es: "Avisos de respuestas incorrectas", en: "Reports of wrong answers"),
        purpose: LocalizedText(
            es: "Que personas de la institución revisen y corrijan las respuestas.",
            en: "Let people of the institution review and correct answers."
        ),
        ground: LocalizedText(es: "Tu permiso para revisar respuestas.", en: "Your permission to review answers.")
    )
    private static let searchIndex = HoldingText(
        title: LocalizedText(es: "Índice cifrado para buscar", en: "Sealed index for searching"),
        purpose: LocalizedText(es: "Que encuentres tus conversaciones.", en: "Let you find your conversations."),
        ground: serviceGround
    )
    private static let events = HoldingText(
        title: LocalizedText(es: "Avisos entre servicios, sin texto", en: "Notices between services, without text"),
        purpose: LocalizedText(
            es: "Que otros servicios sepan que hay un mensaje nuevo.",
            en: "Tell other services that there is a new message."
        ),
        ground: serviceGround
    )
    static let serviceGround = LocalizedText(
        es: "El servicio que presta la institución, con tu permiso donde haga falta.",
        en: "The service that the institution provides, with your permission where it is needed."
    )
    static let redisLogKept = LocalizedText(
        es: """
            El archivo de Redis conserva identificadores sin texto hasta que quien lo administra lo reescriba \
            (BGREWRITEAOF).
            """,
        en: "Redis' file keeps ids, without text, until its administrator has it rewritten (BGREWRITEAOF)."
    )
    static let databaseLogKept = LocalizedText(
        es: """
            El diario de PostgreSQL conserva los últimos cambios hasta que el servidor lo recicla; los textos que haya \
            ahí están cifrados.
            """,
        en: "PostgreSQL's log keeps the last changes until the server recycles it; texts in it are sealed."
    )
}
