import Daemon

/// What students are told around the companion, and tutors of a conversation that they take over.
extension Messages {
    static let help = LocalizedText(
        es: """
            Lo que escribes importa y no tienes que pasarlo a solas. Llama ahora a una de estas líneas, o busca a alguien de \
            confianza que se quede contigo. Si hay peligro en este momento, llama a emergencias.
            """,
        en: """
            What you write matters, and you don't have to go through it alone. Call one of these lines now, or find \
            somebody you trust to stay with you. If there is danger right now, call the emergency services.
            """
    )
    static let helpWithoutLines = LocalizedText(
        es: """
            Lo que escribes importa y no tienes que pasarlo a solas. Busca ahora a una persona adulta de confianza que se \
            quede contigo, o acude a tu institución. Si hay peligro en este momento, llama a emergencias.
            """,
        en: """
            What you write matters, and you don't have to go through it alone. Find an adult you trust to stay with you \
            now, or go to your institution. If there is danger right now, call the emergency services.
            """
    )
    static let safeOpening = LocalizedText(
        es: """
            Gracias por contármelo. Lo tomo en serio, y no hace falta que lo resuelvas a solas. Arriba está a quién puedes \
            llamar ahora; ¿hay alguien cerca que pueda quedarse contigo mientras tanto?
            """,
        en: """
            Thank you for telling me. I take it seriously, and you don't have to solve it alone. Above you see whom you \
            can call now; is there somebody near who can stay with you meanwhile?
            """
    )
    static let carefulOpening = LocalizedText(
        es: """
            Gracias por contármelo. Lo tomo en serio, y no hace falta que lo lleves a solas: con «Necesito ayuda ahora» \
            ves a quién puedes llamar.
            """,
        en: """
            Thank you for telling me. I take it seriously, and you don't have to carry it alone: under “I need help now” \
            you see whom you can call.
            """
    )
    static let safeClosing = LocalizedText(
        es: """
            Sigo aquí para leerte. Cuéntame solo lo que quieras: ¿estás ahora en un lugar seguro? Si no lo estás, o no lo \
            sabes, llama primero.
            """,
        en: """
            I am still here to read you. Tell me only what you want to: are you in a safe place now? If you aren't, or \
            don't know, call first.
            """
    )
    static let unanswered = LocalizedText(
        es: """
            La persona que te atendía no pudo responder a tiempo, y sentimos la espera. Desde ahora te contesta otra vez \
            el asistente, que es un programa. Si lo que pasa no puede esperar, llama a una de estas líneas.
            """,
        en: """
            The person who attended to you could not answer in time, and we are sorry for the wait. From now on the \
            companion, which is a program, answers you again. If what is happening can't wait, call one of these lines.
            """
    )
    static let nobodyHears = LocalizedText(
        es: "No pudimos avisar a nadie. Llama a una de las líneas de ayuda o busca ahora a alguien de confianza.",
        en: "We could not tell anybody. Call one of the help lines, or find somebody you trust now."
    )
    static let supportIncomplete = LocalizedText(
        es: """
            El acompañamiento todavía no está disponible: la institución debe verificar sus líneas de ayuda y quién \
            atiende. Si necesitas ayuda ahora, busca a alguien de confianza o llama a emergencias.
            """,
        en: """
            Accompaniment isn't available yet: the institution must verify its help lines and who responds. If you need \
            help now, find somebody you trust or call the emergency services.
            """
    )
    static let noTutoring = LocalizedText(
        es: "Esta conversación no es de acompañamiento: nadie puede tomarla.",
        en: "This conversation is not one of accompaniment: nobody can take it over."
    )
    static let takenByAnother = LocalizedText(
        es: "Otra persona ya atiende esta conversación.",
        en: "Somebody else already attends to this conversation."
    )
    static let notTakenOver = LocalizedText(
        es: "Primero toma la conversación: ahora responde el asistente.",
        en: "Take the conversation over first: the assistant answers now."
    )
    static let tutorMissing = LocalizedText(
        es: "Falta decir quién toma la conversación.",
        en: "It isn't said who takes the conversation over."
    )
    static let tutorAnswers = LocalizedText(
        es: "En esta conversación responde una persona. Escríbele; el asistente no contesta mientras tanto.",
        en: "A person answers in this conversation. Write to them; the assistant is silent meanwhile."
    )
    static let exportTutor = LocalizedText(es: "Tutoría", en: "Tutor")

    static func moodTooLong(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "Cuéntalo en \(limit) caracteres como máximo.",
            en: "Say it in at most \(limit) characters."
        )
    }

    static func courseTooLong(limit: Int) -> LocalizedText {
        LocalizedText(
            es: "El curso supera los \(limit) caracteres. Acórtalo.",
            en: "The course is longer than \(limit) characters. Shorten it."
        )
    }

    static let wellbeing = HoldingText(
        title: LocalizedText(
            es: "Cómo dijiste que estás, y si se te mostró ayuda",
            en: "How you said you are, and whether you were shown help"
        ),
        purpose: LocalizedText(
            es: "Acompañarte con cuidado y no olvidar que pediste ayuda.",
            en: "Accompany you with care, and not forget that you asked for help."
        ),
        ground: serviceGround
    )
}
