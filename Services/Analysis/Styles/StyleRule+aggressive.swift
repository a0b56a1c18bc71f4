extension StyleRule {
    /// Attacks, commands and threatens the other.
    static let aggressive: [StyleRule] = [
        StyleRule(
            "aggressive.insult",
            .aggressive,
            why: "An insult to the reader attacks the person, not the matter.",
            """
            eres|sos|es|son|sois un|una|unos|unas|tan|bien|muy|re|puro|pura|de ..1 @insult
            eres|sos|son|sois @insult
            pedazo|puto|puta|maldito|maldita|pinche|jodido|jodida de? @insult
            no|que seas @insult
            que @insult eres|sos|son|sois
            @insult de mierda
            hijo|hija|hijos de puta|perra|tu|su|la
            you are|re ..2 @insult
            youre ..2 @insult
            """
        ),
        StyleRule(
            "aggressive.dismissal",
            .aggressive,
            why: "Sending somebody away or to be silent refuses to deal with them.",
            """
            callate|callese|callense|larguense|largate|largo|esfumate|pierdete
            cierra|cerra la|el|tu boca|hocico|pico|orto
            vete|andate|anda|vayanse|vayase|idos a|al la? mierda|diablo|carajo|chingar|cagar|verga|infierno|chingada
            chinga|chinguen a? tu|su madre
            vete|fuera|quitate|largate de aqui|mi|ahi vista?
            dejame|dejenme|dejame en paz
            y|ti|vos|mi|pero ..1 que te importa
            que te importa a|lo|mi|si|eso|metiche
            no te|les metas|metan|meto en lo que|mi
            shut up
            get lost
            """
        ),
        StyleRule(
            "aggressive.threat",
            .aggressive,
            why: "A threat trades on fear.",
            """
            te|se|les|lo|la vas|va|van|voy a arrepentir|acordar|pesar|enterar|partir|romper|matar|pegar|reventar|\
            pagar|golpear|destruir|hundir
            vas|van|va a pagar|pagarla|pagarlo|arrepentirte|ver|saber ..1 caro|quien|bueno|cara
            me las|la vas|van a pagar
            atente|atenganse a las? consecuencias
            o lo|te|me|haces|la ..3 o te|ya|atente|veras|me
            mas te|les vale que?
            ya veras|veran
            """
        ),
        StyleRule(
            "aggressive.accusation",
            .aggressive,
            why: "«Always» and «never» with «you» judge the whole person.",
            """
            siempre|nunca haces|arruinas|lo|la|me|te|estas|eres|dices|sabes|piensas ..2 lo|todo|mismo|mal|arruinas|\
            cagas|haces|tarde|nada|tonterias|bien|escuchas|jodes|jodiendo|arruinandolo
            todo es|fue|esto|lo es? tu|vuestra|su culpa
            es|fue tu|tuya maldita? culpa
            no sirves|sirven|vales|servis para? nada
            no entiendes|entendes|entienden nada|un
            no tienes|tenes|tienen ni? puta|ni? idea
            me tienes|tenes|tienen harto|harta|hasta|podrido|podrida|cansado|cansada
            estoy|estamos harto|harta|hasta|hartos de ti|vos|tus|ustedes|usted|tu|los|la
            que te|les pasa|crees|creen ..2 idiota|conmigo|quien|estupido
            quien te|se|les crees|cree|creen que?
            """
        ),
        StyleRule(
            "aggressive.command",
            .aggressive,
            why: "A bare order with «ya» or an oath allows no answer.",
            """
            hazlo|haganlo|hacelo|dame|damelo|contesta|responde|contestame|respondeme|apurate|muevete|dime|traeme|\
            obedece|haz|deja|callate|ven ..2 ya|ahora|inmediatamente|mierda|carajo|rapido|chingada|verga|puta ..1 \
            mismo|carajo|mierda?
            te exijo|ordeno
            exijo que
            porque lo|yo digo yo|lo?
            """
        ),
    ]
}
