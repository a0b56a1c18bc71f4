import CSV
import SuiteProtocol

/// Compares the lines of an import with the offices that there are.
///
/// An office is meant by a line that has its municipality and its name; where several have the same name, by the localities
/// too.
struct ImportPlanner {
    private struct Group: Hashable {
        let place: Place.Key
        let name: String
    }

    private struct Entry {
        let row: ImportRow
        let group: Group
        let place: Place
        let data: OfficeData
        let localities: String
    }

    private struct Standing {
        let office: Office
        let place: Place
    }

    private var reader: MunicipalityReader
    /// By their localities.
    private var standing: [Group: [String: Standing]] = [:]
    /// The offices that a line means.
    private var meant: Set<String> = []
    /// What a wrong line speaks of isn't lacking.
    private var spared: Set<Group> = []
    private var seen: [Group: [String: Int]] = [:]

    /// - Parameter replaces: whether offices that the table lacks go.
    static func plan(
        _ table: ImportTable,
        among offices: [Office],
        in places: Places,
        replaces: Bool
    ) async throws -> ImportPlan {
        var planner = ImportPlanner(reader: MunicipalityReader(places: places))
        for (number, office) in offices.enumerated() {
            try await pause(after: number)
            planner.add(office)
        }
        var entries: [Result<Entry, LeftOut>] = []
        for (number, row) in table.rows.enumerated() {
            try await pause(after: number)
            entries.append(planner.entry(row))
        }
        let rows = entries.compactMap { try? $0.get() }
        let pairs = planner.pairs(rows)
        var plan = ImportPlan()
        for entry in entries {
            switch entry {
            case .success(let entry): plan.lines.append(planner.line(entry, pairs[entry.row.line]))
            case .failure(let line): plan.lines.append(line.line)
            }
        }
        if replaces { plan.lines += planner.removals() }
        return plan
    }

    private init(reader: MunicipalityReader) {
        self.reader = reader
    }

    /// Now and then: others have their turn, and nobody works on what was given up.
    private static func pause(after number: Int) async throws {
        guard number % 64 == 63 else { return }
        try Task.checkCancellation()
        await Task.yield()
    }

    private mutating func add(_ office: Office) {
        guard let place = reader.places[office.place] else { return }
        let group = Group(place: office.place, name: OfficeKeys.key(of: office.data.dependencia))
        let localities = OfficeKeys.key(ofLocalities: office.data.localidades)
        standing[group, default: [:]][localities] = Standing(office: office, place: place)
    }

    /// A line that is left out.
    private struct LeftOut: Error {
        let line: ImportPlan.Line
    }

    private mutating func entry(_ row: ImportRow) -> Result<Entry, LeftOut> {
        let (written, name) = (row.written(.municipio), row.written(.field(.dependencia)))
        var group: Group?
        do throws(ImportFault) {
            let place = try findPlace(of: row, written)
            let named = Group(place: place.key, name: OfficeKeys.key(of: name))
            group = named
            let data = try readData(of: row)
            let localities = OfficeKeys.key(ofLocalities: data.localidades)
            if let line = seen[named]?[localities] { throw .duplicate(line) }
            seen[named, default: [:]][localities] = row.line
            return .success(Entry(row: row, group: named, place: place, data: data, localities: localities))
        } catch {
            if let group { spared.insert(group) }
            return .failure(
                LeftOut(
                    line: ImportPlan.Line(
                        line: row.line,
                        action: .error,
                        municipality: written,
                        dependencia: name,
                        fault: error
                    )
                )
            )
        }
    }

    private mutating func findPlace(of row: ImportRow, _ written: String) throws(ImportFault) -> Place {
        guard !row.isBroken else { throw .wrongColumns(row.count) }
        for column in [ImportColumn.municipio, .cabecera] where row.written(column).looksLikeFormula {
            throw .formula(column)
        }
        let finding = reader.find(written, cabecera: row[.cabecera], localidades: row[.field(.localidades)])
        switch finding {
        case .found(let place): return place
        case .unknown(let nearest): throw .unknownMunicipality(nearest: nearest)
        case .ambiguous(let names): throw .ambiguousMunicipality(names)
        }
    }

    private func readData(of row: ImportRow) throws(ImportFault) -> OfficeData {
        var data = OfficeData()
        do throws(OfficeFault) {
            for field in OfficeField.allCases { try data.set(field, row[.field(field)] ?? "") }
            guard !data.dependencia.isEmpty else { throw .missingDependencia }
        } catch {
            throw .office(error)
        }
        return data
    }

    /// Which office each line means, by its number: the one of the same localities, else the only one that is left where
    /// only one line is left.
    private mutating func pairs(_ entries: [Entry]) -> [Int: Standing] {
        var pairs: [Int: Standing] = [:]
        var left: [Group: [Entry]] = [:]
        for entry in entries {
            if let found = standing[entry.group]?[entry.localities] {
                meant.insert(found.office.id)
                pairs[entry.row.line] = found
            } else {
                left[entry.group, default: []].append(entry)
            }
        }
        for (group, entries) in left where entries.count == 1 {
            let free = standing[group, default: [:]].values.filter { !meant.contains($0.office.id) }
            guard free.count == 1 else { continue }
            meant.insert(free[0].office.id)
            pairs[entries[0].row.line] = free[0]
        }
        return pairs
    }

    private func line(_ entry: Entry, _ standing: Standing?) -> ImportPlan.Line {
        var (data, action) = (entry.data, ImportPlan.Action.add)
        if let office = standing?.office {
            for field in OfficeField.allCases where entry.row[.field(field)] == nil {
                data.keep(office.data[field], as: field)
            }
            action = data == office.data ? .unchanged : .change
        }
        return ImportPlan.Line(
            line: entry.row.line,
            action: action,
            municipality: entry.place.name,
            dependencia: data.dependencia,
            office: ImportPlan.Target(id: standing?.office.id ?? newID(), place: entry.place, data: data)
        )
    }

    private func removals() -> [ImportPlan.Line] {
        standing.filter { !spared.contains($0.key) }.values.flatMap(\.values)
            .filter { !meant.contains($0.office.id) }
            .sorted { ($0.place.name, $0.office.data.dependencia) < ($1.place.name, $1.office.data.dependencia) }
            .map { standing in
                ImportPlan.Line(
                    line: nil,
                    action: .remove,
                    municipality: standing.place.name,
                    dependencia: standing.office.data.dependencia,
                    office: ImportPlan.Target(
                        id: standing.office.id,
                        place: standing.place,
                        data: standing.office.data
                    )
                )
            }
    }
}
