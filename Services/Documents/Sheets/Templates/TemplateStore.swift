import FoundationEssentials
import Identity
import Persistence
import SuiteProtocol

/// Templates that people made. The examples stand in the program, and come after them.
struct TemplateStore: Sendable {
    /// Of one person.
    static let most = 200

    static let migrations = [
        Migration(
            "sheet templates",
            """
            CREATE TABLE sheet_templates (
                id TEXT PRIMARY KEY,
                owner TEXT NOT NULL,
                kind TEXT NOT NULL,
                name BLOB NOT NULL,
                columns BLOB NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            );
            CREATE INDEX sheet_templates_by_owner ON sheet_templates (owner, id);
            CREATE TABLE sheet_template_groups (
                template_id TEXT NOT NULL REFERENCES sheet_templates (id) ON DELETE CASCADE,
                group_id TEXT NOT NULL,
                PRIMARY KEY (template_id, group_id)
            );
            CREATE INDEX sheet_template_groups_by_group ON sheet_template_groups (group_id);
            CREATE TABLE sheet_template_roles (
                template_id TEXT NOT NULL REFERENCES sheet_templates (id) ON DELETE CASCADE,
                role TEXT NOT NULL,
                PRIMARY KEY (template_id, role)
            );
            CREATE INDEX sheet_template_roles_by_role ON sheet_template_roles (role);
            """
        )
    ]

    static let sealedColumns = [
        SealedColumn("sheet_templates", "name"), SealedColumn("sheet_templates", "columns"),
    ]

    let database: Database
    let keyring: Keyring

    /// The caller's own, those that are shared with them, and the examples; by their names within each.
    func list(for principal: Principal) async throws -> [SheetTemplate] {
        let found = try await database.read { db in
            try db.all(
                "SELECT * FROM sheet_templates WHERE \(Sharing.templates.isReadable(by: principal)) ORDER BY id",
                as: TemplateRow.self
            ).map { try template($0, in: db) }
        }
        let sorted = found.sorted { one, other in
            let (mine, theirs) = (one.owner == principal.subject, other.owner == principal.subject)
            return mine == theirs ? (one.name, one.id) < (other.name, other.id) : mine
        }
        return sorted + ExampleTemplates.all
    }

    func list(ownedBy owner: String) async throws -> [SheetTemplate] {
        try await database.read { db in
            try db.all("SELECT * FROM sheet_templates WHERE owner = \(owner) ORDER BY id", as: TemplateRow.self)
                .map { try template($0, in: db) }
        }
    }

    /// - Throws: `TemplateError.notFound`, also for what the person may not see.
    func find(_ id: String, for principal: Principal) async throws -> SheetTemplate {
        if let example = ExampleTemplates.all.first(where: { $0.id == id }) { return example }
        return try await database.read { db in try find(id, for: principal, in: db) }
    }

    func create(_ draft: TemplateDraft.Checked, by owner: String, at now: Date = Date()) async throws -> SheetTemplate {
        let id = newID(at: now)
        let name = try EncryptedText(draft.name, for: id, by: keyring)
        let columns = try EncryptedText(json: draft.columns, for: id, by: keyring)
        return try await database.write { db in
            let count: Int =
                try db.value("SELECT COUNT(*) AS value FROM sheet_templates WHERE owner = \(owner)") ?? 0
            guard count < Self.most else { throw TemplateError.tooMany(limit: Self.most) }
            try db.execute(
                """
                INSERT INTO sheet_templates (id, owner, kind, name, columns, created_at, updated_at)
                VALUES (\(id), \(owner), \(draft.kind), \(name), \(columns), \(now), \(now))
                """
            )
            try Self.share(id, with: draft, in: db)
            return try find(id, in: db)
        }
    }

    func replace(
        _ id: String,
        with draft: TemplateDraft.Checked,
        by principal: Principal,
        at now: Date = Date()
    ) async throws -> SheetTemplate {
        let name = try EncryptedText(draft.name, for: id, by: keyring)
        let columns = try EncryptedText(json: draft.columns, for: id, by: keyring)
        return try await database.write { db in
            try own(id, principal, in: db)
            try db.execute(
                """
                UPDATE sheet_templates SET kind = \(draft.kind), name = \(name), columns = \(columns), updated_at = \(now)
                WHERE id = \(id)
                """
            )
            try Self.share(id, with: draft, in: db)
            return try find(id, in: db)
        }
    }

    /// Sheets that were made with it keep their columns.
    func remove(_ id: String, by principal: Principal) async throws {
        try await database.write { db in
            try own(id, principal, in: db)
            try db.execute("DELETE FROM sheet_templates WHERE id = \(id)")
        }
    }

    private func own(_ id: String, _ principal: Principal, in db: Connection) throws {
        if ExampleTemplates.all.contains(where: { $0.id == id }) { throw TemplateError.notYours }
        guard try find(id, for: principal, in: db).owner == principal.subject else { throw TemplateError.notYours }
    }

    private func find(_ id: String, for principal: Principal? = nil, in db: Connection) throws -> SheetTemplate {
        let condition: SQL = principal.map { "AND \(Sharing.templates.isReadable(by: $0))" } ?? ""
        let row = try db.first("SELECT * FROM sheet_templates WHERE id = \(id) \(condition)", as: TemplateRow.self)
        guard let row else { throw TemplateError.notFound }
        return try template(row, in: db)
    }

    private static func share(_ id: String, with draft: TemplateDraft.Checked, in db: Connection) throws {
        try Sharing.templates.set(groups: Set(draft.groups), roles: Set(draft.roles), of: id, in: db)
    }

    private func template(_ row: TemplateRow, in db: Connection) throws -> SheetTemplate {
        let readers = try Sharing.templates.readers(of: row.id, in: db)
        return try row.template(groups: readers.groups, roles: readers.roles, keyring)
    }
}

/// A template's row.
private struct TemplateRow: RowDecodable {
    let id: String
    private let owner: String
    private let kind: SheetTemplate.Kind
    private let name: EncryptedText
    private let columns: EncryptedText
    private let createdAt: Date
    private let updatedAt: Date

    init(row: Row) throws {
        id = try row.get("id")
        owner = try row.get("owner")
        kind = try row.get("kind")
        name = try row.get("name")
        columns = try row.get("columns")
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
    }

    func template(groups: Set<String>, roles: Set<Role>, _ keyring: Keyring) throws -> SheetTemplate {
        SheetTemplate(
            id: id,
            name: try name.text(for: id, by: keyring),
            kind: kind,
            columns: try columns.decoded(for: id, by: keyring),
            owner: owner,
            groups: groups,
            roles: roles,
            createdAt: createdAt,
            updatedAt: updatedAt
        )
    }
}
