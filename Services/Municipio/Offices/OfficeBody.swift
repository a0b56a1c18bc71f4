import Foundation
import Hummingbird

/// An office on the wire.
struct OfficeBody: ResponseEncodable, Sendable {
    struct Municipality: Encodable, Sendable {
        let code: String
        let name: String
        let country: String
    }

    let id: String
    let municipality: Municipality
    let dependencia: String
    let localidades: String?
    let direccion: String?
    let telefono: String?
    let whatsapp: String?
    let horario: String?
    let email: String?
    let confirmedAt: Date?
    /// Nobody has confirmed it for long: whoever reads it is warned.
    let stale: Bool
    /// Not real: it came with the program, or says so itself.
    let example: Bool
    let updatedAt: Date
    let updatedBy: KeeperReference?

    /// - Parameter staleSince: what was confirmed before is stale.
    init(_ kept: KeptOffice, staleSince: Date) {
        let (office, data) = (kept.office, kept.office.data)
        id = office.id
        municipality = Municipality(code: office.place.code, name: kept.municipality, country: office.place.country)
        dependencia = data.dependencia
        localidades = data.localidades
        direccion = data.direccion
        telefono = data.telefono
        whatsapp = data.whatsapp
        horario = data.horario
        email = data.email
        confirmedAt = office.confirmedAt
        stale = office.isStale(since: staleSince)
        example = data.isExample
        updatedAt = office.updatedAt
        updatedBy = kept.updatedBy
    }
}

/// What a clerk says of an office: what they leave out stays, what is empty or null goes.
struct OfficeRequest: Decodable {
    /// The code of the municipality, and the country where two have the same.
    let municipality: String?
    let country: String?
    /// When the office that was seen was last changed.
    let updatedAt: Date?
    private let texts: [OfficeField: String]

    private enum Key: String, CodingKey {
        case municipality, country, updatedAt
        case dependencia, localidades, direccion, telefono, whatsapp, horario, email
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        municipality = try container.decodeIfPresent(String.self, forKey: .municipality)
        country = try container.decodeIfPresent(String.self, forKey: .country)
        updatedAt = try container.decodeIfPresent(Date.self, forKey: .updatedAt)
        var texts: [OfficeField: String] = [:]
        for field in OfficeField.allCases {
            guard let key = Key(rawValue: field.rawValue), container.contains(key) else { continue }
            texts[field] = try container.decodeIfPresent(String.self, forKey: key) ?? ""
        }
        self.texts = texts
    }

    func write(into data: inout OfficeData) throws(OfficeFault) {
        for field in OfficeField.allCases {
            guard let text = texts[field] else { continue }
            try data.set(field, text)
        }
        guard !data.dependencia.isEmpty else { throw .missingDependencia }
    }
}
