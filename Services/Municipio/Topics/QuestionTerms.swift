import TextAnalysis

/// The words of a question that tell what it is about, stemmed, one for all that mean the same: neither greetings nor the
/// words of asking.
enum QuestionTerms {
    static func of(_ text: String) -> Set<String> {
        let asked = words(text).map(\.folded).filter { !asking.contains($0) }
        return Set(asked.flatMap { word in synonyms[word].map { [$0] } ?? searchTerms(word) })
    }

    /// As they are written, folded: `puedo` has the stem of `poda`. What nearly every question has is here, too: a house, an
    /// office, a paper's way through it.
    private static let asking = Set(
        words(
            """
            hola buenas buenos tardes noches gracias favor disculpe perdón señor señora usted ustedes ejemplo quiero
            quisiera quería deseo gustaría necesito necesitaría preciso puedo podría puede pueden podés debo tengo
            tenemos tener tiene hacer hago hace hacerlo hecho falta saber sé decir dime digan ver ayuda ayudar
            informar consulta consultar pregunta preguntar vivo soy estoy estamos va voy ir hay dónde cuándo cuánto
            cuál cuáles cómo qué quién caso tema sobre acerca respecto por algo algún alguna mucho también número
            necesarios quiere quieren dar reservo reservar sacar saco pedir pido conseguir consigo obtener trámite
            trámites tramitar oficina municipio municipalidad casa casas vivienda viviendas hogar terreno terrenos
            lote propiedad internet
            hello please thanks want need know can could would should help ask about how what where when who which
            """
        ).map(\.folded)
    )

    /// Words that mean the same at a municipality's desk, by each of them as it is written, folded. The first stands for all.
    private static let synonyms: [String: String] = {
        let groups = """
            documentos documento documentación papel papeles requisito requisitos piden exigen llevar llevo presentar \
            presento presenté fotocopia fotocopias
            costo costos cuesta cuestan precio precios sale salen vale cobra cobran pagar pago pagos paga abonar gratis \
            gratuito gratuita arancel aranceles
            beneficio beneficios ventaja ventajas sirve conviene gano
            iniciar inicio empezar empiezo comenzar comienzo arrancar arranco arranca pasos
            tarda tardan tardará demora demoran demorado demorada
            escritura escrituras escriturar escrituro escrituración
            familiar familiares hijo hija hijos hijas nene nena nenes nenas hermano hermana marido mujer esposo esposa \
            mamá papá madre padre
            estado sigue
            turno turnos cita citas
            licencia licencias carnet carné registro
            residuos basura
            comercio comercios negocio negocios local locales kiosco kioscos tienda
            empleo empleos trabajo trabajos
            inscribir inscribo inscripción inscriben anotar anoto anotan
            mascota mascotas perro perra perros perras gato gata gatos gatas
            vehículo vehículos auto autos coche coches moto motos
            calle calles vereda veredas
            """
        var synonyms: [String: String] = [:]
        for group in groups.split(separator: "\n") {
            let same = words(String(group)).map(\.folded)
            for word in same { synonyms[word] = same[0] }
        }
        return synonyms
    }()
}
