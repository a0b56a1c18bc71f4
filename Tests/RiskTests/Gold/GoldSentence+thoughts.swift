extension GoldSentence {
    static let thoughts = read(
        """
        3 | quiero matarme
        3 | Me quiero matar
        3 | me kiero matar neta
        3 | quiero suicidarme
        3 | quiero suisidarme
        3 | quiero suicdarme
        3 | pienso en suicidarme todos los días
        3 | he pensado en matarme
        3 | no dejo de pensar en matarme
        3 | últimamente pienso mucho en el suicidio
        3 | tengo pensamientos suicidas
        3 | tengo ideas de suicidio otra vez
        3 | se me pasa por la cabeza quitarme la vida
        3 | no sé si matarme o seguir
        3 | tengo ganas de quitarme la vida
        3 | quiero acabar con mi vida
        3 | quiero terminar con todo
        3 | quiero acabar con todo de una vez
        3 | quisiera ponerle fin a mi vida
        3 | ¿Por qué no me mato y ya?
        3 | porq no me mato d una vez
        3 | debería matarme
        3 | a veces pienso en tirarme del puente
        3 | me dan ganas de tirarme al metro
        3 | he pensado en tomarme todas las pastillas de mi mamá
        3 self_harm | ganas de cortarme las venas
        3 | pienso en pegarme un tiro
        3 | cómo puedo suicidarme sin que duela
        3 | cuál es la forma menos dolorosa de morir
        3 | cuántas pastillas necesito para morir
        3 | qué dosis letal tiene el paracetamol
        3 | me siento suicida
        3 | ando en mood suicida
        3 | me quiero ahorcar
        3 | estoy a un paso de nada, estoy a nada de suicidarme
        3 | todo el día queriéndome matar
        3 | no aguanto las ganas de suicidarme
        3 | no puedo dejar de pensar en morirme y en matarme
        3 | quiero desvivirme
        3 | tengo ganas de matarme jajaja
        3 | me suicidaría si tuviera valor
        3 | quiero colgarme
        3 | mejor quitarme de en medio
        3 | me imagino saltando, imagino tirarme por la ventana
        3 | si repruebo otra vez me mato
        3 | la única salida es matarme
        3 | sueño con ahorcarme y no sé a quién decirle
        3 | me he planteado el suicidio
        3 | posta que me quiero matar, no doy más
        3 | estuve viendo métodos para suicidarme
        """
    )

    static let intents = read(
        """
        4 | me voy a matar
        4 | voy a matarme esta noche
        4 | Voy a suicidarme
        4 | mañana me mato
        4 | hoy me mato y se acaba
        4 | hoy me suicido
        4 | me voy a colgar
        4 | me voy a quitar la vida
        4 | voy a acabar con mi vida
        4 | me voy a tirar del puente
        4 | voy a tirarme a las vías
        4 | voy a tomarme todas las pastillas
        4 self_harm | me voy a cortar las venas
        4 | ya decidí quitarme la vida
        4 | estoy planeando mi suicidio
        4 | ya tengo las pastillas guardadas
        4 | ya tengo la soga
        4 | compré una soga para ahorcarme
        4 | tengo todo listo para irme
        4 | escribí mi carta de despedida
        4 | les dejé una nota de despedida a mis papás
        4 | ya sé cómo voy a matarme
        4 | tengo un plan para matarme
        4 | cuando lean esto ya no voy a estar
        4 | esta es mi última noche
        4 | me tomé un frasco de pastillas
        4 | me acabo de tomar muchas pastillas
        4 | me tome 20 pastillas para no despertar
        4 | intenté matarme ayer
        4 | ayer intenté suicidarme
        4 | traté de ahorcarme
        4 | tuve un intento de suicidio
        4 self_harm | me corté las venas
        4 | me abrí las muñecas
        4 | estoy en el puente, voy a saltar
        4 | estoy en la azotea a punto de saltar
        4 | estoy a punto de quitarme la vida
        4 | adiós a todos, perdón por todo, los quiero
        4 | me despido para siempre
        4 | mañana me mato jajaja
        4 | esta noche me voy a matar, ya lo decidí
        4 | anoche casi me tiro del balcón
        4 | procedo a matarme
        4 | en la noche me quito la vida y ya
        4 | estoy juntando pastillas para hacerlo
        4 | no se preocupen por mí, hoy acabo con todo
        """
    )
}
