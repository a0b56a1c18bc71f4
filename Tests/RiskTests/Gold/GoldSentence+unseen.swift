extension GoldSentence {
    /// Written before the rules that read them: 85 of these 133 were read right at first.
    static let unseenDangers = read(
        """
        3 | me quiero su1c1dar
        3 | ya no puedo, quiero m4tarme
        3 | pienso en su1c1d10 todos los días
        3 | kiero unalivearme, nadie me entiende
        3 | i want to kms
        3 | i'm thinking about sewerslide again
        4 | me voy a kitar la vida hoi en la noxe
        3 | quieroooo mataaaarmeee
        3 | quiero s u i c i d a r m e
        3 | me kiero m@tar
        1 abuse_or_bullying | dile que se mate, que a nadie le importa
        0 abuse_or_bullying | le dijeron que se mate y todos se rieron
        0 abuse_or_bullying | que se suicide esa gorda
        0 abuse_or_bullying | le escribimos a Juan que se muera
        4 | un amigo se quiere matar hoy
        4 | mi mejor amiga me escribió que se va a matar esta noche
        4 | mi prima dice que se quiere morir y que lo va a hacer, no sé qué hago
        4 | un compañero subió una historia despidiéndose y no contesta
        4 | mi amiga se tomó todas las pastillas de su mamá, ayuda
        2 | ya no aguanto vivir así, ojalá me durmiera y no despertara
        2 | si me pasara algo malo no me importaría
        2 | a veces deseo no haber nacido nunca
        2 | todos estarían más tranquilos si yo no estuviera
        2 | mi familia estaría mejor sin mí
        2 | no le veo el caso a seguir viviendo
        2 | quisiera dormirme y ya no despertarme jamás
        2 | me gustaría estar muerto
        2 | ya no quiero estar viva
        2 | desearía desaparecer para siempre
        2 | no quiero seguir acá, en este mundo
        2 | ya me quiero ir de este mundo
        3 | tengo unas ganas enormes de tirarme por el balcón
        3 | no paro de pensar en cómo sería matarme
        3 | ¿qué se siente ahorcarse? lo pienso seguido
        3 | si vuelvo a reprobar me mato, en serio
        4 | ya tengo las pastillas guardadas para el viernes
        4 | ayer intenté quitarme la vida y no pude
        4 | hoy es mi último día, gracias por todo, perdónenme
        4 | dejé una carta para mi mamá, cuídenla
        4 | estoy en la azotea y voy a saltar
        4 | me tomé como veinte paracetamoles para ya no despertar
        4 | me colgué de una viga y se rompió la cuerda
        4 | matarme es lo que voy a hacer mañana
        1 | siento que no sirvo para nada
        1 | estoy harta de todo, lloro cada noche
        1 | me siento vacío por dentro
        1 | desde que me dejó no tengo ganas de nada
        1 | tengo ataques de pánico antes de cada examen
        1 | vomito después de comer y no puedo parar
        1 | llevo tres días sin comer porque me da asco mi cuerpo
        1 | me doy asco cuando me veo al espejo
        3 | hace dos años intenté suicidarme pero ahora estoy en terapia y bien
        1 | mi hermano se suicidó en enero y no lo supero
        0 self_harm | me rajé las piernas con un cúter
        0 self_harm | me hice cortecitos en la muñeca otra vez
        0 self_harm | cuando me enojo me golpeo hasta que me duele
        0 self_harm | quiero lastimarme, no sé cómo parar
        1 self_harm | me quemo con el encendedor cuando estoy mal
        0 self_harm | i've been cutting myself again
        0 self_harm | mi amiga se corta los brazos y no sé cómo ayudarla
        0 abuse_or_bullying | mi novio me agarra del cuello cuando se enoja
        0 abuse_or_bullying | mi ex me sigue a todos lados y me manda mensajes amenazándome
        0 abuse_or_bullying | mi pareja me empujó contra la pared
        1 abuse_or_bullying | mi novio me grita y me dice que no valgo nada
        0 abuse_or_bullying | mi papá le pega a mi mamá cuando toma
        0 abuse_or_bullying | un maestro me pide fotos sin ropa para pasarme
        0 abuse_or_bullying | me hicieron un grupo para burlarse de mí
        0 abuse_or_bullying | me quitan el dinero todos los días en la prepa
        0 abuse_or_bullying | mi padrastro entra a mi cuarto de noche y me toca
        0 abuse_or_bullying | me forzó a hacerlo aunque le dije que no
        0 abuse_or_bullying | my dad hits me when he drinks
        0 violence_threat | mañana van a ver, voy a llevar el cuchillo a la prepa
        0 violence_threat | lo voy a esperar a la salida y lo voy a matar a golpes
        0 violence_threat | te juro que la mato si me deja
        0 violence_threat | me dan ganas de meterle un tiro al profe
        0 violence_threat | i'm going to shoot up the school
        0 violence_threat | voy a poner una bomba en la facultad
        0 violence_threat | ojalá se mueran todos los de mi salón, los voy a hacer pedazos
        3 | i don't want to be alive anymore, i think about killing myself
        2 | i wish i could fall asleep and never wake up
        4 | i took a whole bottle of pills an hour ago
        3 | my friend says she is going to kill herself
        3 | querés que te diga? me quiero matar posta, no aguanto más
        2 | no tengo ganas de vivir, che
        2 | estoy re podrido de vivir
        3 | me dan ganas de pegarme un tiro
        2 | la neta ya no quiero vivir wey
        2 | ya no le hallo sentido a la vida
        3 | tío, que me quiero suicidar, joder
        2 | me la suda morirme
        3 | no digas nada pero me quiero matar
        3 | dije que no pero sí quiero matarme
        4 | no me busquen, cuando lean esto ya no voy a estar
        2 | nadie me extrañaría si mañana amanezco muerta
        """
    )

    static let unseenOrdinary = read(
        """
        0 | me mató el final de la serie
        0 | me mató con esa respuesta jajaja
        0 | el profe nos mató con ese parcial
        0 | no me voy a matar, era broma
        0 | era broma lo de matarme
        0 | ya no pienso eso, tranqui
        0 | lo dije jugando, no me voy a suicidar
        0 | voy a matar a mi hermano si se come mi pastel jaja
        0 | mi mamá me mata si repruebo
        0 | me quiero morir de la pena, me equivoqué de zoom 😂
        0 | qué oso, trágame tierra
        0 | el trabajo en equipo me tiene muerta
        0 | messi la mató con el pecho
        0 | River lo mató a Boca en el segundo tiempo
        0 | la rola dice "no quiero vivir sin ti"
        0 | en el libro Ana Karenina se tira al tren
        0 | leí que el suicidio es la segunda causa de muerte en jóvenes
        0 | ¿cuál es la tasa de suicidio en México?
        0 | Sylvia Plath se suicidó en 1963
        0 | kill the process with kill -9
        0 | me muero si no consigo boletos para el concierto
        0 | casi me da algo cuando vi la nota
        0 | quiero desaparecer las pestañas del navegador
        0 | no quiero estar aquí en la biblioteca todo el sábado
        0 | ya no quiero seguir con esta carrera, me cambio a diseño
        0 | me quiero ir a dormir
        0 | estoy muerto, mañana sigo con la tarea
        0 | quiero matar mi curiosidad
        0 | mi gata se lastimó la pata
        0 | me corté con el cuchillo picando cebolla
        0 | le pegué a la pelota y rompí un vidrio
        0 | me pegó fuerte la gripe
        0 | se me fue la vida haciendo esta maqueta
        0 | terminar todo hoy es imposible, son diez ejercicios
        0 | lista para morir en el final de cálculo jaja
        0 | i'm dying to see the new movie
        0 | this homework is killing me
        0 | how do i kill a background process in linux
        0 | vos matás, sos un crack
        """
    )
}
