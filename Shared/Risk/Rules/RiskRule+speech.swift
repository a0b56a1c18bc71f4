extension RiskRule {
    /// Figures of speech, other people's words, jokes and the past: what takes weight from a wording.
    static let speech: [RiskRule] = [
        RiskRule(
            "figure.feeling",
            .figure,
            why: "One dies of laughter, love or hunger a dozen times a day in Spanish.",
            """
            morir|morirme|muero|muerto|muerta|matarme|mato|mató|mata|matar|desaparecer|muriendo|moria|murio|mori|matas|\
            matan de|del la|el|los|las|un|una|tanta|tanto|pura|puro|tantas? @tender
            morir|morirme|muero de viejo|viejita|viejito|vieja|anciano|anciana|viejos
            mueran|muera|muriera|maten de @tender
            """
        ),
        RiskRule(
            "figure.effort",
            .figure,
            why: "«Matarse estudiando» is to work hard.",
            """
            matarme|matar|mato|mate|matando|matarse|suicidarme a|haciendo estudiar|trabajar|entrenar|ejercicio|\
            besos|polvos|pajas|tareas|deberes|correr|leer|abdominales|cosquillas
            matarme|matar|mato|matandome|mate|matarse estudiando|trabajando|limpiando|entrenando|corriendo|haciendo|\
            leyendo|repasando|escribiendo|bailando|programando|jugando|cargando|cocinando|esforzandome
            matarme|mato|matar en|hasta el|la gimnasio|gym|gim|verano|entrenamiento|pista|cancha
            gimnasio|gym donde|para|a matarme
            matar|matarme a? el|la|los|las|un|una? tiempo|aburrimiento|hambre|rato|zombies|zombis|cucaracha|\
            cucarachas|mosquitos|mosquito|araña|arañas|bichos|moscas|mosca|jefe|boss|dragon|monstruos|gallina|pollo|\
            cerdo|antojo|rata|ratas|hormigas|plantas|planta|toro
            matar mi|su|la curiosidad
            matar por un|una|unos|unas
            """
        ),
        RiskRule(
            "figure.together",
            .figure,
            why: "To want to die by somebody's side is to love, and by an age or an idea, to live for it.",
            """
            morir|morirme|muerto|muerta a|en|entre|con|por tu|tus|contigo|su|sus|vos|sabiendo|ti|mi lado|brazos|\
            labios|contigo|ti|patria|ojos|pueblo|pais|tetas|piernas
            morir|morirme contigo|feliz|tranquilo|tranquila|dignamente|joven|intentandolo|sabiendo|sin|viendo|\
            viendote|amandote|antes|acompañado|acompañada haber|saber|conocer|ver?
            antes de morir|morirme
            quiero|quiere|amo|ama|quieren|querer a morir
            vivir|viviendo|vivo paranoico|asustado|asustada|escondido|engañado|engañada|amargado|amargada|estresado|\
            estresada|arrepentido|arrepentida|endeudado
            hasta|cuando|aunque|antes que? me|yo|te muero|muera|morir
            no me? quiero|quisiera|queria|quiere|puedo|voy a? morir|morirme
            """
        ),
        RiskRule(
            "figure.dream",
            .figure,
            why: "What somebody loses is what they don't wish: «sin ti me muero».",
            """
            sin ti|vos|ella|el|cafe|mi|internet|celular|cel me|yo muero|mato
            da|dan|tengo|tiene miedo|panico|terror ..1 la? muerte|morir|morirme
            irme ya? a|para|pa mi|la|de casa|vacaciones|viaje
            irme a casa|dormir|clase
            me muero por|de|si verte|ver|un|una|tu|ti|ir|que|conocerte|comer|besarte|conocer
            quiero dormir|dormirme hasta|todo|un|una|el|mas|temprano|y|bien no? levantarme|despertar hasta|el|mañana|\
            a|lunes|sabado|para
            """
        ),
        RiskRule(
            "figure.way_of_life",
            .figure,
            why: "Who won't live in a place, with somebody or without something speaks of how to live.",
            """
            vivir|existir|viviendo en|con|sin|junto|cerca|lejos|aqui|aca|alla|ahi|solo|sola|bajo|pendiente|asustado|\
            asustada|encerrado|encerrada
            vale|merece la? pena vivir|vivirla|vivirlo|viviendo la? vida? si|sin|con|como|para
            vivir esto|eso
            despertar|despertarme|levantarme|amanecer y|en|del|con|de|temprano|tarde|al|a|sin
            """
        ),
        RiskRule(
            "figure.own_thing",
            .figure,
            why: "Hair, nails and power cuts are cut without harm.",
            """
            corto|corte|cortar|cortarme|cortaba|cortado|rajar|quemar|quemo|quemarme|queme|lastimo|lastime|cortando \
            el|las|la|mi|con|un|una|los|ir|en cabello|pelo|uñas|fleco|puntas|cabeza|barba|luz|internet|llamada|papel|\
            sol|dedo|horno|cocinando|plancha|jugando|rodilla|cuchillo|pierna|futbol|pies|lengua|cejas|partido|hoja|\
            flequillo|gym|capul|rulos|calorias|grasa
            me pego|empujo|golpeo|pega ..2 jugando|accidente|querer|broma|juego
            termine|acabe|salga ..1 bien|campeones|ganando
            hacerme|hago|hice daño con|en|al|jugando|entrenando la|el|correr|jugar|gimnasio|rodilla|pierna|espalda|\
            tobillo|brazo
            pega|pego|golpea toda|todo|mucho|bien|re? esa|esta|ese|este|la|el cancion|letra|tema|frase|rola|outfit|\
            color|look
            pega|pego|golpeo|pegaron|golpea|dio|toca|toco el|la|un|una|mucho|fuerte|duro|muy|exponer|ir|trabajar|a|\
            bailar|hacer sol|gripe|cancion|letra|vida|sueño|nostalgia|realidad|pelota|puerta|balon|covid|cruda|dura|\
            calor|crisis|exponer|fuerte|frio|hambre|bajon|resaca|corazon|alma|escena
            """
        ),
        RiskRule(
            "figure.exaggeration",
            .figure,
            why: "An exam, a mother or a friend that «kills» threatens nobody.",
            """
            te|los|la|lo|las mato|matare|matar|voy si no|vuelves|me|haces ..2 spoiler|spoilers|cuentas|invitas|\
            avisas|contestas|traes|pasas|respondes|dices|spoileas
            te @go a matar si|por|jaja|amiga|amigo|bebe|wey|guey|boluda|boludo|tonta|a no|me|cuentas|eso|besos|\
            abrazos|cosquillas|que?
            meme|chiste|cancion|risa|escena|video|frase|eso|final|foto|cara ..2 me mato|mató|mata|mataste
            me|nos mató el|la|los|las|ese|esa|esta|este|con|de|que|tu|su|lo
            me mato el|la|ese|esa|tu|su final|serie|pelicula|cancion|chiste|video|escena|frase|respuesta|cara|foto|\
            capitulo|mensaje
            mama|papa|madre|mami|padre|vieja|viejo|jefa|abuela|hermana|novia|novio|profesor|profesora|papas|padres me|\
            nos mata|\
            matan|mataria si|cuando|por|donde|como
            termine|acabe|pase|terminar|acabar ..2 semestre|clase|semana|mes|año|dia|curso|lunes|examen|examenes|\
            finales|trabajo|pelicula|tarea|verano|invierno|serie|cuarentena|parciales
            @want matar a besos|abrazos|cosquillas
            lo|la|los|te|las @want|@go a? matar|comer a? besos|abrazos
            desaparecer tus|las|mis|estas|los|tu|esos|esas|unas|unos
            @go a matar a mi ..1 si|por|cuando
            seguir|continuar en|con mi|esta|este|la|el|tu|ese|esa ..1 carrera|materia|curso|clase|clases|libro|serie|\
            semestre|\
            dieta|novela|proyecto|equipo|tema|ejercicio|trabajo|tarea|gimnasio|maestria|idioma
            era|es|fue broma|chiste|joda|joke lo? de|que ..3 @killMyself|suicidio|matar|morir|morirme
            no pienso|siento|creo|quiero eso|asi
            no lo pienso|siento|quiero hacer? mas|ya|asi?
            toca|toco a mi
            matar|matarlos|matarlo|matarla|matarte en|el|los|al|del|jugando|con|a|por free|fifa|juego|minecraft|\
            fortnite|nivel|videojuego|fire|lol|valorant|jefe|amongus|besos|cosquillas|abrazos|lindo|linda|spoiler
            mi mama|papa|madre|mami|hermana|novia|novio|jefe|padre|amiga|hermano|viejo|vieja ..1 me va|iba a matar \
            ..1 si|por|cuando|porque|no
            @burden ..2 me|nos mata|matan|mato|mataron|matara|mataba
            @burden ..3 matando|matar|matarme|matarnos
            me|nos mata|matan|matando|matar ..1 @burden
            """
        ),
        RiskRule(
            "softening.away",
            .softening,
            why: "To vanish for a while, from a network or from somebody's life is to want rest.",
            """
            morir|morirme un rato|ratito|poquito
            desaparecer|desaparecerme|esfumarme un|por|unos|unas|una|todo|hasta tiempo|tiempito|rato|ratito|dias|par|\
            semana|meses|mes|finde|dia|ratico|el|la|que|año|momento|semanas|segundo|segundos
            desaparecer|esfumarme|borrarme de|del|las|por|en|esta|con|hasta|al ..2 @media|vida|clase|reunion|fiesta|\
            playa|monte|ti|vacaciones|sillon|cama|sofa|mantita|chocolate|campo|concierto
            desaparecer|esfumarme el|la|lo
            irme|largarme|salir|partir de? este|esta|el|la mundo laboral|digital|virtual
            despertar|despertarme|despierte por|en|hasta un? una? buen? tiempo|rato|meses|semana|semanas|dias|ratito|\
            mediodia
            queriendome matar|morir por|porque
            no me @want levantar|despertar ni despertar|levantar
            mi vida ya? no tiene sentido ..2 si te|me vas|dejas|fuiste|voy
            """
        ),
        RiskRule(
            "softening.feast",
            .softening,
            why: "What hangs on a concert, a match or a series is enthusiasm.",
            """
            morir|morirme|matarme|matar|mato|muero|desaparecer|suicido|suicidarme|suicidar ..8 @feast
            vida ..8 @feast
            @feast ..8 vida
            pena seguir viviendo ..6 @feast
            @feast ..8 pena seguir viviendo
            @feast ..8 morir|morirme|matarme|matar|mato|desaparecer|suicido|suicidarme|suicidar
            """
        ),
        RiskRule(
            "softening.trifle",
            .softening,
            why: "A hangover, an early hour or a haircut is a nuisance, though it may stand beside more.",
            """
            @trifle ..8 quiero|queria|ganas|quisiera ..2 morir|morirme|muerto|muerta|desaparecer
            morir|morirme|muerto|muerta|desaparecer ..6 @trifle
            @trifle ..6 no quiero vivir|despertar|despertarme
            sueño del|de|sueños que no? quiero despertar|despertarme
            """
        ),
        RiskRule(
            "quotation.work",
            .quotation,
            why: "Songs, films, books and essays speak of death without their reader being in danger.",
            """
            cuando ..2 dijo|decia|canta
            cancion|letra|tema|poema|verso|frase|coro|estribillo|rola|cita|meme|lyrics|song|temazo ..3 dice|decia|\
            canta|habla|que|de|es|titulada|llamada|llama|trata|pone|says
            como|asi dice|decia|canta|dijo|decian ..2 cancion|poeta|hamlet|el|la|mi|shakira|refran|canserbero|cerati|\
            juanga
            cantando|cantar|cantaba|escuchando|tarareando|cante ..1 el|la|ese|esa|esta|de
            pelicula|libro|novela|serie|cuento|obra|personaje|protagonista|anime|manga|capitulo|documental|\
            videojuego|corto|guion|movie|book ..6 quiere|dice|muere|mata|se|trata|habla|donde|en|llama|sobre|que|es|\
            wants
            personaje|protagonista|actor|actriz|cantante|hamlet|romeo|julieta|werther ..4
            tarea|ensayo|exposicion|investigacion|tesis|articulo|charla|taller|campaña|prevencion|estudio|proyecto|\
            noticia|nota|debate|conferencia|dia|semana|essay|homework ..3 sobre|de|del|acerca|about|contra
            noticias|periodico|noticiero|diario ..3 que|dice|dicen|un|una
            segun|estadisticas|la|el oms|inegi|autor|durkheim|freud|estudio|profesor|libro
            significa|definicion|traduce|traduccion|etimologia ..4
            """
        ),
        RiskRule(
            "past.long_ago",
            .longAgo,
            why: "What was years ago is told, and weighs less than what is now.",
            """
            hace ..2 @very? años|meses|tiempo|decadas|añales|semestres
            cuando|de era|tenia|estaba|niño|niña|chico|chica|chiquito|adolescente|joven|estudiaba ..1 niño|niña|años|\
            adolescente|chico|joven|secundaria|prepa|mas?
            en|de|esa|aquella|aquel|ese mi|la|aquella|aquel|esa adolescencia|infancia|juventud|epoca|entonces|tiempo
            el año|mes|semestre|verano pasado
            antes queria|pensaba|sentia|intentaba|solia
            alguna|cierta vez queria|quise|intente|pense
            years ago
            when i was
            used to
            """
        ),
        RiskRule(
            "past.still_so",
            .present,
            why: "«Hace años que quiero morir» is a present wish with a long history.",
            """
            quiero|quisiera|deseo|desearia|necesito|tengo|siento|estoy|toy|ando|sigo|pienso|voy|vamos|imagino|planeo|\
            intento|\
            want|am|im|need|wanna
            """
        ),
        RiskRule(
            "laughter",
            .laughter,
            why: "Laughter and mockery take weight from a wish, never from a plan.",
            """
            😂|🤣|😆|😹|xd|xdd|xdxd|xddd|lol|jaja|jajaja|jajajaja|jaj|jajaj|jajja|ajaja|ajajaja|jsjs|jsjsjs|jsjsj|kjj|\
            jeje|jejeje|jiji|haha|hahaha|lmao|ahre|ahr|jajsj|ajsj|jsjsjsj|jajajaj|ajajaj|ajsjs|xdxdxd
            es|era broma|joke|bromita|chiste|broma
            """
        ),
    ]
}
