extension StyleRule {
    /// Hides anger behind agreement, irony or silence.
    static let passiveAggressive: [StyleRule] = [
        StyleRule(
            "passive_aggressive.mock_agreement",
            .passiveAggressive,
            why: "An agreement that says the contrary: «haz lo que quieras».",
            """
            haz|haga|hace|hagan|ustedes lo que te|se|les? quieras|quiera|queras|quieran|de|plazca la? gana?
            haz|haga|hace|hagan lo que te|se les? de|salga la? gana|ganas
            si tu|vos|usted|ustedes lo|asi dices|dice|decis|dicen|crees
            lo que tu|vos|digas ..1 jefe|jefa|mi|rey|reina|claro
            como tu|vos|usted|siempre quieras|mandes|tienes|tenes|digas|tengas razon|jefe|jefa|rey|reina|majestad
            claro ..1 como|porque|tu|vos|yo ..2 nunca|siempre|eres|sos|sabes|todo|perfecto|perfecta|soy
            ok ok como|lo|tu
            esta bien|bueno ..2 haz|ya|como|no ..2 quieras|entendi|importa|digas
            """
        ),
        StyleRule(
            "passive_aggressive.martyr",
            .passiveAggressive,
            why: "«Don't worry about me» asks for worry while refusing it.",
            """
            no te|se|les preocupes|preocupe|preocupen ..2 por mi|ya|yo ..5 acostumbrado|acostumbrada|siempre|solo|\
            sola|arreglo|puedo|vere
            no te|se|les preocupes|preocupe|preocupen por mi
            ya estoy|ya|me|toy acostumbrado|acostumbrada|acostumbre a?
            yo|ya lo hago|limpio|arreglo|termino|resuelvo|hare ..2 todo|yo|solo|sola|siempre ..2 como|siempre|solo|\
            sola|todo?
            como siempre ..2 yo|me|lo|nadie|tengo|soy
            tranquilo|tranquila|tranquilos|descuida|relajate ..1 yo|ya lo|me|hago|puedo|limpio|termino ..3 todo|solo|\
            sola|yo|siempre
            perdon|perdona|disculpa por existir|respirar|opinar|preocuparme|tener
            perdon por no ser perfecto|perfecta
            """
        ),
        StyleRule(
            "passive_aggressive.sarcasm",
            .passiveAggressive,
            why: "Praise or thanks for what was not done is a reproach.",
            """
            gracias por nada
            gracias por ..2 tanta|tanto ..1 ayuda|interes|apoyo|atencion
            gracias por avisar|ayudar|preguntar|invitarme|responder|contestar|esperarme eh
            gracias ..1 eh
            que amable|lindo|linda|considerado|considerada|raro|gracioso|graciosa|detalle|atento|atenta|puntual ..1 \
            de? ..1 eres|tu|sos|eh|llegues|como|parte|siempre|llegas
            que raro ..2 tu|vos|llegas|tarde|olvidaste|siempre|ocupado|ocupada|no
            te felicito|felicidades|bravo|felicitaciones ..2 por|eh|lograste|arruinaste|llegar|te ..3
            bravo|felicidades|genial|perfecto|excelente ..2 otra vez|ahora|gracias|lo|como|te ..4 arruinaste|siempre|\
            olvidaste|tarde|vez
            que bueno que|verte ..3 te|por|al|acuerdas|apareces|dignas|fin|acordaste ..2 acordaste|existo|apareces|\
            dignas|contestas|acuerdas
            milagro que
            ya veo|vi|note ..1 cuanto|lo|que|como ..3 te|le|les importo|importa|intereso|quieres|preocupas
            se ve|nota que|lo|cuanto ..1 te importa|interesa|importo|intereso|preocupa
            thanks for nothing
            """
        ),
        StyleRule(
            "passive_aggressive.withdrawal",
            .passiveAggressive,
            why: "«Nada, olvídalo» shows that something is wrong and withholds it.",
            """
            nada|bah|dejalo|equis|ya ..1 olvidalo|olvidate|dejalo|olvidenlo
            no ..1 nada|pasa|tengo ..1 olvidalo|dejalo|tu|ya sabras|sabes?
            no estoy enojado|enojada|molesto|molesta ..2 pero|tu|solo|ya|haz
            tu|vos sabras|sabes|veras ..2 lo|que|por|hiciste
            olvidalo|dejalo|olvidate ..2 no|ya|para|da|total ..3 importa|entenderias|entiendes|igual|que|siempre|mismo
            no ..2 importa ..1 ya ..2 acostumbrado|acostumbrada|igual|ni|nunca
            total|al fin|a|yo|para ..2 nadie|nunca|no|que ..2 me|importa|escucha|hacen|cuenta|pregunta|importo
            deja ..2 yo lo hago
            whatever
            im fine
            """
        ),
    ]
}
