extension StyleRule {
    /// Gives way, apologises and hides what the writer wants.
    static let passive: [StyleRule] = [
        StyleRule(
            "passive.apology",
            .passive,
            why: "Apologising for being there or for asking makes oneself small.",
            """
            perdon|perdona|perdone|disculpa|disculpe|disculpen|siento|perdonen por ..2 molestar|molestarte|preguntar|\
            interrumpir|insistir|quitarte|molestarlo|molestarla|molestia
            disculpa|disculpe|perdon|perdona|perdone ..1 molestia|molestias|moleste|molesto|tonteria
            no quiero|queria|quisiera ..1 molestar|molestarte|incomodar|estorbar|causar|problemas|dar|ser ..2 \
            problemas|molestia|lata|carga?
            si no es ..2 molestia|problema
            si no te|le importa|molesta mucho?
            sorry to|for bother|bothering|asking
            """
        ),
        StyleRule(
            "passive.yielding",
            .passive,
            why: "Leaving each decision to the other hides one's own wish.",
            """
            lo que|como tu|usted|ustedes|vos|te ..1 digas|quieras|diga|quiera|digan|quieran|decidas|decidan|prefieras|\
            parezca|guste|decida|querais|digais
            como tu|vos|usted|ustedes? prefieras|prefiera|prefieran|gustes|guste
            da igual|lo mismo? ..1 que|como|tu|vos|ustedes ..2 decidas|elijas|digas|quieras|decidan|elijan|digan|\
            quieran
            yo me adapto|acomodo
            me adapto|acomodo a lo|todo ..3
            no importa ..2 lo que yo
            decide|elige|elegi|decidi|decidan|elijan tu|vos|ustedes|por|usted mi|mejor|nomas?
            whatever you want|say
            """
        ),
        StyleRule(
            "passive.silence",
            .passive,
            why: "Not daring to speak or to refuse is what avoidance looks like.",
            """
            mejor no digo|hablo|opino|pregunto|comento nada?
            mejor me|ya callo|quedo|aguanto|callado|callada|no callado|callada|digo?
            prefiero callarme|quedarme|no callado|callada|opinar|decir|molestar|discutir|nada nada?
            no me atrevo|animo a?
            me|nos da|daba miedo|pena|verguenza|cosa|corte|apuro|panico decir|preguntar|pedir|hablar|decirle|decirte|\
            opinar|levantar|reclamar|pedirle|molestar|participar
            no se|puedo|supe decir|decirle|decirles que? no
            siempre digo que? si
            nunca digo|dije|reclamo nada|lo ..1 que? pienso|siento|quiero?
            no le? dije nada
            me quedo|quede callado|callada
            """
        ),
        StyleRule(
            "passive.self_effacing",
            .passive,
            why: "Belittling one's own view invites others to overlook it.",
            """
            seguro|capaz|seguramente|igual es una? tonteria|pavada|bobada|estupidez|estoy equivocado|equivocada?
            se que|tal es|vez|quizas|capaz una? tonteria|pavada|bobada
            mi opinion no importa|cuenta|vale
            yo no importo|cuento|se mucho|nada?
            seguro|fue|es|debe|siempre que? es? por? mi culpa
            no valgo|merezco tanto|que|mucho
            lo mio|mio|lo|que|yo ..2 no importa|cuenta
            ustedes|tu|vos|usted saben|sabe|sabes mas|mejor que yo
            """
        ),
        StyleRule(
            "passive.hedge",
            .passive,
            0.4,
            why: "One hedge is courtesy; several leave nothing said.",
            """
            quizas|quiza|talvez|capaz
            tal vez
            a lo mejor
            supongo|creo|imagino que?
            no se
            perdon|disculpa|disculpe
            si se puede|pudiera
            un poquito|poquitito
            maybe|perhaps
            """
        ),
    ]
}
