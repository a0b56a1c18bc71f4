import Foundation
import Persistence
import SuiteProtocol

extension ImportStore {
    /// Offices that are named in a refusal.
    private static let mostNamed = 5

    /// Makes the offices what they were before an import, unless one of them was changed since. An import that was
    /// undone stays so.
    func undo(_ id: String, by keeper: Keeper) async throws -> ShownImport {
        let date = offices.now()
        return try await database.write { db in
            let kept = try find(id, in: db)
            if kept.state == .undone { return try show(id, in: db) }
            guard kept.state == .applied, let applied = kept.revision else { throw ImportError.notApplied }
            let changed = try changedSince(applied, in: db)
            guard changed.isEmpty else { throw ImportError.changedSince(changed) }
            let revision = try OfficeRevision.next(at: date, in: db)
            try removeCreated(by: applied, revision, keeper, in: db)
            try bringBack(from: applied, revision, keeper, in: db)
            try OfficeStore.keepVersions(revision, "'undone'", by: keeper.id, importID: id, in: db)
            try db.execute(
                """
                UPDATE office_imports SET state = \(KeptImport.State.undone), undone_at = \(revision.at),
                    undone_by = \(keeper.id)
                WHERE id = \(id)
                """
            )
            try record(.officesImportUndone, id, keeper, at: date, in: db)
            return try show(id, in: db)
        }
    }

    /// Offices of a revision that became something else, or whose place another has taken.
    private func changedSince(_ revision: Int, in db: Connection) throws -> [String] {
        let rows = try db.rows(
            """
            SELECT o.country, o.municipality, o.dependencia FROM office_versions v
            JOIN offices o ON o.id = v.office_id
            WHERE v.revision = \(revision) AND o.revision <> \(revision)
            UNION ALL
            SELECT o.country, o.municipality, o.dependencia FROM office_versions v
            JOIN office_versions p ON p.office_id = v.office_id AND p.revision = (
                SELECT MAX(b.revision) FROM office_versions b
                WHERE b.office_id = v.office_id AND b.revision < \(revision)
            )
            JOIN offices o ON o.identity = p.identity AND o.id <> p.office_id
            WHERE v.revision = \(revision) AND p.removed_at IS NULL AND o.removed_at IS NULL
                AND o.revision <> \(revision)
            LIMIT \(Self.mostNamed)
            """
        )
        return try rows.map { row in
            let place = Place.Key(country: try row.get("country"), code: try row.get("municipality"))
            return "\(offices.name(of: place)): \(try row.get("dependencia", as: String.self))"
        }
    }

    private func removeCreated(by applied: Int, _ revision: OfficeRevision, _ keeper: Keeper, in db: Connection) throws
    {
        try db.execute(
            """
            UPDATE offices SET removed_at = \(revision.at), \(touched(revision, keeper))
            WHERE revision = \(applied) AND id IN (
                SELECT office_id FROM office_versions WHERE revision = \(applied) AND kind = 'created'
            )
            """
        )
    }

    private func bringBack(from applied: Int, _ revision: OfficeRevision, _ keeper: Keeper, in db: Connection) throws {
        try db.execute(
            """
            UPDATE offices SET identity = p.identity, sort_key = p.sort_key, search = p.search,
                dependencia = p.dependencia, localidades = p.localidades, direccion = p.direccion,
                telefono = p.telefono, whatsapp = p.whatsapp, horario = p.horario, email = p.email,
                confirmed_at = p.confirmed_at, removed_at = p.removed_at, \(touched(revision, keeper))
            FROM office_versions AS p
            WHERE offices.revision = \(applied) AND p.office_id = offices.id AND p.revision = (
                SELECT MAX(b.revision) FROM office_versions b
                WHERE b.office_id = offices.id AND b.revision < \(applied)
            )
            """
        )
    }
}
