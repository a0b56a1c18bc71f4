extension RiskRule {
    /// To be dead, not to wake up, a life not worth living; without a thought of doing it.
    static let wish: [RiskRule] = [
        RiskRule(
            "wish.die",
            .tier(2),
            why: "Whoever wants to die says so with few verbs, before or after the pronoun.",
            """
            @want @very? @very? morir|morirme|morirnos|fallecer
            me @want @very? morir|muerta|muerto
            @want @very? estar ya? @dead
            @want la? muerte
            @urge de @very? morir|morirme|morirse|fallecer
            @urge de estar @dead
            estoy|toy|siento @very? listo|lista|preparado|preparada para morir|morirme
            queriendome|quererme @very? morir|muerto|muerta
            espero|pido|ruego|rezo|sueño|deseando|rezando|pidiendo|esperando con|a|por|para? morir|morirme
            merezco morir|morirme
            deberia|debo|deberian|tendria que? de? estar? morir|morirme|@dead
            pienso|pensando|fantaseo|fantasear|pensar en|con mi? morir|morirme|muerte
            prefiero|preferiria @very? morir|morirme|@dead
            busco|buscando|espero|esperando la|mi muerte
            ven|llevame|llegue por|pronto|ya mi? muerte
            """
        ),
        RiskRule(
            "wish.if_only",
            .tier(2),
            .unnegatable,
            why: "«Ojalá» and its kin wish it without a verb of wanting.",
            """
            ojala|quiera|quisiera|espero que? ya? yo? me|nos muera|muriera|muriese|mate|matara|maten|mueran
            ojala que? no hubiera|haya|hubiese|habria nacido|existido|despertado
            ojala que? no despierte|despertara|despertar|amanezca|amanecer|exista|existiera
            ojala que? estuviera|estuviese|este @dead
            ojala|espero que? me atropelle|atropellen|atropellara|pise|choque|caiga|parta|aplaste|lleve un|una|el|\
            la camion|carro|auto|coche|tren|rayo|bus|micro|muerte
            @want que? me atropelle|atropellen|pise|choque|maten|mate|muera un? camion|carro|auto|coche|tren|bus?
            que me pase|atropelle|pise|choque un camion|tren|auto|carro|coche|bus ..2 encima?
            hubiera|debi|deberia|debia haber? nacido? muerto|morir|morirme|muerta en? vez?
            no deberia|debi|debia|tenia|tendria que? haber|de nacido|nacer|existir|existido
            no debi|deberia|debia|debio nacer|existir|estar ..1 vivo|viva
            @want|desear|hubiera preferido? no haber nacido|existido|despertado
            por|para que naci|existo|sigo|vivo aqui|vivo|viva|viviendo|naci|existo?
            """
        ),
        RiskRule(
            "wish.not_to_live",
            .tier(2),
            .unnegatable,
            why: "Not to want to live, wake or go on is the same wish, said by its contrary.",
            """
            no @want @very? @very? vivir|existir
            no @want @very? seguir|estar|continuar con vida
            no @want @very? seguir|estar|continuar viviendo|vivo|viva|existiendo
            no @want @very? estar|seguir aqui|aca? en este|esta|el mundo|vida|tierra|planeta
            no me? @want @very? me? despertar|despertarme|amanecer|levantarme nunca|jamas|mas|mañana|ya
            no me? @want @very? despertar|despertarme|amanecer
            no @want @very? volver a despertar|despertarme|amanecer|nacer|abrir
            no @want ver mañana|otro un? dia|amanecer|mas?
            no tengo|encuentro|siento|hay|queda|veo @very? ganas|motivo|motivos|razon|razones|nada|sentido de|para|\
            por|a|en lo? que? seguir? estar? vivir|vivo|viva|viviendo|existir|vida
            no me dan|da|quedan ganas de seguir? vivir|viviendo|existir
            @urge de ya? no existir|despertar|vivir|amanecer
            sin ganas|motivos|razones|motivo|razon|nada de|para|por|ya lo? que? seguir? vivir|viviendo|existir
            se me|nos quitaron|acabaron|fueron|quitan|acaban|van las ganas de seguir? vivir|viviendo|existir
            perdi|perdido|quitas|quita|quitan las? ganas|sentido|voluntad de|a|la seguir? vivir|viviendo|vida
            quiero|quisiera|ganas|ojala que? de? dormir|dormirme|acostarme|cerrar ..4 no despertar|despertarme|\
            despierte|abrirlos
            dormir|dormirme para|por siempre
            dormir|dormirme|acostarme|duermo|irme y|para|a|e ya? nunca|jamas|no mas? volver? a? despertar|\
            despertarme|abrir|levantarme
            no despertar|despertara|despierto|despierte|despertarme ya? nunca|jamas|mas|mañana
            no me|voy importaria|molestaria|importa|daria|temo|asusta|miedo|a morir|morirme|muerte|despertar
            dias|dia|semana|noche|minutos|dejar|dejo|puedo|dormirme|horas sin|de querer morir|morirme|matarme
            nada|nadie por|para lo|quien que? vivir|viviendo
            quiero|quisiera|deseo|ganas de? dejar de vivir|existir|respirar
            """
        ),
        RiskRule(
            "wish.vanish",
            .tier(2),
            why: "«Desaparecer» is how many young people name not being there any more.",
            """
            @want @very? desaparecer|desaparecerme|esfumarme|evaporarme
            me @want @very? desaparecer|esfumar|evaporar|borrar
            @urge de @very? desaparecer|desaparecerme|esfumarme
            @want es desaparecer
            @want ..5 y desaparecer
            @want irme|largarme|marcharme|partir|salir ya? de este|esta|el|la mundo|planeta|vida|tierra
            @want irme|partir|marcharme con|al|para diosito|dios|cielo|siempre
            """
        ),
        RiskRule(
            "wish.worthless_life",
            .tier(2),
            .unnegatable,
            why: "That life is not worth living or has no sense is where passive ideation begins.",
            """
            mi|la vida ya? no me? tiene|merece|encuentro|veo ningun? la? mas? sentido|pena
            mi|la vida es|esta un|una|muy ..1 y ya? no tiene sentido
            mi vida ya? no tiene|vale|significa ..2 sentido|nada|pena|rumbo
            no vale|merece|tiene la|ningun|mucho? pena|sentido|caso seguir? con? mi? vivir|viviendo|vida|existir|\
            vivirla
            no vale|merece ..3 vivir|viviendo|existir
            pienso|pensando|pregunto|dudo|preguntandome|se ..3 si ..2 vale|merece|tiene ..2 pena|sentido seguir|\
            vivir|la|mi vivir|viviendo|vida?
            no le|les encuentro|veo|hallo|hayo el|un|ningun|mucho? sentido|caso a la|mi|seguir|vivir|esta|estar vida|\
            viviendo|vivo|viva?
            no le? encuentro|veo|hallo sentido a vivir|existir
            que|cual sentido|caso tiene|es|hay|el vivir|seguir|existir|de|la vivir|viviendo|vida?
            para|por que carajos? mierda? seguir|sigo|vivir|deberia|existir seguir? viviendo|vivir|vivo|viva|\
            existiendo|existir
            para que|q vivir|vivo|existir
            cansado|cansada|harto|harta|hasta|aburrido|aburrida|podrido|podrida ya? la|las? madre|verga|huevos? de|\
            con esta? la? \
            mi? vivir|existir|vida|viviendo
            me canse|harte|aburri de vivir|existir
            odio|detesto|aborrezco vivir|existir|despertar|despertarme|haber|estar|seguir nacido|viva|vivo|viviendo
            odio|detesto vivir|existir|despertar
            da igual|lo mismo? si? vivir|vivo|morir|muero|viva o vivir|vivo|morir|muero|muera
            prefiero|mejor|seria estar? @dead a|que|antes que? seguir|vivir asi|viviendo
            no puedo|logro|soporto|aguanto @very? seguir|continuar|estar viviendo|vivo|viva|existiendo
            no soporto|aguanto @very? vivir|existir
            rendirme a|de|con|ante la|esta|mi vida
            """
        ),
        RiskRule(
            "wish.burden",
            .tier(2),
            .unnegatable,
            why: "To think that others would be better off without oneself goes before many attempts.",
            """
            mejor|felices|tranquilos|bien|alivio|facil|descansarian sin mi|yo
            mundo|todos|familia|ellos|vida ..3 seria|estaria|estarian|serian ..3 si yo? no existiera|estuviera|\
            hubiera|estoy|existiese
            mejor si yo? no existiera|estuviera|hubiera|existiese|nacido|viviera
            mejor si yo? me muriera|muero|muriese|mato|matara|desapareciera|desaparezco
            estaria|estaran|seria|estare|estoy|viviria mejor|bien|descansando|tranquilo|tranquila @dead
            mejor estar? @dead
            si me|yo muero|muriera|desaparezco|desapareciera|muriese|mato|matara|suicido|suicidara a|nadie|ni|quien|\
            todos|nada? nadie? le|les|se|me|lo|estarian|cuenta|extraña|notaria|importaria|extrañaria|importa|daria|\
            llora|lloraria|mejor
            nadie|alguien|quien me|se|lo|notaria extrañaria|extrañara|extrañaran|notaria|lloraria|echaria|daria ..2 \
            si? muero|muriera|desaparezco|falto|cuenta|muerto|menos
            si yo? no existiera|estuviera|hubiera|existiese ..1 nacido? ..3 mejor|facil|felices|tranquilos|alivio
            sobro en el|este|la mundo|vida|tierra|familia|casa
            """
        ),
    ]
}
