import Persistence
import SuiteProtocol

/// What a new installation shows. Everything in it says that it is an example: telephones are of the numbers that are
/// reserved for fiction (+1 … 555 0100 to 0199), e-mail addresses of a domain that never exists (RFC 2606).
enum ExampleOffices {
    private static let offices = [
        ("Azul", "Azul, Chillar", "Mesa de orientación"),
        ("Azul", "Cacharí", "Delegación Cacharí"),
        ("25 de Mayo", "25 de Mayo, Norberto de la Riestra", "Mesa de orientación"),
        ("General La Madrid", "General La Madrid, La Colina", "Mesa de orientación"),
        ("General Pueyrredón", "Mar del Plata, Batán", "Casa de Tierras y Viviendas"),
        ("La Matanza", "San Justo, González Catán, Laferrere", "Casa de Tierras y Viviendas"),
        ("La Plata", "La Plata, City Bell, Los Hornos", "Mesa de orientación"),
        ("Presidente Perón", "Guernica", "Mesa de orientación"),
        ("Tandil", "Tandil, Vela", "Mesa de orientación"),
    ]

    /// Those of the places that are looked up here.
    static func offices(in places: Places) throws -> [ImportPlan.Target] {
        var reader = MunicipalityReader(places: places)
        return try offices.enumerated().compactMap { number, office in
            guard case .found(let place) = reader.find(office.0) else { return nil }
            var data = OfficeData()
            try data.set(.dependencia, "Ejemplo: \(office.2)")
            try data.set(.localidades, office.1)
            try data.set(.direccion, "Calle de ejemplo \(100 + number)")
            try data.set(.telefono, "+1 202 555 0\(101 + number)")
            try data.set(.whatsapp, "+1 202 555 0\(151 + number)")
            try data.set(.horario, "Lunes a viernes de 8 a 14 (ejemplo)")
            try data.set(.email, "mesa\(number + 1)@municipio.example")
            return ImportPlan.Target(id: newID(), place: place, data: data)
        }
    }
}

extension OfficeStore {
    /// Adds the examples where nothing was ever kept.
    func addExamples() async throws {
        let examples = try ExampleOffices.offices(in: places)
        let date = now()
        try await database.write { db in
            guard try !examples.isEmpty && OfficeRevision.current(in: db) == 0 else { return }
            let revision = try OfficeRevision.next(at: date, in: db)
            try db.insert(
                examples.map { Self.row($0.id, $0.data, in: $0.place, revision, by: nil) },
                into: Self.inserted
            )
            try Self.keepVersions(revision, "'created'", by: nil, in: db)
        }
    }
}
