import Daemon
import Foundation
import Gazetteer
import TextAnalysis

/// The municipalities that are looked up, and the names of those elsewhere that mustn't be taken for one of them.
struct Places: Sendable {
    let all: [Place]
    let gazetteer: Gazetteer
    private let points: [(point: Point, place: Int)]
    private let numbers: [Place.Key: Int]

    init(folder: String, regions: ActiveRegions) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".tsv") }.sorted()
            .map { try PlaceFile("\(folder)/\($0)") }
        var all: [Place] = []
        var names: [PlaceName] = []
        for file in files {
            let country = file.country.code
            let isHere = regions.contains(partOf: country)
            names.append(PlaceName(file.country.name, place: elsewhere, kind: isHere ? .region : .outsideRegion))
            for province in file.provinces {
                let kind: PlaceName.Kind =
                    regions.contains(country: country, province: province.code) ? .region : .outsideRegion
                names += ([province.name] + province.aliases).map { PlaceName($0, place: elsewhere, kind: kind) }
            }
            for place in file.places {
                if regions.contains(country: country, province: place.province.code) {
                    names += Self.names(of: place, number: all.count)
                    all.append(place)
                } else if isHere {
                    names.append(PlaceName(place.name, place: elsewhere, kind: .outside))
                }
            }
        }
        names += try Elsewhere.names(folder: folder, place: elsewhere)
        guard !all.isEmpty else {
            throw ConfigurationError("MUNICIPIO_REGIONS", "there are no such places in \(folder)")
        }
        self.all = all
        numbers = Dictionary(zip(all.map(\.key), all.indices)) { first, _ in first }
        gazetteer = Gazetteer(names)
        points = all.enumerated().flatMap { number, place in
            ([place.point] + place.localities.map(\.point)).compactMap { $0 }.map { (point: $0, place: number) }
        }
    }

    /// - Parameter country: tells places apart that have the same code in two countries.
    func find(_ code: String, country: String?) -> Place? {
        all.first { $0.code == code && (country ?? $0.province.country) == $0.province.country }
    }

    subscript(key: Place.Key) -> Place? { numbers[key].map { all[$0] } }

    /// The nearest municipalities by their centre or their nearest locality, with the distance in kilometres.
    func near(_ point: Point, limit: Int) -> [(place: Place, kilometers: Double)] {
        var least: [Int: Double] = [:]
        for (other, place) in points {
            let distance = point.kilometers(to: other)
            if distance < least[place] ?? .infinity { least[place] = distance }
        }
        return least.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(limit).map { (all[$0.key], $0.value) }
    }

    /// Places of a province, by its code or its name; nil where none here is called so.
    func filter(province: String) -> (@Sendable (Int) -> Bool)? {
        let wanted = fold(province)
        let numbers = all.indices.filter {
            let province = all[$0].province
            return province.code == wanted || ([province.name] + province.aliases).contains { fold($0) == wanted }
        }
        guard !numbers.isEmpty else { return nil }
        let kept = Set(numbers)
        return { $0 == elsewhere || kept.contains($0) }
    }

    private static func names(of place: Place, number: Int) -> [PlaceName] {
        var names = [PlaceName(place.name, place: number, kind: .municipality)]
        if let cabecera = place.cabecera, cabecera != place.name {
            names.append(PlaceName(cabecera, place: number, kind: .cabecera))
        }
        names += place.aliases.map { PlaceName($0, place: number, kind: .alias) }
        for locality in place.localities where locality.name != place.name && locality.name != place.cabecera {
            names.append(PlaceName(locality.name, place: number, kind: .locality))
            names += locality.aliases.map { PlaceName($0, place: number, kind: .locality) }
        }
        // A cabecera's other names stand with the locality that it is.
        for locality in place.localities where locality.name == place.name || locality.name == place.cabecera {
            names += locality.aliases.map { PlaceName($0, place: number, kind: .alias) }
        }
        return names
    }
}

/// What all that isn't looked up is known by.
private let elsewhere = -1
