extension RiskRule {
    /// Thoughts of ending one's life, with or without a method, without a word of carrying it out.
    static let thoughts: [RiskRule] = [
        RiskRule(
            "thoughts.kill_myself",
            .tier(3),
            why: "To want or imagine killing oneself is active ideation.",
            """
            @want @very? @very? @killMyself
            me @want @very? @very? @kill
            quererme @very? @kill
            yo|estoy|estaba|ando|andaba|sigo|seguia|aca|aqui|hoy|siempre|sintiendome|toy|vivo|paso|termino|acabo|y|\
            llorando|\
            dia|noche|rato|semana|mes|tarde ..1 queriendome|queriendonos @very? @kill
            @urge de @very? @killMyself
            @urge de @me? @kill
            @want|ganas|queriendo|deseos de? quitarme|arrancarme|arrebatarme la|mi vida
            @want|ganas de? @very? acabar|terminar ya? es? con mi|esta|mis|este vida|existencia|dias|sufrimiento
            @want|ganas de? @very? acabar|terminar ya? con todo
            acabar|terminar|acabe|termine es? con mi|mis propia? vida|existencia|dias
            poner|ponerle|pongo fin|punto a mi|esta|este propia? vida|sufrimiento|existencia
            @want|ganas|mejor ponerle|poner fin a todo|esto|mi
            quitarme|quitar|quito del|de en? medio|enmedio
            deberia|podria|debo|tendria|tengo que? @killMyself
            me deberia|podria|tendria|tengo que? @kill
            piensa|pienso|pensando|pense|pensado|pensar|planteado|planteo|considero|considerado|imagino|fantaseo|\
            sueño|contemplo @very? en|con|a|de|la|lo|el? de|el? @killMyself|suicidio|suicidarse|matarse
            piensa|pienso|pensando|pense|pensado|pensar|planteado|considero|considerado|imagino ..2 en|con ..2 \
            @killMyself|suicidio|quitarme|acabar
            pienso|pensando|pensar|pensado|imagino|idea|ideas ..2 de|en|con quitarme|terminar|acabar la|con mi? vida|\
            todo
            cabeza|mente|ocurre|ocurrio|idea|ideas|cruzado ..3 @killMyself|suicidio|quitarme
            pensamientos|ideas|ideacion|tendencias|impulsos|intenciones|mood|pensamiento|idea suicidas|suicida|\
            autodestructivas
            pensamientos|ideas de|sobre suicidio|muerte|morir|matarme|suicidarme
            estoy|siento|ando|soy|puse|pongo|siendo|sintiendo @very? suicida|suicidandome
            suicidarme|suicidandome|suicidaria|desvivirme
            @want|ganas|pensando|pienso|idea|opcion|unica|sin ..5 @killMyself
            me suicidaria|mataria|ahorcaria|colgaria
            me quitaria la vida
            si ..6 me mato|suicido|ahorco|cuelgo
            me mato y ya|listo|fin|punto
            si|entre|en @killMyself
            por|porque que? no me? mato|suicido|mate|suicide
            cuando|dia|donde|si que? me mate|suicide|suicido|mato|ahorque
            llego|llegue|llega|momento|hora el|mi|de momento|hora? de? @killMyself
            a|estoy casi|nada|poco|minutos|segundos de @killMyself
            aparte|ademas|fuera|opcion|alternativa|salida|solucion|remedio de|que|es @killMyself
            por|sin|tras|de|a querer @killMyself
            """
        ),
        RiskRule(
            "thoughts.method",
            .tier(3),
            why: "Thinking of a place or means is ideation with a method.",
            """
            @want|ganas|pienso|pensando|imagino|pense|deberia|podria|pensado|idea|ansias ..3 @jump ..3 @heights
            me @want|podria|deberia|provoca tirar|aventar|lanzar|arrojar|botar ..3 @heights
            @want|ganas|pienso|pensando|imagino|pense|deberia|podria|pensado ..3 tomarme|tomar|tragarme|tragar|\
            meterme|empastillarme ..4 @pills
            @want|ganas|pienso|pensando|imagino|pense|deberia|pensado ..3 cortarme|abrirme|rajarme las venas|muñecas
            @want|ganas|pienso|pensando|imagino|pense|deberia ..3 pegarme|darme|meterme|volarme un|una|la|los tiro|\
            tiros|balazo|bala|plomazo|cabeza|sesos
            ganas ..3 dormirme|dormir para siempre
            """
        ),
        RiskRule(
            "thoughts.ways",
            .tier(3),
            why: "Asking how to die without pain is looking for a method.",
            """
            como|formas|maneras|metodos|forma|manera|modo|metodo|mejor ..4 @killMyself|@killHimself|suicidarte
            como|formas|maneras|metodos|forma|manera ..5 morir|morirme|morirse ..2 dolor|rapido|dolorosa|rapida|doler
            forma|manera|metodo ..3 dolorosa|rapida|facil de|para ..2 morir|matarme|suicidarse|suicidarme|morirme
            como|cuanto me? puedo|podria|tardo|tardaria ..3 @kill|morir|desangrarme|ahorcarme
            cuantas|que|cuales|cuantos|con @pills ..6 morir|morirme|matarme|suicidarme|sobredosis|mortal|letal
            dosis|cantidad letal|mortal
            que se? siente|sentira|sentiria|pasa|pasara al? si? @killHimself|@killMyself|suicidarte
            """
        ),
    ]
}
