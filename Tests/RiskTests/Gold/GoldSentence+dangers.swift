extension GoldSentence {
    static let selfHarm = read(
        """
        0 self_harm | me corto los brazos
        0 self_harm | me corté las piernas otra vez
        0 self_harm | me hago cortes cuando estoy sola
        0 self_harm | quiero cortarme
        0 self_harm | tengo ganas de hacerme daño
        0 self_harm | necesito lastimarme para sentir algo
        0 self_harm | me autolesiono desde los trece
        0 self_harm | volví a cortarme
        0 self_harm | no puedo dejar de cortarme
        0 self_harm | me lastimo a propósito
        0 self_harm | me quemo la piel con un cigarro
        0 self_harm | me hago daño a mí misma
        0 self_harm | me golpeo la cabeza contra la pared
        0 self_harm | kiero cortarme d nuevo
        0 self_harm | pienso en cortarme todo el día
        0 self_harm | anoche volví a hacerme cortes
        0 self_harm | me dan ganas de autolesionarme
        1 self_harm | me odio y me corto las muñecas
        2 self_harm | me corto los brazos y quiero morirme
        """
    )

    static let violence = read(
        """
        0 violence_threat | lo voy a matar
        0 violence_threat | los voy a matar a todos
        0 violence_threat | te voy a matar, hijo de puta
        0 violence_threat | voy a matarlo con mis manos
        0 violence_threat | quiero matar a mi padrastro
        0 violence_threat | voy a llevar un arma a la escuela
        0 violence_threat | mañana llevo una pistola al colegio
        0 violence_threat | voy a hacer un tiroteo en la prepa
        0 violence_threat | voy a quemar la escuela con todos adentro
        0 violence_threat | lo voy a acuchillar a la salida
        0 violence_threat | le voy a partir la cara
        0 violence_threat | le voy a romper la madre a ese wey
        0 violence_threat | tengo ganas de matarla
        0 violence_threat | voy a apuñalar a mi ex
        0 violence_threat | estoy planeando matar a mi jefe
        0 violence_threat | te voy a reventar a golpes
        0 violence_threat | voy a dispararles a todos
        0 violence_threat | un compañero de mi salón trae una pistola en la mochila
        0 violence_threat | dice que va a matar a todos
        0 violence_threat | va a correr sangre
        4 violence_threat | voy a matar a mi papá y luego me mato hoy
        """
    )

    static let abuse = read(
        """
        0 abuse_or_bullying | mi papá me pega
        0 abuse_or_bullying | mi padrastro me golpea cuando toma
        0 abuse_or_bullying | me pegan en la escuela
        0 abuse_or_bullying | me golpearon entre tres a la salida
        0 abuse_or_bullying | mi novio me pegó anoche
        0 abuse_or_bullying | mi mamá me dio una paliza
        0 abuse_or_bullying | mi tío abusó de mí
        0 abuse_or_bullying | me violaron en una fiesta
        0 abuse_or_bullying | mi primo me tocaba cuando dormía
        0 abuse_or_bullying | el profe me toca las piernas
        0 abuse_or_bullying | mi novio me obliga a tener relaciones
        0 abuse_or_bullying | sufro abuso sexual en casa
        0 abuse_or_bullying | me hacen bullying
        0 abuse_or_bullying | me hacen buling en el cole
        0 abuse_or_bullying | todos se burlan de mí en clase
        0 abuse_or_bullying | se ríen de mí por mi acento
        0 abuse_or_bullying | me dicen gorda todos los días
        0 abuse_or_bullying | me insultan en el grupo de whatsapp
        0 abuse_or_bullying | mis compañeros me molestan siempre
        0 abuse_or_bullying | me acosan por instagram
        0 abuse_or_bullying | me amenaza con subir mis fotos íntimas
        0 abuse_or_bullying | mi ex difundió fotos mías desnuda
        0 abuse_or_bullying | mi novio no me deja ver a mis amigas
        0 abuse_or_bullying | mi novio me revisa el celular
        0 abuse_or_bullying | me esconden la mochila y me tiran la comida
        0 abuse_or_bullying | tengo miedo de volver a casa
        0 abuse_or_bullying | me dijeron que me mate
        0 abuse_or_bullying | en el grupo escriben que me muera
        0 abuse_or_bullying | mátate, nadie te quiere
        0 abuse_or_bullying | deberías suicidarte
        0 abuse_or_bullying | mi papá dice que me va a matar a golpes
        0 abuse_or_bullying | soy víctima de violencia familiar
        0 abuse_or_bullying | me dejan sola en los recreos y nadie me habla en el salón
        0 abuse_or_bullying | me quieren pegar a la salida
        0 abuse_or_bullying | mi tío me toca cuando no está mi mamá
        0 abuse_or_bullying | mi esposo me maltrata
        1 abuse_or_bullying | me hacen bullying y ya no aguanto más
        2 abuse_or_bullying | me pegan en la escuela y no quiero vivir
        """
    )
}
