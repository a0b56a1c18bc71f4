import Foundation
import Persistence

/// One change of an office.
struct OfficeHistoryEntry: Encodable, Sendable {
    let at: Date
    let by: KeeperReference?
    let kind: String
    let importID: String?
    let changes: [OfficeChange]
}

/// An office as it was after a change.
struct OfficeVersion: Sendable, RowDecodable {
    let at: Date
    let changedBy: String?
    let kind: String
    let importID: String?
    let place: Place.Key
    let data: OfficeData

    init(row: Row) throws {
        at = try row.get("at")
        changedBy = try row.get("changed_by")
        kind = try row.get("kind")
        importID = try row.get("import_id")
        place = Place.Key(country: try row.get("country"), code: try row.get("municipality"))
        data = try OfficeData(row: row)
    }

    static let columns: SQL = """
        at, changed_by, kind, import_id, country, municipality, dependencia, localidades, direccion, telefono,
        whatsapp, horario, email
        """
}

extension OfficeStore {
    /// The latest first. Removed offices have one too.
    func history(of id: String) async throws -> [OfficeHistoryEntry] {
        try await database.read { db in
            let versions: [OfficeVersion] = try db.all(
                """
                SELECT \(OfficeVersion.columns) FROM office_versions WHERE office_id = \(id) ORDER BY revision
                """
            )
            guard !versions.isEmpty else { throw OfficeError.notFound }
            let names = try keepers.names(of: Set(versions.compactMap(\.changedBy)), in: db)
            let before: [OfficeVersion?] = [nil] + versions.dropLast().map(Optional.some)
            return zip(before, versions).map { before, version in
                OfficeHistoryEntry(
                    at: version.at,
                    by: KeeperReference(version.changedBy, names),
                    kind: version.kind,
                    importID: version.importID,
                    changes: changes(from: before, to: version)
                )
            }.reversed()
        }
    }

    private func changes(from before: OfficeVersion?, to version: OfficeVersion) -> [OfficeChange] {
        let (from, to) = (before?.place, version.place)
        let moved =
            from == to
            ? []
            : [OfficeChange(field: "municipality", from: from.map(name(of:)), to: name(of: to))]
        return moved + (before?.data ?? OfficeData()).changes(to: version.data)
    }
}
