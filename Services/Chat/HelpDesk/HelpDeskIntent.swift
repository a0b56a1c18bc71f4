import TextAnalysis

/// What a citizen wants, by the words of their question.
enum HelpDeskIntent: String, Codable, Sendable {
    case address, benefits, requirements, greeting, other

    /// - Parameter namesPlace: a question that is hardly more than a place asks for its office.
    init(_ text: String, namesPlace: Bool) {
        let words = words(text)
        let asked = Set(words.map(\.folded))
        self =
            if Self.speaks(of: Self.benefitWords, asked) {
                .benefits
            } else if Self.speaks(of: Self.requirementWords, asked) {
                .requirements
            } else if namesPlace || Self.speaks(of: Self.addressWords, asked) {
                .address
            } else if words.count <= 5, !asked.isDisjoint(with: Self.greetingWords) {
                .greeting
            } else {
                .other
            }
    }

    private static let benefitWords = vocabulary(
        """
        beneficio beneficios gratis gratuito gratuita gratuidad exencion exenciones exento exenta subsidio subsidios \
        descuento descuentos costo costos cuesta cuestan arancel aranceles benefit benefits free discount discounts cost \
        costs fee fees
        """
    )
    private static let requirementWords = vocabulary(
        """
        requisito requisitos requiere requieren papel papeles documentacion documento documentos planilla planillas \
        formulario formularios tramite tramites presentar presento piden requirement requirements document documents \
        paperwork form forms
        """
    )
    private static let addressWords = vocabulary(
        """
        direccion direcciones domicilio donde ubicacion ubicada queda oficina oficinas sede telefono telefonos celular \
        whatsapp llamar llamo horario horarios hora abre abren atienden atencion correo email mail contacto contactar mapa \
        where address office offices phone telephone hours contact
        """
    )
    private static let greetingWords = vocabulary("hola buenas buenos gracias saludos adios chau hello hi thanks")

    /// Whole words: by their stems «costo» is «La Costa». Long ones may have one mistake: «requicitos».
    private static func speaks(of vocabulary: Set<String>, _ asked: Set<String>) -> Bool {
        if !asked.isDisjoint(with: vocabulary) { return true }
        return asked.contains { word in
            word.count > 6 && vocabulary.contains { $0.count > 6 && hasOneMistake(word, $0) }
        }
    }

    /// A letter too many, too few or another, or two that changed places.
    private static func hasOneMistake(_ word: String, _ known: String) -> Bool {
        guard abs(word.count - known.count) < 2 else { return false }
        let start = zip(word, known).prefix { $0 == $1 }.count
        var (left, right) = (word.dropFirst(start), known.dropFirst(start))
        while let last = left.last, last == right.last {
            left.removeLast()
            right.removeLast()
        }
        let isSwapped = left.count == 2 && right.count == 2 && left.first == right.last && left.last == right.first
        return isSwapped || (left.count < 2 && right.count < 2)
    }

    private static func vocabulary(_ text: String) -> Set<String> { Set(words(text).map(\.folded)) }
}
