extension StyleRule {
    /// Moves the other by guilt, fear, flattery or doubt instead of asking.
    static let manipulative: [StyleRule] = [
        StyleRule(
            "manipulative.proof_of_love",
            .manipulative,
            why: "«If you loved me» makes affection the price.",
            """
            si de verdad|veras|realmente|en me|te ..2 quisieras|amaras|importara|quieres|amas|quisieran|importo
            si me quisieras|amaras|quieres|amas|quisieses|respetaras|apreciaras|quisieran de? verdad? ..8
            si fueras|eres|fueran|sos|fueses ..1 un|una|mi|buen|buena|verdadero|verdadera ..1 amigo|amiga|amigos|\
            novio|novia|hijo|hija|hermano|hermana|madre|padre|compañero
            un|una buen|buena|verdadero|verdadera amigo|amiga|hijo|hija|novia|novio|madre|padre|hermano si|no|me|\
            haria|diria|deja
            asi me pagas|pagan|agradeces
            demuestrame|demuestra|demostrame que|cuanto me?
            if you ..1 loved|cared
            """
        ),
        StyleRule(
            "manipulative.guilt",
            .manipulative,
            why: "Favours are counted up to make a debt.",
            """
            despues de todo|tanto ..2 lo? que|hice|hago|he ..2 por|di|te|hecho ti|vos|ustedes|di|dado?
            con todo|tanto ..2 lo? que ..1 hice|hago|he|sacrifique|di ..2 por? ti|vos|ustedes
            yo que ..2 todo|di|hice|sacrifique|he ..4 ti|vos|ustedes
            yo que te|les|lo di|hice|ayude|cuide ..2 todo|siempre|tanto
            me|nos lo? debes|debeis
            por tu|su|vuestra culpa ..2 estoy|me|no|lloro|sufro|voy|enferme|siento|mal|perdi|soy
            mira|fijate|ves lo|como que me|estoy|haces|hiciste|pones ..2 por|hacer|haces|tu ..2 culpa?
            me vas|van|haras|haces|harias a? enfermar|sufrir|llorar|morir|matar|infarto|disgusto ..3 disgusto|culpa|\
            tristeza|pena|infarto|si
            me vas a matar de un|una|tanta disgusto|pena|tristeza
            tu|vos me obligas|obligaste|haces|provocas|provocaste|obligas a?
            eres|sos egoista|malagradecido|malagradecida|desagradecido|desagradecida si|por|conmigo|despues
            no seas|sea egoista|malo|mala|asi ..3 conmigo|hazlo|hazme|yo
            """
        ),
        StyleRule(
            "manipulative.threat_of_self",
            .manipulative,
            why:
                "Harm to oneself as the price of leaving binds by fear; its danger is read apart, by the rules of risk.",
            """
            si me dejas|abandonas|terminas|cortas|dejaras|no|haces|vas ..6 mato|matare|suicido|muero|locura|algo|\
            daño|culpa|hago|haré|lastimo|morir|corto
            si te vas ..6 mato|muero|locura|algo|daño|culpa|suicido
            sin ti|vos me muero|mato
            sin ti|vos no puedo|soy|quiero ..1 vivir|nada|nadie
            """
        ),
        StyleRule(
            "manipulative.isolation",
            .manipulative,
            why: "Cutting the other off from help makes them dependent.",
            """
            nadie ..1 te|la|lo va|vas|querra|quiere|creera|ayudara|soportara|aguantaria|va a? ..2 querer|creer|amar|\
            ayudar|como|aguantar|entender|soportar|mas|nunca|yo
            nadie te ..3 como yo
            sin mi ..1 no eres|sos|vales|serias|puedes|podes|podrias nada|nadie|vivir|hacer|solo?
            solo|unicamente yo te ..2 quiero|entiendo|comprendo|conozco|aguanto|soporto|puedo|ayudar
            tus amigos|amigas|padres|familia|hermanas ..2 no te|son|quieren ..2 quieren|conviene|entienden|conocen|\
            convienen|buenos|buenas|bien|como
            no le ..2 digas|cuentes a nadie|tus|tu|mama
            es|sera|este nuestro secreto
            elige|escoge|decide|elegi ..2 ellos|ellas|ella|el|tus|tu|yo ..4 o yo|mi
            """
        ),
        StyleRule(
            "manipulative.doubt",
            .manipulative,
            why: "Making the other doubt their memory or sanity takes away their ground.",
            """
            estas|eres|sos|te loco|loca|paranoico|paranoica|imaginando|exagerado|exagerada|inventando ..2 eso|nunca|\
            yo|nada|te|no|todo|cosas ..3
            eso nunca|no|jamas paso|sucedio|ocurrio|dije|fue
            te lo|la estas|esta|imaginas|imaginaste|inventas|inventaste|estas imaginando|inventando?
            nunca|yo|jamas dije|hice nunca? eso ..3 imaginas|loca|loco|inventas|confundes|memoria
            estas exagerando|loca|loco|inventando ..2 como|siempre|siempre|otra|todo
            todos|todo|la|el gente|mundo? piensan|piensa|dicen|dice|saben|opinan|cree|creen ..1 lo|que ..1 mismo|tu|\
            estas|eres|mal|sos|exageras|yo ..2 loca|loco|problema|mal|exagerada|ti?
            """
        ),
        StyleRule(
            "manipulative.bargain",
            .manipulative,
            why: "A favour is held out or withheld to steer.",
            """
            si no lo? me|lo|la haces|das|ayudas|prestas|pasas|contestas ..3 ya? no|dejo|le|les|voy|cuento|olvidate \
            ..3 amigo|amiga|hablo|hablare|digo|quiero|cuento|amigos|contar|decir|hablar
            si me ..3 te|yo ..1 prometo|perdono|quiero|querre|doy|juro|cambio|cambiare
            solo|es por|lo tu|hago|digo bien
            lo|esto hago|digo|es por tu propio? bien
            nunca te pido nada ..6
            tu|vos que eres|sos tan|el|la|mi ..2 bueno|buena|inteligente|amable|mejor|unica|unico|generosa|generoso|\
            lista|listo ..5
            te vas a quedar solo|sola
            """
        ),
    ]
}
