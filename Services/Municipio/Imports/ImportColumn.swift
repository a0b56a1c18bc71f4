import TextAnalysis

/// A column of the table of offices.
enum ImportColumn: Hashable, CaseIterable, Sendable {
    case municipio, cabecera
    case field(OfficeField)

    /// In the order in which they are written.
    static let allCases: [ImportColumn] = [
        .municipio, .field(.localidades), .cabecera, .field(.dependencia), .field(.direccion), .field(.telefono),
        .field(.whatsapp), .field(.horario), .field(.email),
    ]

    var name: String {
        switch self {
        case .municipio: "municipio"
        case .cabecera: "cabecera"
        case .field(let field): field.rawValue
        }
    }

    var heading: String { name.uppercased() }

    /// What stands above a column, or nearly: «Teléfonos», «E-mail», «DIRECION».
    init?(heading: String) {
        guard heading.utf8.count <= Self.longestHeading,
            let column = Self.called(words(heading).map(\.folded).joined())
        else { return nil }
        self = column
    }

    /// The first that a heading speaks of: «Nombre de la dependencia», «Teléfono de la oficina».
    init?(within heading: String) {
        guard heading.utf8.count <= Self.longestHeading,
            let column = words(heading).lazy.compactMap({ Self.called($0.folded) }).first
        else { return nil }
        self = column
    }

    private static let longestHeading = 200

    private static func called(_ name: String) -> ImportColumn? { headings[name] ?? near(name) }

    /// One slip away from one column only.
    private static func near(_ written: String) -> ImportColumn? {
        guard written.count >= 5 else { return nil }
        let near = Set(headings.filter { $0.key.count >= 5 && isOneSlip($0.key, written) }.values)
        return near.count == 1 ? near.first : nil
    }

    private static let headings: [String: ImportColumn] = {
        let words: [(ImportColumn, String)] = [
            (.municipio, "municipio municipios municipalidad partido comuna distrito departamento municipality"),
            (.cabecera, "cabecera ciudadcabecera localidadcabecera cabeceradepartido"),
            (.field(.dependencia), "dependencia dependencias oficina area reparticion organismo sector office"),
            (.field(.localidades), "localidades localidad barrios pueblos"),
            (.field(.direccion), "direccion direcciones domicilio calle ubicacion address"),
            (.field(.telefono), "telefono telefonos tel telefonofijo telefonosfijos tels telephone phone"),
            (.field(.whatsapp), "whatsapp wsp wasap wapp whatsap celular movil"),
            (.field(.horario), "horario horarios atencion hours"),
            (
                .field(.email),
                "email emails mail mails correo correos correoelectronico casilla direcciondecorreo "
                    + "direcciondecorreoelectronico direcciondeemail direcciondemail"
            ),
        ]
        return Dictionary(
            words.flatMap { column, words in words.split(separator: " ").map { (String($0), column) } },
            uniquingKeysWith: { first, _ in first }
        )
    }()
}

/// Whether one letter was left out, added or replaced, or two were swapped.
func isOneSlip(_ left: String, _ right: String) -> Bool {
    let (short, long) = left.utf8.count <= right.utf8.count ? (left, right) : (right, left)
    let (a, b) = (Array(short.utf8), Array(long.utf8))
    guard b.count - a.count <= 1 else { return false }
    let start = zip(a, b).prefix { $0 == $1 }.count
    let (restA, restB) = (a[start...], b[start...])
    if a.count < b.count { return restA == restB.dropFirst() }
    if restA.dropFirst() == restB.dropFirst() { return true }
    return restA.prefix(2) == ArraySlice(restB.prefix(2).reversed()) && restA.dropFirst(2) == restB.dropFirst(2)
}
