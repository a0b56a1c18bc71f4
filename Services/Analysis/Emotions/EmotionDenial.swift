/// Words by which a feeling is denied, folded; the same as in Training/features.py.
enum EmotionDenial {
    /// What may stand between a negation and the feeling that it denies.
    static let links = digests(
        """
        estoy estas esta estamos estan estaba estabas estuve estuvo este estes estar soy eres es somos son era fui fue ser sea
        seas tengo tienes tiene tenemos tienen tenia tuve tuvo tengas tener siento sientes siente sentia senti sentir doy das da
        dan daba dio des dar hay habia hubo me te le se nos les lo la el un una muy de ya realmente
        am is are was were be been being feel feels feeling felt have has had get getting the a an any very really that at all
        im youre hes shes its theyre i you we they he she it me
        """
    )
    static let feelings = digests(
        """
        miedo miedos temor temores panico terror asustado asustada asustados asustadas aterrado aterrada nervioso nerviosa
        nerviosos nerviosas ansioso ansiosa ansiedad preocupado preocupada preocupados preocupadas
        triste tristes tristeza pena deprimido deprimida deprimidos deprimidas
        enojo enojado enojada enojados enojadas enfado enfadado enfadada enfadados enfadadas furioso furiosa rabia ira coraje odio
        molesto molesta molestos molestas cabreado cabreada
        asco repugnancia repugnante asqueroso asquerosa
        feliz felices felicidad alegre alegres alegria contento contenta contentos contentas encanta
        sorpresa sorprendido sorprendida sorprendidos sorprendidas sorprende asombrado asombrada
        afraid scared fear terrified frightened nervous anxious worried sad sadness depressed unhappy angry mad furious rage anger
        hate disgusting disgusted happy happiness glad joy joyful excited surprised surprise surprising shocked amazed
        """
    )

    private static func digests(_ words: String) -> Set<UInt32> {
        Set(words.split(whereSeparator: \.isWhitespace).map { EmotionHash.digest(.word, String($0)) })
    }
}
