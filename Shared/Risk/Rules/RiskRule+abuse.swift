extension RiskRule {
    /// What others do to the writer or to somebody near.
    static let abuse: [RiskRule] = [
        RiskRule(
            "abuse.beaten",
            .danger(.abuseOrBullying),
            why: "Blows from somebody are abuse; the doer may stand before or after.",
            """
            @family ..4 me @beat
            me @beat ..4 @family|@peers
            me @beating
            me pega|pego|golpea|golpeo|pegaba|golpeaba cuando|si|mucho|con|en|todos|siempre|otra|por|anoche|ayer|y \
            llega|se|el|un|cinturon|la|vez|borracho|toma|me|todo|cable|palo|casa|patea?
            me|nos quieren|van|quiere|esperan|esperaron a|para? pegar|golpear|madrear|pegarme|golpearme|linchar
            me|nos dio|dieron|da|dan|daba una? paliza|golpiza|cachetada|cachetadas|palizas|madriza|golpes|bofetada
            a mi? @near le|lo|la @beat
            @near ..3 maltrata|golpea|pega|maltrataba a|su mi|su|@near
            me|nos maltrata|maltratan|maltrataba|maltrataban
            sufro|sufri|vivo|vivi|victima|hay violencia|maltrato|maltratos|abuso|abusos|acoso|bullying ..2 casa|\
            familiar|domestica|escolar|sexual|genero?
            violencia|maltrato domestica|familiar|intrafamiliar ..3 casa?
            miedo de|a volver|regresar|llegar|ir a|con mi? casa|padrastro|papa|novio
            miedo de|a mi papa|padrastro|novio|padre|esposo|marido|ex|tio|pareja
            miedo de|a que ..2 me pegue|golpee|mate|toque|lastime|viole
            me|nos encierra|encerro|encierran|amarra|amarro ..3 cuarto|baño|casa|llave|closet
            @family ..1 me agarra|agarro|jalo|jala|jalonea|jaloneo|aprieta|apreto|ahorca|sujeta|tomo ..1 del|de|\
            el los? \
            cuello|pelo|brazo|brazos|cabello|garganta
            @family ..1 me empujo|empuja|aviento|avento|avienta|tiro|estrello|azoto|arrastro ..1 contra|al|a|por|\
            del la? el? pared|piso|suelo|escaleras|cama|puerta|pelo
            @family|@near ..1 le|la|les pega|pego|golpea|pegaba|golpeaba|patea ..1 a mi|mis @near
            mis papas|padres|viejos se golpean|pegan
            """
        ),
        RiskRule(
            "abuse.sexual",
            .danger(.abuseOrBullying),
            why: "Sexual abuse is named with few verbs, and often only as being touched.",
            """
            me @abuses
            @abuses|abusar|abusando|abusado|abusada de mi
            fui|soy|he sido? victima? de? violada|violado|abusada|abusado|abuso|manoseada
            abuso|acoso|agresion sexual
            me toca|toco|tocaba|tocaban|tocaron|tocado ..3 partes|piernas|pechos|cuerpo|intimas|pierna|nalgas|\
            consentimiento|permiso|senos|noche|noches|cama|quiera|dormida|querer
            @family ..3 me toca|toco|tocaba ..2 cuando|donde|y|por|las|mientras|en|sin|desde|el
            me obliga|obligo|obligan|obligaron|obligaba|fuerza|forzo|presiona a|para|que ..3 relaciones|sexo|\
            acostarme|tocarlo|desnudarme|fotos|desnuda|cosas|sexuales|tocar|coger|besarlo
            mi|un @family|hombre|señor ..2 abuso|abusaba|abusa de|sexualmente mi|su|mi?
            a mi? @near ..2 la|lo violaron|violo|abusaron|abuso|abusan de? ella|el?
            pide|pidio|manda|mando|piden|pedia|exige ..2 fotos|foto|video|videos|nudes|pack ..1 sin? desnuda|desnudo|\
            intimas|\
            cuerpo|ropa|nudes|encuerada|pechos|intima
            entra|entro|entraba|mete|metia|metio a|en ..1 mi cuarto|cama|recamara|habitacion ..4 toca|tocaba|toco|\
            acuesta|\
            acostaba|besa|besaba
            me forzo|obligo|forzaron|obligaron a hacerlo|tener|acostarme|coger
            dije|decia|dijera que? no ..4 siguio|obligo|forzo|hizo|importo|penetro|toco
            """
        ),
        RiskRule(
            "abuse.bullying",
            .danger(.abuseOrBullying),
            why: "Bullying is what a group does again and again: mocking, insulting, shutting out.",
            """
            me|nos hacen|hace|hacian|hicieron bullying|bulling|buling|bullyng|acoso|la vida? imposible?
            le|les hacen|hace bullying|bulling ..2 @near
            @near ..3 le|les hacen bullying|acoso
            sufro|sufri|victima|soportar|sufre|aguantar de? bullying|acoso|ciberbullying
            se|todos se? @mock ..1 de mi
            hicieron|crearon|armaron|hacen|abrieron ..1 grupo|pagina|cuenta|memes|stickers ..2 burlarse|criticarme|\
            molestarme|\
            humillarme|insultarme|reirse
            burlarse|reirse|burlandose|riendose de mi
            @peers ..4 me|se @mock ..1 de? mi?
            me @mock ..4 @peers|@family|dias|redes|siempre
            me acosan|acosa|acosaba|hostigan|humillan|ridiculizan|acoso
            me dicen|gritan|llaman|decian|llamaban|pusieron|escriben ..1 gorda|gordo|fea|feo|puta|maricon|marica|\
            joto|rara|raro|retrasado|inutil|indio|negro|basura|estupida|estupido|tonta|tonto|perra|zorra|vaca|cerda|\
            cosas|apodos|idiota|naco|muerta|enfermo|fracasado|machorra|travelo
            me insultan|insulta|escupen|excluyen|quitan|roban ..3
            me grita|gritan ..1 y ..1 me? dice|dicen|insulta|humilla|pega|amenaza|golpea|rompe
            tiran|tiraron|esconden|escondieron|rompen|quitan|robaron|quitaron|avientan mis|la|mi|las|el|papeles|\
            cosas cosas|mochila|comida|lonche|almuerzo|dinero|utiles|lonchera
            me dicen|dijeron|dijo|dice|escribieron|escriben|mandan|comentan ..2 que ..1 me|deberia|muera|mate mate|\
            muera|suicide|matarme|suicidarme|morirme|desaparezca|ahorque
            dicen|dijeron|escriben|escribieron|comentan|mandan|gritan|gritaron que me muera|mate|suicide|ahorque|corte
            me dejan|aislan|excluyen|hacen ley|vacio|fuera|solo|sola|hielo del? hielo|recreo|siempre|grupo|trabajos|\
            receso
            nadie quiere|me habla|juntarse|sentarse conmigo|en|clase|habla? ..1 escuela|salon|colegio?
            """
        ),
        RiskRule(
            "abuse.threatened",
            .danger(.abuseOrBullying),
            why: "Threats, blackmail and control by somebody else.",
            """
            me|nos amenaza|amenazo|amenazan|amenazaron|amenazaba|chantajea|chantajean|extorsionan|chantajeaba|\
            extorsiona
            me esta|estan|ha|han amenazando|chantajeando|acosando|amenazado|siguiendo|extorsionando
            @family ..4 me|dijo|dice|juro ..3 va|iba a? matar|matarme|golpear|pegar|quemar
            @family|quiso|intento|quiere|trato|querer ..2 ahorcarme|estrangularme|violarme|golpearme|pegarme
            intento|quiso|trato de? matarme
            @family ..2 quiere|quiso|queria|intento|amenazo ..1 matarme
            difundieron|difundio|subieron|subio|publicaron|publico|pasaron|compartieron|compartio|difundir|publicar|\
            subir|subiendo|compartir|filtraron ..2 fotos|nudes|videos|pack|video|foto ..2 intimas|mias|mi|desnuda|\
            redes|desnudo|intimos|mios|internet
            no me deja|dejan salir|ver|hablar|tener ..2 amigas|amigos|familia|casa|nadie|celular|telefono
            me controla|revisa|quita|vigila ..2 celular|telefono|ropa|dinero|mensajes|todo
            @family ..2 me dice|decia|grita|repite que no valgo|sirvo
            ex|novio|hombre|tipo|señor|el|ella|alguien ..1 me sigue|persigue|siguio|espera|espia ..2 todos|todas|a|\
            de ..2 lados|\
            partes|casa|escuela|amenaza|amenazandome|salida
            amenazandome|chantajeandome|acosandome|golpeandome|pegandome
            """
        ),
        RiskRule(
            "abuse.incitement",
            .danger(.abuseOrBullying),
            why: "To tell somebody to die is bullying of the gravest kind, written or received.",
            """
            matate|suicidate|muerete|morite|ahorcate|colgate|kys|tirate|aventate de? del? puente?
            dile|dime|diles|diganle|decile|deciles|dije|dijo|dijeron|dijimos|escribimos|escribieron|escribanle|\
            escribele|\
            escribio|mandale|mandenle|comentaron|gritaron|gritan ..3 que se maten|mate|suicide|suiciden|ahorque|muera|\
            mueran
            que se suicide|mate|ahorque|muera|suiciden|maten|mueran ya? ese|esa|esos|esas|gorda|gordo|perra|puta|puto|\
            maricon|joto|imbecil|pendejo|pendeja|estupida|estupido|rarito|rarita
            deberias|tienes|tenes|ojala|debes ..1 que? te? matarte|suicidarte|morirte|mueras|mates|suicides|ahorques|\
            morirte
            """
        ),
    ]
}
