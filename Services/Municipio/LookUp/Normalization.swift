import Gazetteer
import Hummingbird

/// Many names at once, in the shape of georef (Argentina's official normalizer), so that its clients need no change.
struct NormalizationRequest: Decodable {
    struct Query: Decodable {
        let nombre: String?
        let provincia: String?
        let max: Int?
    }

    let municipios: [Query]
}

struct Normalization: ResponseEncodable {
    struct Result: Encodable {
        let cantidad: Int
        let inicio: Int
        let total: Int
        let municipios: [Municipality]
        let parametros: Parameters
        /// Beyond georef: whether the first may be taken without asking.
        let decision: PlaceSearch.Decision
    }

    struct Parameters: Encodable {
        let nombre: String?
        let provincia: String?
        let max: Int?
    }

    struct Municipality: Encodable {
        struct Centroid: Encodable {
            let lat: Double
            let lon: Double
        }

        struct Part: Encodable {
            let id: String
            let nombre: String
        }

        let id: String
        let nombre: String
        let provincia: Part
        let centroide: Centroid?
        /// Beyond georef.
        let puntaje: Double
        let motivo: PlaceMention.Reason
    }

    let resultados: [Result]
}

extension Places {
    private static let mostResults = 50

    /// One name; an empty one or a province that isn't here finds nothing.
    func normalize(_ query: NormalizationRequest.Query, maxCharacters: Int) -> Normalization.Result {
        let name = String((query.nombre ?? "").prefix(maxCharacters))
        let isWanted = query.provincia.map { filter(province: $0) }
        let search = PlaceSearch(name, in: gazetteer) { number in
            guard let isWanted else { return true }
            return isWanted?(number) ?? false
        }
        let found = search.items.prefix(max(1, min(query.max ?? 10, Self.mostResults))).map { candidate in
            let place = all[candidate.place]
            return Normalization.Municipality(
                id: place.code,
                nombre: place.name,
                provincia: .init(id: place.province.code, nombre: place.province.name),
                centroide: place.point.map { .init(lat: $0.latitude, lon: $0.longitude) },
                puntaje: (candidate.score * 1_000).rounded() / 1_000,
                motivo: candidate.reason
            )
        }
        return Normalization.Result(
            cantidad: found.count,
            inicio: 0,
            total: search.items.count,
            municipios: found,
            parametros: .init(nombre: query.nombre, provincia: query.provincia, max: query.max),
            decision: search.decision
        )
    }
}
