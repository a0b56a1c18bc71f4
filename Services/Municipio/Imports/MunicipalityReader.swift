import Gazetteer
import TextAnalysis

/// Finds the municipality that a row names: with certainty, or not at all.
struct MunicipalityReader {
    enum Finding {
        case found(Place)
        /// With what it may have been.
        case unknown(nearest: String?)
        case ambiguous([String])
    }

    let places: Places
    private var looks: [String: Look] = [:]
    private var names: [Place.Key: String] = [:]

    /// No file has so many ways of writing its municipalities, or such long ones: what is beyond isn't looked for.
    private static let mostLooks = 5_000
    private static let longestName = 100

    init(places: Places) {
        self.places = places
    }

    /// - Parameters:
    ///   - name: a name, another name or the official code.
    ///   - cabecera: what tells municipalities of one name apart, as localities do.
    mutating func find(_ name: String, cabecera: String? = nil, localidades: String? = nil) -> Finding {
        let found = looks[name] ?? look(for: name)
        looks[name] = found
        return switch found {
        case .sure(let place): .found(place)
        case .choose(let candidates): choose(among: candidates, cabecera, localidades)
        case .none(let nearest): .unknown(nearest: nearest)
        }
    }

    /// A name by which an import finds the place again: its own, or else its code.
    mutating func name(of place: Place) -> String {
        if let name = names[place.key] { return name }
        let finding = find(place.name, cabecera: place.cabecera)
        let isFound = if case .found(let found) = finding { found.key == place.key } else { false }
        let name = isFound ? place.name : place.code
        names[place.key] = name
        return name
    }

    private enum Look {
        case sure(Place)
        case choose([Place])
        case none(nearest: String?)
    }

    private func look(for name: String) -> Look {
        guard !name.isEmpty, name.utf8.count <= Self.longestName, looks.count < Self.mostLooks else {
            return .none(nearest: nil)
        }
        if name.allSatisfy({ $0.isASCII && $0.isNumber }) { return look(forCode: name) }
        let search = PlaceSearch(name, in: places.gazetteer)
        let sure = search.items.filter { [.exact, .alias].contains($0.reason) }
        if search.decision == .match, let first = search.items.first, sure.first?.place == first.place {
            return .sure(places.all[first.place])
        }
        guard search.outside == nil, !sure.isEmpty else {
            return .none(nearest: search.items.first.map { places.all[$0.place].name })
        }
        return .choose(sure.map { places.all[$0.place] })
    }

    /// Spreadsheets take leading zeros away.
    private func look(forCode code: String) -> Look {
        let codes = [code, String(repeating: "0", count: max(0, 5 - code.count)) + code]
        let found = places.all.filter { codes.contains($0.code) }
        return found.count == 1 ? .sure(found[0]) : found.isEmpty ? .none(nearest: nil) : .choose(found)
    }

    private func choose(among candidates: [Place], _ cabecera: String?, _ localidades: String?) -> Finding {
        let seat = OfficeKeys.key(of: cabecera ?? "")
        let named = (localidades ?? "").prefix(OfficeField.localidades.limit)
        let towns = Set(named.split { ",;/".contains($0) }.map { OfficeKeys.key(of: String($0)) })
        let fitting = candidates.filter { place in
            (!seat.isEmpty && OfficeKeys.key(of: place.cabecera ?? "") == seat)
                || place.localities.contains { towns.contains(OfficeKeys.key(of: $0.name)) }
        }
        return fitting.count == 1 ? .found(fitting[0]) : .ambiguous(candidates.map(\.name))
    }
}
