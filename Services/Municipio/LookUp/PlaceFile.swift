import Daemon
import Foundation

/// The places of a country as `scripts/places/make_places.py` writes them: a tab a level, `=` before another name.
struct PlaceFile {
    let country: Province
    private(set) var provinces: [Province] = []
    private(set) var places: [Place] = []

    init(_ path: String) throws {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ConfigurationError(path, "is not a readable list of places")
        }
        let lines = text.split(separator: "\n")
        let heading = lines.first?.split(separator: "\t").map(String.init) ?? []
        guard heading.count == 2 else { throw ConfigurationError(path, "line 1: expected a country's code and name") }
        country = Province(code: heading[0], name: heading[1], country: heading[0])
        for (number, line) in lines.enumerated().dropFirst() {
            let level = line.prefix { $0 == "\t" }.count
            let fields = line.dropFirst(level).split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard read(fields, level) else {
                throw ConfigurationError(
                    path,
                    "line \(number + 1): is neither a province, a municipality nor a locality"
                )
            }
        }
    }

    private mutating func read(_ fields: [String], _ level: Int) -> Bool {
        let alias = fields[0].first == "=" ? String(fields[0].dropFirst()) : nil
        switch (level, alias) {
        case (1, nil) where fields.count == 2:
            provinces.append(Province(code: fields[0], name: fields[1], country: country.code))
        case (2, nil) where fields.count >= 2 && !provinces.isEmpty:
            let place = Place(
                code: fields[0],
                name: fields[1],
                province: provinces[provinces.count - 1],
                cabecera: fields.count > 2 && !fields[2].isEmpty ? fields[2] : nil,
                point: Self.point(fields, 3)
            )
            places.append(place)
        case (3, nil) where !places.isEmpty:
            places[places.count - 1].localities.append(Place.Locality(name: fields[0], point: Self.point(fields, 1)))
        case (2, let alias?) where !provinces.isEmpty: provinces[provinces.count - 1].aliases.append(alias)
        case (3, let alias?) where !places.isEmpty: places[places.count - 1].aliases.append(alias)
        case (4, let alias?):
            guard let last = places.last?.localities.indices.last else { return false }
            places[places.count - 1].localities[last].aliases.append(alias)
        default: return false
        }
        return true
    }

    private static func point(_ fields: [String], _ index: Int) -> Point? {
        guard fields.count > index + 1 else { return nil }
        return Point(latitude: Double(fields[index]), longitude: Double(fields[index + 1]))
    }
}
