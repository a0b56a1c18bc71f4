import Daemon
import Foundation
import NIOPosix
import Persistence
import SuiteProtocol

/// Imports of offices: shown first, then applied as a whole, and undone as a whole.
struct ImportStore: Sendable {
    let offices: OfficeStore

    /// How long a preview waits to be applied.
    private static let previewDays = 7
    /// Lines of one transaction.
    private static let batch = 1_024
    static let page = 200

    var database: Database { offices.database }

    /// Says what a table would do, and keeps it. Nothing else changes.
    ///
    /// - Parameter replaces: whether offices that the table lacks are to go.
    func preview(_ table: ImportTable, replaces: Bool, by keeper: Keeper) async throws -> ShownImport {
        let (standing, base) = try await database.read { db in
            let standing: [Office] = try db.all("SELECT \(Office.columns) FROM offices WHERE removed_at IS NULL")
            return (standing, try OfficeRevision.current(in: db))
        }
        let plan = try await ImportPlanner.plan(table, among: standing, in: offices.places, replaces: replaces)
        let date = offices.now()
        let id = newID(at: date)
        let headers = try WireJSON.encoder().encode(table.columns)
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO office_imports (id, state, created_at, created_by, replaces, encoding, separator, headers,
                    adds, changes, removals, unchanged, errors, base_revision)
                VALUES (\(id), \(KeptImport.State.reading), \(date), \(keeper.id), \(replaces), \(table.encoding),
                    \(String(table.separator)), \(headers), \(plan.count(.add)), \(plan.count(.change)),
                    \(plan.count(.remove)), \(plan.count(.unchanged)), \(plan.count(.error)), \(base))
                """
            )
            try offices.keepers.note(keeper, at: date, in: db)
        }
        for start in stride(from: 0, to: plan.lines.count, by: Self.batch) {
            let lines = plan.lines[start..<min(start + Self.batch, plan.lines.count)]
            // Before the transaction: others write meanwhile.
            let rows = try await NIOThreadPool.singleton.runIfActive {
                zip(lines.indices, lines).map { Self.row($1, number: $0, of: id) }
            }
            try await database.write { db in
                try db.insert(
                    rows,
                    into: """
                        office_import_lines (import_id, number, line, action, written, error, about, office_id,
                            \(Self.described))
                        """
                )
            }
        }
        try await database.write { db in
            try db.execute("UPDATE office_imports SET state = \(KeptImport.State.previewed) WHERE id = \(id)")
        }
        return try await show(id)
    }

    /// The latest first, without their lines.
    func list() async throws -> [ShownImport] {
        try await database.read { db in
            let imports: [KeptImport] = try db.all(
                """
                SELECT * FROM office_imports WHERE state <> \(KeptImport.State.reading)
                ORDER BY id DESC LIMIT \(Self.page)
                """
            )
            let names = try names(of: imports, in: db)
            return imports.map { ShownImport(kept: $0, names: names, lines: [], next: nil) }
        }
    }

    /// With a part of its lines.
    ///
    /// - Parameters:
    ///   - action: only lines that do this.
    ///   - cursor: the number of the last line that was seen.
    func show(_ id: String, _ action: ImportPlan.Action? = nil, after cursor: Int = -1) async throws -> ShownImport {
        try await database.read { db in try show(id, action, after: cursor, in: db) }
    }

    func show(_ id: String, _ action: ImportPlan.Action? = nil, after cursor: Int = -1, in db: Connection) throws
        -> ShownImport
    {
        let kept = try find(id, in: db)
        let filter: SQL = if let action { "AND action = \(action)" } else { "" }
        let lines: [KeptLine] = try db.all(
            """
            SELECT * FROM office_import_lines WHERE import_id = \(id) AND number > \(cursor) \(filter)
            ORDER BY number LIMIT \(Self.page + 1)
            """
        )
        let page = lines.prefix(Self.page)
        let before = try versions(of: page.compactMap(\.changedOffice), before: kept.baseRevision, in: db)
        return ShownImport(
            kept: kept,
            names: try names(of: [kept], in: db),
            lines: page.map { ShownLine($0, before: $0.changedOffice.flatMap { before[$0] }, places: offices.places) },
            next: lines.count > Self.page ? page.last?.number : nil
        )
    }

    func find(_ id: String, in db: Connection) throws -> KeptImport {
        let kept: KeptImport? = try db.first(
            "SELECT * FROM office_imports WHERE id = \(id) AND state <> \(KeptImport.State.reading)"
        )
        guard let kept else { throw ImportError.notFound }
        return kept
    }

    /// Previews that nobody applied, and those that were never finished.
    var retentionRule: Retention.Rule {
        Retention.Rule("previews of imports", days: Self.previewDays) { date, limit in
            let waiting = [KeptImport.State.reading, .previewed]
            let ids = try await database.read { db in
                try db.rows(
                    """
                    SELECT id FROM office_imports WHERE state IN (\(waiting)) AND created_at < \(date)
                    ORDER BY created_at LIMIT \(limit)
                    """
                ).map { try $0.get("id", as: String.self) }
            }
            for id in ids {
                try await database.write { db in
                    try db.execute("DELETE FROM office_imports WHERE id = \(id) AND state IN (\(waiting))")
                }
            }
            return ids.count
        }
    }

    private func names(of imports: [KeptImport], in db: Connection) throws -> [String: String] {
        try offices.keepers.names(of: Set(imports.compactMap(\.createdBy)), in: db)
    }

    /// What offices said as the import was made.
    private func versions(of ids: [String], before revision: Int, in db: Connection) throws -> [String: OfficeData] {
        guard !ids.isEmpty else { return [:] }
        let rows = try db.rows(
            """
            SELECT * FROM office_versions v WHERE office_id IN (\(ids)) AND revision = (
                SELECT MAX(revision) FROM office_versions WHERE office_id = v.office_id AND revision <= \(revision)
            )
            """
        )
        return try rows.reduce(into: [:]) { $0[try $1.get("office_id")] = try OfficeData(row: $1) }
    }
}
