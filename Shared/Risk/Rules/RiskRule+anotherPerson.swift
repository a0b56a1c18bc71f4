extension RiskRule {
    /// Somebody near the writer is in danger.
    static let anotherPerson: [RiskRule] = [
        RiskRule(
            "other.wish",
            .tier(2),
            .aboutAnother,
            why: "A friend who wants to be dead is a danger for which the writer asks help.",
            """
            @near ..8 quiere|desea|prefiere ..1 morir|morirse|desaparecer|estar|fallecer muerto|muerta?
            @near ..6 se quiere|queria morir
            @near ..6 no quiere vivir|existir|despertar|seguir viviendo|existiendo|viva|vivo?
            @near ..6 no tiene ganas|quiere|razones de|para|seguir vivir|viviendo
            @near ..6 no le encuentra|ve sentido a la? vivir|vida
            """
        ),
        RiskRule(
            "other.thoughts",
            .tier(3),
            .aboutAnother,
            why: "Thoughts of suicide that somebody near has told.",
            """
            @near ..8 quiere ..1 @killHimself|quitarse|acabar ..2 vida?
            @near ..8 se quiere|queria|quisiera @kill|quitar
            @near ..6 @says ..3 quiero|quisiera ..1 @killMyself|morir|morirme|quitarme|matar
            @near ..6 @says ..3 me quiero|quisiera matar|morir
            @near ..6 piensa|pensando|pensado|habla|hablado|hablando|ganas|ideas|pensamientos ..2 @killHimself|\
            suicidio|suicidas|quitarse|morir|morirse|suicida
            @near ..6 que no quiere vivir|seguir|existir
            @near ..6 @says|amenaza ..6 se mata|suicida|ahorca|cuelga
            @near ..2 me? amenaza|amenazo ..2 @killHimself|quitarse
            ayudar|ayudo|ayuda|hago|amenaza|amenazo ..6 quiere|piensa|con|pensando|se ..2 @killHimself|matar|\
            suicidar|quitarse
            """
        ),
        RiskRule(
            "other.intent",
            .tier(4),
            .aboutAnother,
            why: "An attempt or announcement of somebody near is urgent.",
            """
            @near ..8 se va|iba|puede|podria a? @kill|quitar|tirar|aventar|lanzar ..3 vida|puente|balcon|ventana|\
            edificio|azotea?
            @near ..8 va a @killHimself|quitarse
            @near ..8 se quiere|piensa @kill ..2 hoy|ahora|ya|esta|mañana|ahorita|ahora mismo|noche?
            @near ..8 quiere|piensa @killHimself ..2 hoy|ahora|ya|esta|mañana|ahorita mismo|noche?
            @near ..8 morir|morirse|matar|matarse|suicidarse ..3 lo va a hacer
            @near ..8 despidiendose|despidio|despide ..8 no|sin ya? contesta|responde|aparece|localizamos|encontramos|\
            contestar|\
            coge
            @near ..6 @says ..3 me voy a matar|suicidar|quitar|colgar|ahorcar
            @near ..6 @says ..3 voy a matarme|suicidarme|quitarme
            @near ..6 intento|intenta|intentado|trato|tratado|intentando|trata|quiso de? @killHimself|quitarse|\
            suicidio|ahorcarse
            @near ..4 se tomo|trago|ha|esta|acaba ..5 @pills|frasco|sobredosis
            @near ..4 tomo ..1 @many ..4 @pills
            @near ..4 se corto|cortó|abrio las venas|muñecas
            @near ..6 se despidio|despide|esta despidiendo? de|para ..1 mi|todos|siempre|nosotros
            @near ..4 dejo|escribio|mando ..3 carta|nota|mensaje de|suicida despedida|suicidio?
            @near ..6 esta|subio|subida|subido ..4 puente|azotea|cornisa|balcon ..4 saltar|tirarse|lanzarse|\
            aventarse|tirar
            @near ..6 compro|consiguio|tiene|guarda|junta ..2 pastillas|soga|veneno|pistola|cuerda|arma para ..1 \
            matarse|suicidarse|morir|hacerlo
            @near ..4 planea|planeando|decidio|dijo ..3 @killHimself|quitarse
            """
        ),
        RiskRule(
            "other.self_harm",
            .danger(.selfHarm),
            .aboutAnother,
            why: "A friend who hurts themselves is told of to get help.",
            """
            @near ..5 se corta|autolesiona|lastima|esta|hace|quema|autolesionando|lesiona brazos|cortando|\
            autolesionando|cortes|daño|lastimando|los|las|sola|solo|cuando|en|a ..1 brazos|muñecas|piernas|misma|\
            mismo?
            @near ..5 se corta|autolesiona
            """
        ),
    ]
}
