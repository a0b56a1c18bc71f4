extension RiskRule {
    /// Suffering that names no wish to be dead; a past one, or a loss by suicide.
    static let distress: [RiskRule] = [
        RiskRule(
            "distress.self_hatred",
            .tier(1),
            why: "Contempt for oneself is distress before it is anything else.",
            """
            me @hate
            me odio|detesto|doy|tengo a? asco? mi|yo @myself
            @hate mi vida|cuerpo|existencia
            no sirvo|valgo para|ni|una nada|mierda|verga
            no valgo nada|mierda
            soy|siento|sintiendome un|una|como|puro|pura|de ..2 carga|estorbo|fracaso|fracasado|fracasada|inutil|\
            basura|mierda|asco|peso|molestia|desastre|parasito|monstruo
            soy inutil|fracasado|fracasada|basura|patetico|patetica|despreciable|insuficiente
            todos|todas me odian|detestan|desprecian|aborrecen
            nadie me quiere|ama|entiende|ayuda|escucha|necesita|soporta|extraña|aguanta
            a nadie le|les importo|importa|intereso
            todo es|fue mi culpa
            tengo de malo en mi
            """
        ),
        RiskRule(
            "distress.overwhelmed",
            .tier(1),
            .unnegatable,
            why: "«Ya no puedo más» says that somebody needs help, and no more than that.",
            """
            no puedo mas
            no aguanto|soporto|resisto|doy ..2 mas|dolor|sufrimiento|vida|esto
            no doy para? mas
            no puedo con|ni quiero|esto|mi|todo vida|continuar|seguir|mas|esto|todo
            no quiero|puedo seguir|continuar asi|luchando|intentando|intentandolo|mas|con|adelante|fingiendo esto?
            no @want intentarlo|luchar|sufrir|sentir|continuar mas|nada|asi?
            no @want seguir|continuar|luchar
            estoy|toy|siento @very? cansado|cansada|harto|harta|agotado|agotada|hasta @very? la? de|del|madre|todo|\
            seguir todo|todos|sufrir|luchar|dolor|sentirme|llorar|fingir|mundo?
            harto|harta|hartisima|hartisimo|cansado|cansada de todo|todos|sufrir|luchar|sentirme|llorar|fingir
            quiero|solo|ganas ..2 rendirme|llorar|que|de|tirar ..2 acabe|termine|pare|llorar|rendirme|toalla
            @want que ..2 pare|termine|acabe|se ..2 dolor|sufrimiento|todo|esto|acabe
            @want @very? rendirme|llorar
            """
        ),
        RiskRule(
            "distress.low",
            .tier(1),
            why: "Sadness, emptiness and hopelessness in the first person.",
            """
            me siento|sentia|encuentro|sintiendome @very? @very? mal|solo|sola|vacio|vacia|triste|perdido|perdida|\
            deprimido|deprimida|horrible|roto|rota|destrozado|destrozada|desesperado|desesperada|miserable|abrumado|\
            abrumada|ansioso|ansiosa|hundido|hundida|muerto|muerta
            estoy|siento muy|tan|completamente solo|sola
            estoy|ando|sigo|toy @very? @very? deprimido|deprimida|depre|triste|roto|rota|destrozado|destrozada|\
            desesperado|desesperada|mal|hundido|hundida|devastado|devastada|quebrado|quebrada|angustiado|angustiada|\
            perdido|perdida|llorando
            depresion|ansiedad|angustia|panico ..3 mata|puede|come|supera|volvio|fuerte|horrible
            vivo|lucho|luchando|sufro|batallo con|de|contra ..1 depresion|ansiedad|angustia
            tengo|tuve|da|dio|dan|sufro|diagnosticaron ..2 depresion|ansiedad|panico|angustia
            ataque|ataques|crisis de panico|ansiedad|angustia
            no paro|dejo|puedo|parar de llorar
            lloro|llore|llorando toda|todas|cada|todos|todo la|las|los|el? noche|noches|dia|dias
            llore|lloro|llorar mucho|tanto|sola|solo
            vida es|va|sea|esta @very? una|un|asi|de|mi miserable|mierda|asco|infierno|desastre|basura|fracaso|\
            pesadilla|porqueria
            nada tiene|vale|importa sentido|ya|pena?
            sin esperanza|esperanzas|salida|futuro|rumbo|fuerzas
            no veo|hay|encuentro|tengo|queda salida|futuro|solucion|esperanza|esperanzas|fuerzas|nadie
            me duele|pesa el? alma|corazon|vivir|existir|vida|todo
            todo me sale|va mal|para|pal orto|culo?
            necesito ayuda|hablar
            no tengo ganas de nada|hacer|levantarme|salir nada?
            me doy @very? asco|lastima|verguenza ..1 cuando|al|a|de|yo|mucho veo|verme|mirarme|misma|mismo|mi?
            @want desahogarme
            """
        ),
        RiskRule(
            "distress.past_wish",
            .tier(1),
            why: "A wish told in the past is no present one, yet worth asking about.",
            """
            queria|quise|queriamos @very? morir|morirme|matarme|suicidarme|desaparecer
            me queria|quise|quisiera @very? morir|matar|suicidar
            no queria vivir|despertar|existir|seguir viviendo?
            pensaba|pense en morir|matarme|suicidarme|suicidio
            tenia|tuve ganas de morir|morirme|matarme
            """
        ),
        RiskRule(
            "distress.eating",
            .tier(1),
            .unnegatable,
            why: "Starving, bingeing and vomiting are distress that a body shows, and eating disorders kill.",
            """
            vomito|vomitar|vomite|vomitando|devuelvo|provoco|provocarme ..3 despues|cada|tras|todo|lo|el|\
            para ..2 comer|como|\
            comida|vomito|adelgazar|bajar|vez
            me provoco|obligo a? el? vomito|vomitar
            llevo|tengo|van ..3 dias|dia|semana|horas sin comer|probar
            dejar|dejado|deje|dejo de comer ..3 adelgazar|bajar|gorda|gordo|flaca|asco|cuerpo|flaco
            no como|comi|quiero ..3 para|engordar ..2 adelgazar|bajar|flaca|flaco|engordar|gorda
            me da|dan asco|odio|verguenza ..1 mi cuerpo|panza|cara
            atracon|atracones|anorexia|bulimia ..3
            """
        ),
        RiskRule(
            "distress.bereaved_by_suicide",
            .tier(1),
            .aboutAnother,
            why: "Who lost somebody to suicide is at greater risk and needs care.",
            """
            @near ..3 se suicido|ahorco|colgo|mató
            @near ..2 se quito la vida
            @near murio|fallecio por|de suicidio
            suicidio de mi @near
            """
        ),
    ]
}
