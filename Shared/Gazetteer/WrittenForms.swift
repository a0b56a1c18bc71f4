/// Other ways in which words of names are written: abbreviations and numbers.
enum WrittenForms {
    /// The number that a word is written for.
    static let numbers: [[UInt8]: [UInt8]] = {
        var numbers: [[UInt8]: [UInt8]] = [:]
        for (number, forms) in numerals.enumerated() {
            for form in forms.split(separator: " ") { numbers[Array(form.utf8)] = Array("\(number)".utf8) }
        }
        return numbers
    }()

    /// The abbreviations of a word, and the words for a number.
    static let ofWords: [[UInt8]: [[UInt8]]] = {
        var forms: [[UInt8]: [[UInt8]]] = [:]
        for line in table.split(separator: "\n") {
            let parts = line.split(separator: ":")
            forms[Array(parts[0].utf8)] = parts[1].split(separator: " ").map { Array($0.utf8) }
        }
        for (form, number) in numbers { forms[number, default: []].append(form) }
        return forms
    }()

    /// By number. Only what is written for a date or a count of things in a name.
    private static let numerals = [
        "cero", "uno primero", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once",
        "doce",
        "trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno",
        "veintidos", "veintitres", "veinticuatro", "veinticinco", "veintiseis", "veintisiete", "veintiocho",
        "veintinueve", "treinta", "treintaiuno",
    ]
    private static let table = """
        general:gral gral gra grl gnral genl gl
        coronel:cnel cnl crnel crl cor
        capitan:cap cptan cpt cptn capt
        presidente:pte pdte pres presid
        gobernador:gdor gob gobdor gdr
        ingeniero:ing ingro igr
        doctor:dr doc
        doctora:dra
        almirante:alte alm almte
        comandante:cte cmte cdte comte comand
        comodoro:cro cdoro
        teniente:tte tnte
        sargento:sgto sarg
        brigadier:brig bdier
        mariscal:mcal
        mayor:my
        ministro:mtro min
        maquinista:maq
        intendente:int intte
        licenciado:lic
        profesor:prof
        padre:pe
        fray:fr
        monsenor:mons
        santa:sta
        santo:sto
        san:sn
        nuestra:ntra nra
        nuestro:ntro nro
        senora:sra
        senor:sr
        villa:va vla vlla
        villas:vs
        barrio:bo bro brio
        colonia:col cnia
        estacion:est estac
        puerto:pto
        punta:pta
        puente:pte
        pueblo:pblo pbl
        parque:pque pq
        paraje:pje
        laguna:lag
        ciudad:cdad cd
        monte:mte
        montes:mtes
        cerro:cro
        arroyo:arr
        rio:ro
        isla:isl
        balneario:baln
        country:cc
        francisco:fco fsco fcisco
        fernando:fdo
        fernandez:fdez fndez
        gonzalez:gzalez glez gzlez gonz
        rodriguez:rguez rdguez rodrig
        hernandez:hdez
        martinez:mtnez mtez
        gutierrez:gtez gtierrez
        jimenez:jnez
        lopez:lpz
        vicente:vte vcte vicen
        florencio:flcio fcio flor
        esteban:est estb
        echeverria:echev echeverr
        antonio:ant anto
        alejandro:alej
        jose:jse
        maria:ma mia
        manuel:mnel mel
        guillermo:gmo
        domingo:dgo
        gregorio:greg
        hipolito:hip hto
        bartolome:bme
        bernardo:bdo
        eduardo:edo
        alfredo:alf
        nicolas:nic
        concepcion:cpcion
        exaltacion:exalt
        marina:mar
        numero:nro num
        kilometro:km
        buenos:bs
        aires:as
        norte:nte
        oriente:ote
        """
}
