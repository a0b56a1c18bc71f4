extension RiskRule {
    /// Intent, a plan, preparations, an attempt.
    static let intent: [RiskRule] = [
        RiskRule(
            "intent.will",
            .tier(4),
            why: "A future or a present with a time says that it will be done.",
            """
            me @go a @kill
            me @go a quitar|arrancar la vida
            @go a @killMyself|quitarme|terminar|acabar ..2 vida
            @go|procedo|proceder|proceder a @very? @killMyself
            @go a acabar|terminar ya? con todo|mi|esto|este sufrimiento?
            @go a hacerlo|tomarme|tragarme|tomar ..3 @pills
            me @go a tomar|tragar|meter|cortar ..3 @pills|venas|muñecas
            me @go a tirar|aventar|lanzar|arrojar ..3 @heights
            @go a tirarme|aventarme|lanzarme|arrojarme|saltar ..3 @heights
            @go a cortarme|abrirme|pegarme|volarme|darme las|un|los|la venas|tiro|balazo|sesos|cabeza
            hoy|mañana|noche|ahorita|ahora|viernes|sabado|domingo|lunes|finde ya? si? me|acabo|termino mato|suicido|\
            quito|ahorco|cuelgo|con|desvivo la? mi? todo? vida?
            me mato|suicido|ahorco|cuelgo|desvivo hoy|mañana|ya|ahorita|ahora|esta|este|el noche|viernes|sabado|\
            domingo|lunes?
            me quito la vida
            me suicido|suicidare|matare|ahorcare
            decidi|decidido|decision|decidida ..3 @killMyself|quitarme|morir|acabar|terminar|suicidio
            planeo|planeando|planee|plan|planes|planeado|planeada|fecha|preparando ..3 @killMyself|suicidio|quitarme|\
            muerte|morir
            a punto de @killMyself|saltar|quitarme|tirarme|hacerlo|aventarme|lanzarme
            al|el borde|estoy|en de|al|un|la el? saltar|puente|azotea|cornisa|edificio ..6 saltar|tirarme|aventarme|\
            lanzarme
            estoy|parada|parado|subida|subido|aqui en|al|sobre el|la|borde|un de? puente|azotea|cornisa|vias|balcon|\
            edificio|barandal|borde ..5 saltar|tirarme|aventarme|lanzarme|salto|tiro|brinco
            si ..6 @go a @killMyself
            @killMyself ..2 lo que @go a hacer
            """
        ),
        RiskRule(
            "intent.preparation",
            .tier(4),
            .unnegatable,
            why: "Means at hand, a letter, a farewell: preparing is behaviour.",
            """
            tengo|compre|consegui|guarde|junte|guardando|juntando|ahorrando|robe|conseguido|escondi|guardadas|guardo|\
            junto|juntado ya? ..2 @means ..5 matarme|hacerlo|morir|suicidarme|listo|listas|lista|acabar|terminar|\
            ahorcarme|colgarme|irme|noche|fin
            ya tengo ..2 pastillas|soga|cuerda|veneno|raticida|lazo|mecate|pistola
            tengo todo|todas? preparado|listo|planeado|planeada|preparada|lista para|mi irme|morir|matarme|muerte|\
            suicidio|hacerlo|suicidarme
            estoy guardando|juntando|escondiendo ..2 pastillas|pepas|medicamentos
            escribi|escribo|deje|escrito|escribiendo|hice|tengo|escribir ..3 carta|cartas|nota|mensaje|notas ..2 \
            despedida|suicidio|suicida|despedidas|adios
            carta|nota de despedida|suicidio
            carta|cartas|nota ..6 cuidenla|cuidenlo|cuidenlos|cuidala|perdonenme|despidiendome|despedirme
            ya se|tengo como|cuando|plan|un|donde|el ..3 hacerlo|matarme|suicidarme|morir|plan|quitarme
            tengo|hice un|el plan para morir|matarme|suicidarme|irme|acabar
            cuando|para|si lean|leas|lea|encuentren|vean|leyendo esto|este|esta|mensaje|carta|nota ..4 no|muerto|\
            muerta|estare|habre
            esta|este|hoy|mañana es|sera|son mi|mis|el ultima|ultimo|ultimas|ultimos noche|dia|mensaje|dias|adios|\
            horas|carta
            adios|despido|despedirme|despedida ..3 todos|siempre|mundo|todo ..4 perdon|perdonenme|quise|muero|vida|\
            amo|quiero|extrañen|culpa|cuiden|cuidense
            me despido ..3 siempre|mundo|vida
            adios mundo? cruel? para siempre
            no me busquen ..3 mas
            regale|regalando|repartiendo mis cosas ..5 irme|no|morir|voy|necesitarlas|necesitar
            """
        ),
        RiskRule(
            "intent.behaviour",
            .tier(4),
            why: "An attempt, even one broken off, is behaviour; a recent one weighs most.",
            """
            intente|intentado|intentando|trate|tratado|intentar|intento de? @killMyself|suicidio
            me intente|trate|quise @kill|quitar
            intente|intentado|trate|tratado de? quitarme|acabar|terminar con? la|mi|todo vida?
            mi|mis|un|tuve|hice|otro|varios|dos|tres ultimo? primer? intento|intentos de suicidio|suicida|suicidas|\
            matarme|suicidarme
            me|ya|acabo tome|trague|meti|tomado|tragado|tomarme|empastille|tragarme ..4 @many ..4 @pills
            me|acabo tome|trague|tomado|tragado|tomarme|tragarme ..1 frasco|blister|caja|sobredosis|cloro|raticida|\
            veneno
            me|acabo tome|trague|tomado|tragado|tomarme|tragarme ..5 @pills ..5 morir|morirme|matarme|acabar|fin
            acabo de tomar|tomarme|tragar|tragarme ..4 @pills
            me tome|trague|tomado|tragado ..5 @pills ..3 no despertar|despertarme|despierto
            tome|tomado|tomarme|hice|tuve una sobredosis
            me|acabo corte|abri|cortado|cortarme|abrirme las venas|muñecas
            me estoy desangrando|muriendo|ahorcando
            me intente|trate ahorcar|colgar|cortar|tirar|lanzar|aventar
            intente|trate de? ahorcarme|colgarme|tirarme|lanzarme|aventarme|cortarme|saltar ..3
            casi|estuve me|a|punto? mato|suicido|tiro|punto|ahorco de @killMyself|puente|metro|tirarme|saltar
            casi me tiro|aviento|lanzo|avente|tire|lance|arroje|arrojo ..2 @heights
            casi me ahorco|cuelgo|suicido
            amarre|colgue|ate la soga|cuerda|lazo
            me colgue|ahorque de|con un|una|el|la|mi viga|soga|cuerda|arbol|lampara|techo|cinturon|lazo|mecate|sabana
            """
        ),
    ]
}
