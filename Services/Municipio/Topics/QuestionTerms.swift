import TextAnalysis

/// The words of a question that tell what it is about, stemmed: neither greetings nor the words of asking.
enum QuestionTerms {
    static func of(_ text: String) -> Set<String> {
        Set(words(text).map(\.folded).filter { !asking.contains($0) }.flatMap { searchTerms($0) })
    }

    /// As they are written, folded: `puedo` has the stem of `poda`.
    private static let asking = Set(
        words(
            """
            hola buenas buenos tardes noches gracias favor disculpe perdón señor señora usted ustedes ejemplo
            quiero quisiera quería necesito necesitaría preciso puedo podría puede pueden podés debo tengo tenemos
            hacer hago hace saber sé decir dime digan ayuda ayudar informar consulta consultar pregunta preguntar
            vivo soy estoy estamos voy ir hay dónde cuándo cuánto cuál cómo qué quién caso tema sobre acerca respecto
            hello please thanks want need know can could would should help ask about how what where when who which
            """
        ).map(\.folded)
    )
}
