import Foundation
import Persistence
import TextAnalysis

/// An office with the names of its place and of whoever changed it last.
struct KeptOffice: Sendable {
    let office: Office
    let municipality: String
    let updatedBy: KeeperReference?
}

/// Which offices a list shows.
struct OfficeFilter: Sendable {
    /// Words that begin so stand in an office or its municipality.
    var words: [String] = []
    var place: Place.Key?
    /// Only those that nobody has confirmed since.
    var staleSince: Date?

    static let mostWords = 8

    fileprivate var condition: SQL {
        var condition: SQL = "removed_at IS NULL"
        // Folded words have no letters that mean something to LIKE.
        for word in words {
            let pattern: String = "% \(word)%"
            condition = "\(condition) AND search LIKE \(pattern)"
        }
        if let place {
            condition = "\(condition) AND municipality = \(place.code) AND country = \(place.country)"
        }
        if let staleSince { condition = "\(condition) AND COALESCE(confirmed_at, created_at) < \(staleSince)" }
        return condition
    }
}

/// A part of the list.
struct OfficePage: Sendable {
    let offices: [KeptOffice]
    /// All that the filter lets through.
    let total: Int
    let next: String?
}

extension OfficeStore {
    /// By municipality and name, after the office `cursor`.
    func list(_ filter: OfficeFilter = OfficeFilter(), after cursor: String? = nil, limit: Int) async throws
        -> OfficePage
    {
        let condition = filter.condition
        let rest: SQL =
            if let cursor {
                """
                \(condition) AND (sort_key, id) > (
                    (SELECT sort_key FROM offices WHERE id = \(cursor)), \(cursor)
                )
                """
            } else { condition }
        return try await database.read { db in
            let offices: [Office] = try db.all(
                "SELECT \(Office.columns) FROM offices WHERE \(rest) ORDER BY sort_key, id LIMIT \(limit + 1)"
            )
            let page = Array(offices.prefix(limit))
            return OfficePage(
                offices: try kept(page, in: db),
                total: try db.value("SELECT COUNT(*) AS value FROM offices WHERE \(condition)") ?? 0,
                next: offices.count > limit ? page.last?.id : nil
            )
        }
    }

    /// What a citizen is told of a municipality: examples only where there is nothing else.
    func offices(of place: Place) async throws -> [KeptOffice] {
        let offices: [Office] = try await database.read { db in
            try db.all(
                """
                SELECT \(Office.columns) FROM offices
                WHERE municipality = \(place.code) AND country = \(place.key.country) AND removed_at IS NULL
                ORDER BY sort_key, id
                """
            )
        }
        let real = offices.filter { !$0.data.isExample }
        return (real.isEmpty ? offices : real).map {
            KeptOffice(office: $0, municipality: place.name, updatedBy: nil)
        }
    }

    func kept(_ offices: [Office], in db: Connection) throws -> [KeptOffice] {
        let names = try keepers.names(of: Set(offices.compactMap(\.updatedBy)), in: db)
        return offices.map { named($0, names) }
    }

    func kept(_ office: Office, in db: Connection) throws -> KeptOffice {
        named(office, try keepers.names(of: Set([office.updatedBy].compactMap { $0 }), in: db))
    }

    private func named(_ office: Office, _ names: [String: String]) -> KeptOffice {
        KeptOffice(
            office: office,
            municipality: name(of: office.place),
            updatedBy: KeeperReference(office.updatedBy, names)
        )
    }

    func name(of place: Place.Key) -> String { places[place]?.name ?? place.code }
}
