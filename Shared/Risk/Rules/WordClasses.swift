/// Classes of words that wordings name with `@`, folded.
enum WordClasses {
    static let all: [String: String] = [
        "want": """
        quiero quisiera quisiese querria deseo desearia necesito prefiero preferiria anhelo queriendo queriendome \
        want wish
        """,
        "urge": "ganas deseos ansias impulsos impulso necesidad deseo",
        // Infinitives that take one's own life.
        "killMyself":
            "matarme suicidarme ahorcarme colgarme envenenarme desvivirme unalivearme degollarme desangrarme autoeliminarme",
        "kill": "matar suicidar ahorcar colgar envenenar desvivir degollar",
        "killHimself": "matarse suicidarse ahorcarse colgarse envenenarse desvivirse autoeliminarse",
        "jump": "tirarme aventarme lanzarme arrojarme saltar brincar echarme botarme tirar aventar lanzar arrojar",
        "heights": """
        puente edificio balcon ventana azotea terraza techo piso barranco acantilado precipicio metro tren vias \
        carretera
        autopista camion camiones carros autos coches vacio rio mar torre viaducto subte
        """,
        "means": """
        pastillas pepas soga cuerda navaja cuchillo pistola arma revolver veneno raticida cloro gas cinturon cuter \
        cutter
        somniferos tranquilizantes medicamentos antidepresivos clonazepam insulina lazo mecate medicinas tabletas
        """,
        "pills": """
        pastillas pepas somniferos tranquilizantes medicamentos antidepresivos clonazepam cloro veneno raticida \
        medicinas
        tabletas insulina rivotril tramadol paracetamol paracetamoles aspirinas ibuprofenos pastillitas capsulas
        """,
        "many":
            "todas muchas demasiadas bastantes monton puñado frasco caja cajas blister sobredosis todos muchos botella",
        "me": "me mi yo",
        "myself": "misma mismo",
        "dead": "muerto muerta muerte muertos",
        "near": """
        amigo amiga amigos amigas amigue hermano hermana primo prima novio novia compañero compañera mama papa \
        madre padre
        mami papi hijo hija esposo esposa marido pareja ex vecino vecina abuelo abuela tio tia alumno alumna \
        estudiante
        roommate cuñado cuñada sobrino sobrina alguien paciente chico chica conocido conocida hermanito hermanita \
        bestie
        crush alumnos compañeros
        """,
        "says": "dice dijo diciendo escribio escribe puso mando confeso conto repite decia comento",
        "family": """
        papa mama padre madre padrastro madrastra novio novia esposo esposa marido pareja ex tio tia hermano \
        hermana primo
        abuelo profesor profesora maestro maestra jefe entrenador cuñado papas padres compañeros compañero compañera
        compañeras vecino mujer abuela
        """,
        "peers": """
        todos todas compañeros compañeras chicos chicas niños niñas salon clase escuela colegio cole instituto \
        insti liceo
        secundaria prepa grupo facultad curso secu preparatoria universidad
        """,
        "very": """
        muy tan mas muchas mucha mucho tantas tanta unas unos altas puras pura puro realmente simplemente solo ya
        sinceramente literalmente tambien siempre a veces aveces ahora hoy re posta bien
        """,
        "go": "voy vamos iba ire",
        "limb": """
        brazo brazos muñeca muñecas pierna piernas venas vena muslo muslos piel antebrazo antebrazos panza abdomen \
        manos
        cuerpo vientre tobillo tobillos
        """,
        "tender": """
        risa risas amor hambre sueño calor frio ternura verguenza pena ganas aburrimiento envidia felicidad emocion \
        celos sed
        cansancio nervios asco alegria placer pereza flojera hueva paja susto lindo linda hermoso hermosa bello \
        risas gusto
        bronca curiosidad antojo lag fiaca amorsh fiebre orgullo resaca cruda
        """,
        "feast": """
        concierto disco serie capitulo temporada partido gol album netflix fandom pelicula gira banda cancion video \
        entradas
        stickers sticker stikers stiker tweet tuit selfie fanfic tour skin partida cargador boletos juego final mundial \
        episodio anime dorama festival wifi internet spotify stickers meme equipo recital
        """,
        "burden": """
        examen examenes tarea tareas lunes profesor profesora calor mates matematicas fisica parcial parciales \
        finales espalda
        cabeza rodilla pies panza trabajo uni curiosidad espera nervios zapatos hambre semestre estres sueño frio \
        garganta
        cintura muela muelas cuello alergia tos homework exam
        """,
        "trifle": """
        resaca hambre sueño temprano madrugar tempranito dormido peluquero pelo corte flequillo calor frio fila \
        cola trafico
        bus micro desayuno mosquitos gym gimnasio crush guapo guapa lindo linda bello bella hermoso hermosa entrada \
        ticket
        outfit maquillaje uñas borrachera fiesta cumple vacaciones coca cafe
        """,
        "media": """
        instagram twitter facebook tiktok whatsapp redes insta fb ig tuiter internet mapa grupo chat foto fotos
        """,
        "school":
            "escuela colegio prepa secundaria universidad salon facultad instituto oficina trabajo liceo clase school",
        "him": "lo la los las le les te los",
        "harmInfinitive":
            "matar acuchillar apuñalar balear balacear asesinar degollar fusilar estrangular quemar envenenar rematar",
        "harmThem": """
        matarlo matarla matarlos matarlas matarte matarle acuchillarlo apuñalarlo apuñalarla balearlo asesinarlo \
        asesinarla
        asesinarlos degollarlo matarles quemarlos quemarla estrangularlo acuchillarla apuñalarlos matarlo
        """,
        "weapon":
            "pistola arma cuchillo navaja rifle escopeta machete bomba armas pistolas revolver cuete fierro gun knife bomb",
        "beat": """
        pega pegan pego pegaron pegaba pegaban golpea golpean golpeo golpearon golpeaba golpeaban patea patean \
        patearon
        cachetea cacheteo madrea madrearon maltrata maltratan maltrataba maltrato escupen escupieron empujan empujaron
        ahorco
        """,
        "beating":
            "pegan pegaron pegaban golpean golpearon golpeaban patean patearon escupen escupieron empujan madrean madrearon cachetean",
        "abuses": """
        abuso abusa abusaron abusaba abusan viola violo violaron violaba manosea manoseo manoseaban manoseaba \
        manosearon
        toquetea toqueteo toqueteaba
        """,
        "mock": """
        burlan burlaron burlaban rien burla molestan acosan insultan humillan ridiculizan discriminan excluyen ignoran
        hostigan fastidian acosa acosaron insulta humilla
        """,
        "hate": "odio detesto aborrezco",
    ]

    /// Words that matter and are long enough to be known with a letter missing or two changed about.
    static let oftenMistyped = """
        suicidarme suicidarse suicidio suicida matarme morirme desaparecer lastimarme cortarme pastillas ahorcarme \
        colgarme
        despertar quitarme existir autolesion autolesionarme violaron golpean pensamientos desvivirme sobredosis
        quisiera pensando bullying intente matarse ahorcarse suicide
        """
}
