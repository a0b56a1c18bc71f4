extension GoldSentence {
    static let wishes = read(
        """
        2 | quiero morirme
        2 | Me quiero morir.
        2 | ya me quiero moriiiirrr
        2 | kiero morirme ya
        2 | q ganas d morirme
        2 | tengo muchas ganas de morir
        2 | solo quiero estar muerta
        2 | Ojalá me muriera esta noche
        2 | ojala no despierte mañana
        2 | Ojalá no hubiera nacido nunca
        2 | no quiero despertar nunca más
        2 | me gustaría dormirme y no despertar
        2 | Quisiera dormir para siempre
        2 | ya no quiero vivir
        2 | no kiero bibir mas
        2 | no tengo ganas de seguir viviendo
        2 | se me quitaron las ganas de vivir
        2 | perdí las ganas de vivir desde que se fue mi papá
        2 | estoy sin ganas de vivir
        2 | no le encuentro sentido a la vida
        2 | no le veo sentido a seguir viviendo
        2 | la vida ya no tiene sentido
        2 | mi vida no vale nada
        2 | no vale la pena seguir viviendo
        2 | ¿para qué seguir viviendo?
        2 | para qué vivir si todo va a ser igual
        2 | estoy cansada de vivir
        2 | estoy harto de esta vida
        2 | odio estar viva
        2 | preferiría estar muerto que seguir así
        2 | todos estarían mejor sin mí
        2 | mi familia estaría mejor si yo no existiera
        2 | el mundo sería mejor sin mí
        2 | si me muero nadie se daría cuenta
        2 | nadie me extrañaría si desaparezco
        2 | sobro en este mundo
        2 | quiero desaparecer
        2 | me quiero desaparecer para siempre
        2 | tengo ganas de desaparecer y que nadie me encuentre
        2 | nomás quiero dejar de existir
        2 | quiero dejar de vivir así como vivo
        2 | ya no quiero estar en este mundo
        2 | quiero irme de este mundo
        2 | quiero irme con diosito
        2 | me da igual vivir o morir
        2 | no me importaría morir mañana
        2 | ojalá me atropelle un camión
        2 | espero que me pise un coche camino a clase
        2 | no debí haber nacido
        2 | ojalá no amanezca
        2 | no tengo motivos para seguir viva
        2 | ya no hay nada por lo que vivir
        2 | boludo, me quiero morir en serio
        2 | reprobé el semestre y me quiero morir
        2 | tío, no quiero vivir más, no puedo
        2 | ando queriendome morir todo el dia
        2 | estoy lista para morir
        2 | no puedo seguir viviendo de esta manera
        2 | a veces pienso que estaría mejor muerta
        2 | qué ganas de no existir
        2 | no me dan ganas de vivir
        2 | si yo no existiera sería más fácil para todos
        2 | rezo para morirme pronto
        """
    )
}
