import TextAnalysis

/// What a citizen wants, by the words of their question.
enum HelpDeskIntent: String, Codable, Sendable {
    case address, benefits, requirements, greeting, other

    /// - Parameter namesPlace: a question that is hardly more than a place asks for its office.
    init(_ text: String, namesPlace: Bool) {
        let words = words(text)
        let asked = Set(words.map(\.folded))
        self =
            if !asked.isDisjoint(with: Self.benefitWords) {
                .benefits
            } else if !asked.isDisjoint(with: Self.requirementWords) {
                .requirements
            } else if namesPlace || !asked.isDisjoint(with: Self.addressWords) {
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
        descuento descuentos costo costos cuesta cuestan arancel aranceles
        """
    )
    private static let requirementWords = vocabulary(
        """
        requisito requisitos requiere requieren papel papeles documentacion documento documentos planilla planillas \
        formulario formularios tramite tramites presentar presento piden
        """
    )
    private static let addressWords = vocabulary(
        """
        direccion direcciones domicilio donde ubicacion ubicada queda oficina oficinas sede telefono telefonos celular \
        whatsapp llamar llamo horario horarios hora abre abren atienden atencion correo email mail contacto contactar mapa
        """
    )
    private static let greetingWords = vocabulary("hola buenas buenos gracias saludos adios chau hello hi thanks")

    /// Whole words: by their stems «costo» is «La Costa».
    private static func vocabulary(_ text: String) -> Set<String> { Set(words(text).map(\.folded)) }
}
