import TextAnalysis

/// What an office says of itself. Each text is in one line, checked, and missing where there is nothing to say.
struct OfficeData: Sendable, Equatable {
    private(set) var dependencia = ""
    private(set) var localidades: String?
    private(set) var direccion: String?
    private(set) var telefono: String?
    private(set) var whatsapp: String?
    private(set) var horario: String?
    private(set) var email: String?

    subscript(field: OfficeField) -> String? {
        switch field {
        case .dependencia: dependencia
        case .localidades: localidades
        case .direccion: direccion
        case .telefono: telefono
        case .whatsapp: whatsapp
        case .horario: horario
        case .email: email
        }
    }

    /// - Parameter written: as a person or a spreadsheet wrote it.
    mutating func set(_ field: OfficeField, _ written: String) throws(OfficeFault) {
        keep(try OfficeText(written, as: field)?.text, as: field)
    }

    /// - Parameter text: checked before.
    mutating func keep(_ text: String?, as field: OfficeField) {
        switch field {
        case .dependencia: dependencia = text ?? ""
        case .localidades: localidades = text
        case .direccion: direccion = text
        case .telefono: telefono = text
        case .whatsapp: whatsapp = text
        case .horario: horario = text
        case .email: email = text
        }
    }

    /// Whether it says itself that it is none: its name does.
    var isExample: Bool { words(dependencia).contains { $0.folded == "ejemplo" } }

    /// What differs, in the order of the columns.
    func changes(to other: OfficeData) -> [OfficeChange] {
        OfficeField.allCases.compactMap { field in
            let (from, to) = (self[field].flatMap { $0.isEmpty ? nil : $0 }, other[field])
            return from == to ? nil : OfficeChange(field: field.rawValue, from: from, to: to)
        }
    }
}

/// What became of one column.
struct OfficeChange: Codable, Sendable, Equatable {
    /// An `OfficeField`, or `municipality`.
    let field: String
    let from: String?
    let to: String?
}
