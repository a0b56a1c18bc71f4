import Daemon
import Gazetteer
import Hummingbird
import TextAnalysis

/// A place that was found, and why.
struct FoundPlace: Encodable {
    let code: String
    let name: String
    let province: String
    let country: String
    let cabecera: String?
    let score: Double
    let reason: PlaceMention.Reason
    /// The name that was recognised.
    let matched: String

    init(_ candidate: PlaceMention.Candidate, in places: Places) {
        let place = places.all[candidate.place]
        code = place.code
        name = place.name
        province = place.province.name
        country = place.province.country
        cabecera = place.cabecera
        score = (candidate.score * 1_000).rounded() / 1_000
        reason = candidate.reason
        matched = places.gazetteer.names[candidate.name].text
    }
}

/// The answer to a question: one place, some to choose from, or none, and what to tell the person.
struct FoundPlaces: ResponseEncodable {
    let decision: PlaceSearch.Decision
    let items: [FoundPlace]
    let message: String?
    /// The place that was meant, where it lies elsewhere.
    let outside: String?

    init(_ search: PlaceSearch, limit: Int, in places: Places, _ language: Language) {
        decision = search.decision
        items = search.items.prefix(limit).map { FoundPlace($0, in: places) }
        outside = search.outside.map { places.gazetteer.names[$0].text }
        message =
            switch search.decision {
            case .match: nil
            case .choose: Messages.choose[language]
            case .none: outside.map { Messages.outside($0)[language] } ?? Messages.none[language]
            }
    }
}

/// The places that a text names.
struct ExtractedPlaces: ResponseEncodable {
    struct Mention: Encodable {
        /// In UTF-16 code units, as JavaScript counts.
        let start: Int
        let end: Int
        let text: String
        /// «no en Azul»: named, and not meant.
        let negated: Bool
        let items: [FoundPlace]
    }

    let mentions: [Mention]
}

extension ExtractedPlaces.Mention {
    init(_ mention: PlaceMention, in text: String, _ places: Places) {
        start = mention.range.lowerBound
        end = mention.range.upperBound
        self.text = String(utf16: Array(text.utf16)[mention.range])
        negated = mention.isNegated
        items = mention.candidates.map { FoundPlace($0, in: places) }
    }
}

/// A municipality with its offices.
struct PlaceDetail: ResponseEncodable {
    struct Locality: Encodable {
        let name: String
        let latitude: Double?
        let longitude: Double?
    }

    let code: String
    let name: String
    let province: String
    let country: String
    let cabecera: String?
    let latitude: Double?
    let longitude: Double?
    let localities: [Locality]
    let offices: [OfficeBody]

    init(_ place: Place, _ offices: [OfficeBody]) {
        code = place.code
        name = place.name
        province = place.province.name
        country = place.province.country
        cabecera = place.cabecera
        latitude = place.point?.latitude
        longitude = place.point?.longitude
        localities = place.localities.map {
            Locality(name: $0.name, latitude: $0.point?.latitude, longitude: $0.point?.longitude)
        }
        self.offices = offices
    }
}

/// The municipalities around a point.
struct NearPlaces: ResponseEncodable {
    struct Item: Encodable {
        let code: String
        let name: String
        let province: String
        let cabecera: String?
        let distanceKm: Double

        init(_ place: Place, _ kilometers: Double) {
            code = place.code
            name = place.name
            province = place.province.name
            cabecera = place.cabecera
            distanceKm = (kilometers * 10).rounded() / 10
        }
    }

    let items: [Item]
}
