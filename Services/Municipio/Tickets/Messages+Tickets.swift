import Daemon

/// What citizens and clerks are told of tickets.
extension Messages {
    static let ticketNotFound = LocalizedText(
        es: "Esa consulta ya no está en la bandeja. Actualiza la lista.",
        en: "That ticket is no longer in the inbox. Refresh the list."
    )
    static let ticketTaken = LocalizedText(
        es: "Otra persona ya atiende esta consulta. Actualízala para ver quién es.",
        en: "Somebody else already handles this ticket. Refresh it to see who."
    )
    static let nothingToChange = LocalizedText(
        es: "No se indicó ningún cambio. Elige un estado, toma la consulta o escribe una nota.",
        en: "No change was given. Choose a state, take the ticket or write a note."
    )
    static let badTicketState = LocalizedText(
        es: "Ese estado no existe. Elige abiertas, en curso o cerradas.",
        en: "There is no such state. Choose open, in progress or closed."
    )
    static let badTicketCursor = LocalizedText(
        es: "La página pedida no existe. Vuelve al principio de la lista.",
        en: "There is no such page. Go back to the beginning of the list."
    )
    static let badTicketLimit = LocalizedText(
        es: "Pide de 1 a 100 elementos por página.",
        en: "Ask for 1 to 100 items a page."
    )

    static let ownTickets = HoldingText(
        title: LocalizedText(es: "Consultas a una persona", en: "Requests to a person"),
        purpose: LocalizedText(
            es: "Que una persona de la institución te responda.",
            en: "Let a person of the institution answer you."
        ),
        ground: LocalizedText(es: "Tu pedido de atención.", en: "Your request for attention.")
    )
    static let handledTickets = HoldingText(
        title: LocalizedText(
            es: "Consultas de ciudadanos que atendiste, con tu nombre",
            en: "Citizens' requests that you handled, with your name"
        ),
        purpose: LocalizedText(
            es: "Saber quién atiende cada consulta.",
            en: "Know who handles each request."
        ),
        ground: LocalizedText(
            es: "La responsabilidad de la institución sobre la atención que da.",
            en: "The institution's responsibility for how it attends people."
        )
    )

    static func tooManyNotes(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "La consulta ya tiene \(limit) notas. Ciérrala y sigue en otra.",
            en: "The ticket has \(limit) notes already. Close it and go on in another."
        )
    }

    static func tooManyTickets(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Ya tienes \(limit) consultas esperando respuesta. Espera a que atiendan alguna.",
            en: "You have \(limit) requests waiting for an answer already. Wait until one is answered."
        )
    }
}
