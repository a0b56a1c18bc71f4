extension RiskRule {
    /// Harm to oneself that speaks of no wish to die.
    static let selfHarm: [RiskRule] = [
        RiskRule(
            "self_harm.urge",
            .danger(.selfHarm),
            why: "An urge to hurt oneself, whoever writes being the one who does it.",
            """
            @want|ganas|@urge|necesidad|mama|gusta ..2 lastimarme|autolesionarme|cortarme|quemarme|herirme|dañarme|\
            lesionarme|rasguñarme|golpearme|rajarme|castigarme
            @want|ganas|@urge|necesidad|mama|gusta ..2 hacerme ..1 daño|cortes
            me @want @very? cortar|lastimar|autolesionar|rajar|quemar
            @go a lastimarme|autolesionarme|cortarme|herirme
            me @go a cortar|lastimar|autolesionar|rajar
            pienso|pensando|pense|decidi|me en|a|ocurre|ocurrio de? cortarme|autolesionarme|lastimarme
            pienso|pensando|pense|me en|ocurre|ocurrio hacerme daño
            """
        ),
        RiskRule(
            "self_harm.relapse",
            .danger(.selfHarm),
            .unnegatable,
            why: "Not being able to stop, stopping and starting again all tell of a habit.",
            """
            dejo|deje|paro|pude|puedo|logro ..2 dejar|parar|evitar|de de? cortarme|lastimarme|autolesionarme
            dejar|parar de cortarme|autolesionarme
            volvi|vuelto|volver|volveria|recaer|recai|recaida a|en cortarme|lastimarme|autolesionarme|hacerme|\
            autolesiones|cortes
            """
        ),
        RiskRule(
            "self_harm.act",
            .danger(.selfHarm),
            why: "Cutting, burning or hitting oneself, in the first person.",
            """
            me corto|corte|cortaba|quemo|quemaba|queme|rajo|raje|he|araño|rasguño|rasguñe|cortado|lastimo|golpeo|\
            muerdo ..3 @limb
            me autolesiono|autolesione|autolesionaba|autolesionado|autolesionando|autoagredo
            me hago|hice|hacia|haciendome|hecho cortes|cortecitos|heridas|cortadas|tajos|daño|autolesiones
            me quemo|queme|quemaba ..1 con|la ..1 encendedor|cigarro|cigarrillo|plancha|fosforos|vela ..2 cuando|para|\
            proposito|\
            porque|mal|otra
            me golpeo|pego|muerdo|araño|pellizco|rasguño ..2 hasta que? ..2 duele|sangro|sangre|sangrar|dolor|\
            moretones|duela|salgan
            me corto|cortaba|lastimo|lastimaba|golpeo para|cuando|porque|por|a|otra|de|todas|yo|sola|solo sentir|\
            calmarme|estoy|proposito|mi|sola|vez|nuevo|noches|siento|aliviar|misma|mismo
            me estoy cortando|lastimando|autolesionando
            hacerme|hacer|lastimarme|hiriendome|herirme|daño|lastimo|golpearme ..1 a mi|proposito @myself?
            autolesion|autolesiones|autolesionarme|cutting
            cortarme|rajarme ..3 @limb
            cortarme otra|de|para|porque|y|es|a|me|en vez|nuevo|sentir|nada|sola|calmarme|lo|solas|calma|alivia
            golpeo|golpearme|golpeaba|pego la? cabeza contra
            """
        ),
    ]

    /// Threats against others.
    static let violence: [RiskRule] = [
        RiskRule(
            "violence.kill",
            .danger(.violenceThreat),
            why: "To say that one will or wants to kill somebody is a threat, whatever becomes of it.",
            """
            @him @go a @harmInfinitive
            @him @want @harmInfinitive
            te @go a @harmInfinitive
            te @want @harmInfinitive
            @go a @harmThem
            @want @harmThem
            @urge de ..1 @harmThem
            @go|@want|ganas|iba|pensando|pienso|planeo|planeando ..2 @harmInfinitive a mi|mis|todos|todas|ese|esa|\
            esos|el|la|los|las|un|una|alguien|toda|ellos|al|medio
            planeo|planeando|pienso|pensado|pensando|decidi|merece|merecen ..2 @harmThem
            @want|juro|ojala que ..1 se mueran|muera|maten todos|todas|ese|esa|mi
            te|los mato|matare|acuchillo|apuñalo|asesinare
            juro|jure que? la|lo|los|las|te mato|matare|acuchillo|mataria
            @go|@want|ganas|@urge ..2 meterle|meterles|pegarle|darle|darles|pegarles ..1 tiro|tiros|balazo|balazos|\
            plomazo|plomo|\
            cuchillada|puñalada
            """
        ),
        RiskRule(
            "violence.weapon",
            .danger(.violenceThreat),
            why: "A weapon named with a place or a person is a plan of violence.",
            """
            @go|@want|pienso|planeo|iba a? ..2 llevar|llevarme|meter|traer|usar|sacar|llevare un|una|el|la|mi ..2 \
            @weapon ..6 @school
            @go|@want|pienso|planeo a? ..2 llevar|traer|usar|comprar|conseguir|agarrar ..2 @weapon ..6 matar|\
            matarlos|disparar|vengarme|todos|asustar|amenazar|defenderme
            trae|trajo|lleva|llevo|tiene|traen ..2 @weapon ..5 @school|mochila
            salon|escuela|colegio|prepa|clase ..3 trae|trajo|lleva|llevo|tiene ..2 @weapon
            va|iba|van a @harmInfinitive a todos|todas|alguien|mis|los|las|nosotros
            va|iba|van a @harmThem|matarnos
            juro que lo|la|los|las|te mato
            llevare|traigo|tengo|llevo ..2 @weapon ..6 @school
            @go|@want|ganas|pienso|planeo ..3 disparar|dispararle|dispararles|tirotear|balear|masacre|tiroteo|bomba|\
            apuñalar|acuchillar ..3 @school|todos|todas|compañeros|profesor|profesora|maestra|maestro|ese|esa|mi
            @go|@want|planeo ..2 quemar|explotar|prender|incendiar|hacer|poner ..3 @school|casa|masacre|bomba|tiroteo
            tiroteo|masacre en|como la|mi|el|los|esta escuela|colegio|salon|prepa|columbine
            """
        ),
        RiskRule(
            "violence.beat",
            .danger(.violenceThreat),
            why: "An announced beating is a threat of violence.",
            """
            @him|te @go a partir|romper|reventar|moler|quebrar|madrear|desfigurar|golpear|pegar|putear|cagar|sacar \
            ..2 cara|madre|golpes|hocico|jeta|palos|huesos|trompada|alma|trompadas|muela|mierda|piernas|hostias|\
            dientes
            @go a partirle|romperle|reventarle|reventarlo|madrearlo|golpearlo|pegarle|molerlo|quebrarle|sacarle|\
            romperles|partirles|darle|darles ..3 cara|madre|golpes|hocico|palos|huesos|trompadas|piernas|dientes|\
            paliza|hostias|duro|salida|lugar
            @go a golpear|pegar|madrear|apalear|linchar|agarrar a|entre mi|ese|esa|los|todos|golpes
            @him|te @go a hacer sufrir|pagar|daño con|por|caro? sangre?
            va|van a correr|pagar|llorar con? sangre
            @want hacerle|hacerles daño|sufrir
            @him|te @go a hacer pedazos|pedacitos|picadillo|mierda
            @go a hacerle|hacerles daño|sufrir
            """
        ),
    ]
}
