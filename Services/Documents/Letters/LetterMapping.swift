/// Which column each field is filled from.
struct LetterMapping: Equatable, Sendable {
    enum Target: Equatable, Sendable {
        /// By its place.
        case column(Int)
        /// On purpose.
        case nothing
    }

    let fields: [String]
    let targets: [String: Target]

    /// What nobody said how to fill, in the order of the template.
    var unknown: [String] { fields.filter { targets[$0] == nil } }

    /// - Parameter asked: the name of a column for a field, or nothing to leave it empty. Fields that it doesn't name take
    ///   the column of their own name.
    /// - Throws: `LetterError.unknownColumn`.
    init(_ fields: [String], columns: [String], asked: [String: String]) throws(LetterError) {
        var places: [String: Int] = [:]
        for (place, name) in columns.enumerated() where places[name.foldedForFields] == nil {
            places[name.foldedForFields] = place
        }
        var targets: [String: Target] = [:]
        for field in fields {
            guard let name = asked[field] else {
                targets[field] = places[field.foldedForFields].map { .column($0) }
                continue
            }
            guard !name.isEmpty else {
                targets[field] = .nothing
                continue
            }
            guard let place = columns.firstIndex(of: name) ?? places[name.foldedForFields] else {
                throw .unknownColumn(name)
            }
            targets[field] = .column(place)
        }
        self.fields = fields
        self.targets = targets
    }

    /// What a row fills in, and the fields that it has nothing for.
    func values(of row: [String]) -> (values: [String: String], missing: [String]) {
        var (values, missing): ([String: String], [String]) = ([:], [])
        for field in fields {
            guard case .column(let place)? = targets[field] else {
                values[field] = ""
                continue
            }
            let value = row[place].trimmed
            if value.isEmpty { missing.append(field) }
            values[field] = value
        }
        return (values, missing)
    }

    func column(of field: String, in columns: [String]) -> String? {
        switch targets[field] {
        case .column(let place): columns[place]
        case .nothing: ""
        case nil: nil
        }
    }
}
