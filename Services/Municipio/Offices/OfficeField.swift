/// What is kept of an office beside its municipality, as its columns are called.
enum OfficeField: String, CaseIterable, Codable, Sendable {
    case dependencia, localidades, direccion, telefono, whatsapp, horario, email

    /// Characters.
    var limit: Int {
        switch self {
        case .dependencia, .telefono: 200
        case .localidades: 2_000
        case .direccion, .horario, .email: 300
        case .whatsapp: 100
        }
    }
}
