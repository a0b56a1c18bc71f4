import Daemon
import Risk

/// What each rule listens for, as tutors read it on the board.
enum RuleTexts {
    static func why(_ rule: String, in language: Language) -> String {
        texts[rule]?[language] ?? reasons[rule] ?? classifier[language]
    }

    /// As those who write rules put it.
    private static let reasons = Dictionary(RiskRule.all.map { ($0.name, $0.why) }) { first, _ in first }

    private static let classifier = LocalizedText(
        es: "Frases que ninguna regla conoce y que se parecen a otras que hablaban de peligro.",
        en: "Sentences that no rule knows and that resemble others which spoke of danger."
    )

    private static let texts: [String: LocalizedText] = [
        "classifier": classifier,
        AlertCause.askedForHelp: LocalizedText(
            es: "El estudiante pidió hablar con una persona.",
            en: "The student asked to talk with a person."
        ),
        AlertCause.unanswered: LocalizedText(
            es: "Escribió a quien estaba en su conversación, y nadie le respondió.",
            en: "They wrote to whoever was in their conversation, and nobody answered."
        ),
        "wish.die": LocalizedText(es: "Quiere o espera morir.", en: "Wants or hopes to die."),
        "wish.if_only": LocalizedText(
            es: "Ojalá no despertara o no existiera.",
            en: "If only they didn't wake or exist."
        ),
        "wish.not_to_live": LocalizedText(
            es: "No quiere vivir, despertar ni seguir.",
            en: "Doesn't want to live or go on."
        ),
        "wish.vanish": LocalizedText(es: "Quiere desaparecer.", en: "Wants to disappear."),
        "wish.burden": LocalizedText(
            es: "Cree que los demás estarían mejor sin su presencia.",
            en: "Believes that others would be better off without them."
        ),
        "wish.worthless_life": LocalizedText(
            es: "Siente que su vida no vale o no tiene sentido.",
            en: "Feels that their life is worth nothing or has no meaning."
        ),
        "thoughts.kill_myself": LocalizedText(es: "Piensa en matarse.", en: "Thinks of killing themselves."),
        "thoughts.method": LocalizedText(es: "Piensa en una forma de hacerlo.", en: "Thinks of a way to do it."),
        "thoughts.ways": LocalizedText(es: "Busca o pregunta formas de morir.", en: "Looks or asks for ways to die."),
        "intent.will": LocalizedText(
            es: "Dice que lo va a hacer, o cuándo.",
            en: "Says that they will do it, or when."
        ),
        "intent.preparation": LocalizedText(
            es: "Prepara algo: una carta, una despedida, con qué hacerlo.",
            en: "Prepares something: a letter, a farewell, the means."
        ),
        "intent.behaviour": LocalizedText(es: "Lo intentó o lo está haciendo.", en: "Tried it, or is doing it."),
        "self_harm.urge": LocalizedText(es: "Siente ganas de lastimarse.", en: "Feels an urge to hurt themselves."),
        "self_harm.act": LocalizedText(es: "Se corta, se quema o se golpea.", en: "Cuts, burns or hits themselves."),
        "self_harm.relapse": LocalizedText(
            es: "Volvió a lastimarse o no puede parar.",
            en: "Has hurt themselves again, or can't stop."
        ),
        "violence.kill": LocalizedText(es: "Amenaza con matar a alguien.", en: "Threatens to kill somebody."),
        "violence.beat": LocalizedText(es: "Amenaza con golpear a alguien.", en: "Threatens to beat somebody."),
        "violence.weapon": LocalizedText(
            es: "Habla de llevar o usar un arma.",
            en: "Speaks of bringing or using a weapon."
        ),
        "abuse.beaten": LocalizedText(es: "Alguien le pega o le hace daño.", en: "Somebody beats or hurts them."),
        "abuse.bullying": LocalizedText(
            es: "Se burlan, le acosan o le aíslan.",
            en: "They are mocked, bullied or shut out."
        ),
        "abuse.incitement": LocalizedText(
            es: "Le dicen que se muera o que se mate.",
            en: "They are told to die or to kill themselves."
        ),
        "abuse.sexual": LocalizedText(
            es: "Habla de abuso o acoso sexual.",
            en: "Speaks of sexual abuse or harassment."
        ),
        "abuse.threatened": LocalizedText(
            es: "Alguien le amenaza, le chantajea o le controla.",
            en: "Somebody threatens, blackmails or controls them."
        ),
        "other.wish": LocalizedText(
            es: "Otra persona quiere morir o no quiere vivir.",
            en: "Somebody else wants to die or doesn't want to live."
        ),
        "other.thoughts": LocalizedText(
            es: "Otra persona piensa en matarse.",
            en: "Somebody else thinks of killing themselves."
        ),
        "other.intent": LocalizedText(
            es: "Otra persona lo va a hacer, lo intentó o lo está haciendo.",
            en: "Somebody else will do it, tried it, or is doing it."
        ),
        "other.self_harm": LocalizedText(es: "Otra persona se lastima.", en: "Somebody else hurts themselves."),
        "distress.low": LocalizedText(es: "Se siente mal, triste o sin ganas.", en: "Feels low, sad or without drive."),
        "distress.overwhelmed": LocalizedText(es: "Siente que no puede más.", en: "Feels that they can't go on."),
        "distress.self_hatred": LocalizedText(es: "Se odia o se desprecia.", en: "Hates or despises themselves."),
        "distress.eating": LocalizedText(
            es: "Deja de comer, vomita o se castiga con la comida.",
            en: "Stops eating, vomits, or punishes themselves with food."
        ),
        "distress.bereaved_by_suicide": LocalizedText(
            es: "Alguien cercano se suicidó.",
            en: "Somebody close killed themselves."
        ),
        "distress.past_wish": LocalizedText(
            es: "Antes quiso morir, y dice que ya no.",
            en: "Wanted to die once, and says that it is over."
        ),
        "english.wish": LocalizedText(es: "En inglés: quiere morir.", en: "In English: wants to die."),
        "english.no_life": LocalizedText(es: "En inglés: no quiere vivir.", en: "In English: doesn't want to live."),
        "english.thoughts": LocalizedText(
            es: "En inglés: piensa en matarse.",
            en: "In English: thinks of killing themselves."
        ),
        "english.intent": LocalizedText(
            es: "En inglés: lo va a hacer o lo intentó.",
            en: "In English: will do it, or tried it."
        ),
        "english.self_harm": LocalizedText(es: "En inglés: se lastima.", en: "In English: hurts themselves."),
        "english.violence": LocalizedText(es: "En inglés: amenaza a alguien.", en: "In English: threatens somebody."),
        "english.abuse": LocalizedText(
            es: "En inglés: alguien le hace daño o le acosa.",
            en: "In English: somebody hurts or bullies them."
        ),
        "english.other": LocalizedText(
            es: "En inglés: otra persona está en peligro.",
            en: "In English: somebody else is in danger."
        ),
    ]
}
