import TextAnalysis

/// What a citizen wants, by the words of their question.
enum HelpDeskIntent: String, Codable, Sendable {
    case address, benefits, requirements, greeting, other

    /// - Parameter namesPlace: a question that is hardly more than a place asks for its office.
    init(_ text: String, namesPlace: Bool) {
        let words = words(text)
        let terms = Set(words.map(\.term))
        self =
            if !terms.isDisjoint(with: Self.benefitTerms) {
                .benefits
            } else if !terms.isDisjoint(with: Self.requirementTerms) {
                .requirements
            } else if namesPlace || !terms.isDisjoint(with: Self.addressTerms) {
                .address
            } else if words.count <= 5, !terms.isDisjoint(with: Self.greetingTerms) {
                .greeting
            } else {
                .other
            }
    }

    private static let benefitTerms = terms(
        "beneficio beneficios gratis gratuito gratuita gratuidad exencion exento subsidio descuento costo cuesta arancel"
    )
    private static let requirementTerms = terms(
        "requisito requisitos requiere papeles papel documentacion documento documentos planilla formulario tramite presentar"
    )
    private static let addressTerms = terms(
        """
        direccion domicilio donde ubicacion ubicada queda oficina sede telefono telefonos celular whatsapp llamar llamo \
        horario horarios hora abre abren atienden atencion correo email mail contacto contactar mapa
        """
    )
    private static let greetingTerms = terms("hola buenas buenos gracias saludos adios chau hello hi thanks")

    private static func terms(_ text: String) -> Set<String> { Set(words(text).map(\.term)) }
}
