import Audit
import Foundation
import Persistence
import SuiteProtocol

extension ImportStore {
    /// Makes the offices what was shown, all at once. An import that was applied stays so.
    func apply(_ id: String, by keeper: Keeper) async throws -> ShownImport {
        let date = offices.now()
        return try await database.write { db in
            let kept = try find(id, in: db)
            switch kept.state {
            case .applied: return try show(id, in: db)
            case .undone: throw ImportError.alreadyUndone
            case .reading, .previewed: break
            }
            guard try OfficeRevision.current(in: db) == kept.baseRevision else { throw ImportError.stalePreview }
            let revision = try OfficeRevision.next(at: date, in: db)
            try removeLacking(id, revision, keeper, in: db)
            try changeKnown(id, revision, keeper, in: db)
            try addNew(id, revision, keeper, in: db)
            let kind: SQL = """
                CASE WHEN removed_at IS NOT NULL THEN 'removed' WHEN created_at = \(revision.at) THEN 'created'
                    ELSE 'changed' END
                """
            try OfficeStore.keepVersions(revision, kind, by: keeper.id, importID: id, in: db)
            try db.execute(
                """
                UPDATE office_imports SET state = \(KeptImport.State.applied), revision = \(revision.number),
                    applied_at = \(revision.at), applied_by = \(keeper.id)
                WHERE id = \(id)
                """
            )
            try record(.officesImported, id, keeper, at: date, in: db)
            return try show(id, in: db)
        }
    }

    private func removeLacking(_ id: String, _ revision: OfficeRevision, _ keeper: Keeper, in db: Connection) throws {
        try db.execute(
            """
            UPDATE offices SET removed_at = \(revision.at), \(touched(revision, keeper))
            WHERE id IN (SELECT office_id FROM office_import_lines WHERE import_id = \(id) AND action = 'remove')
            """
        )
    }

    private func changeKnown(_ id: String, _ revision: OfficeRevision, _ keeper: Keeper, in db: Connection) throws {
        try db.execute(
            """
            UPDATE offices SET identity = l.identity, sort_key = l.sort_key, search = l.search,
                dependencia = l.dependencia, localidades = l.localidades, direccion = l.direccion,
                telefono = l.telefono, whatsapp = l.whatsapp, horario = l.horario, email = l.email,
                \(touched(revision, keeper))
            FROM office_import_lines AS l
            WHERE l.import_id = \(id) AND l.action = 'change' AND l.office_id = offices.id
            """
        )
    }

    private func addNew(_ id: String, _ revision: OfficeRevision, _ keeper: Keeper, in db: Connection) throws {
        try db.execute(
            """
            INSERT INTO \(OfficeStore.inserted)
            SELECT office_id, \(revision.number), \(revision.at), \(revision.at), \(keeper.id), \(Self.described)
            FROM office_import_lines WHERE import_id = \(id) AND action = 'add'
            """
        )
    }

    func touched(_ revision: OfficeRevision, _ keeper: Keeper) -> SQL {
        "revision = \(revision.number), updated_at = \(revision.at), updated_by = \(keeper.id)"
    }

    func record(_ action: AuditAction, _ id: String, _ keeper: Keeper, at date: Date, in db: Connection) throws {
        try offices.keepers.note(keeper, at: date, in: db)
        try offices.trail.record(action, by: keeper.origin, object: AuditObject("import", id), at: date, in: db)
    }
}
