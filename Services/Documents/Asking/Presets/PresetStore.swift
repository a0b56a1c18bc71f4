import FoundationEssentials
import Persistence
import SuiteProtocol

/// People's own forms, sealed. Nobody else sees them.
struct PresetStore: Sendable {
    static let most = 100

    static let migrations = [
        Migration(
            "presets",
            """
            CREATE TABLE presets (
                id TEXT PRIMARY KEY,
                owner TEXT NOT NULL,
                form BLOB NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            );
            CREATE INDEX presets_by_owner ON presets (owner, id);
            """
        )
    ]

    static let sealedColumns = [SealedColumn("presets", "form")]

    let database: Database
    let keyring: Keyring

    /// Oldest first.
    func list(of owner: String) async throws -> [(id: String, preset: Preset)] {
        let rows = try await database.read { db in
            try db.all("SELECT * FROM presets WHERE owner = \(owner) ORDER BY id", as: PresetRow.self)
        }
        return try rows.map { ($0.id, try $0.preset(keyring)) }
    }

    /// - Throws: `AskError.presetNotFound`.
    func find(_ id: String, of owner: String) async throws -> Preset {
        let row = try await database.read { db in
            try db.first("SELECT * FROM presets WHERE id = \(id) AND owner = \(owner)", as: PresetRow.self)
        }
        guard let row else { throw AskError.presetNotFound }
        return try row.preset(keyring)
    }

    /// - Returns: the new form's id.
    func create(_ preset: Preset, of owner: String) async throws -> String {
        try preset.checked()
        let now = Date()
        let id = newID(at: now)
        let sealed = try EncryptedText(json: preset, for: id, by: keyring)
        try await database.write { db in
            let count: Int = try db.value("SELECT COUNT(*) AS value FROM presets WHERE owner = \(owner)") ?? 0
            guard count < Self.most else { throw AskError.tooManyPresets(limit: Self.most) }
            try db.execute(
                """
                INSERT INTO presets (id, owner, form, created_at, updated_at)
                VALUES (\(id), \(owner), \(sealed), \(now), \(now))
                """
            )
        }
        return id
    }

    /// - Throws: `AskError.presetNotFound`, `.badPreset`.
    func change(_ id: String, to preset: Preset, of owner: String) async throws {
        try preset.checked()
        let sealed = try EncryptedText(json: preset, for: id, by: keyring)
        let changed = try await database.write { db in
            try db.rows(
                """
                UPDATE presets SET form = \(sealed), updated_at = \(Date())
                WHERE id = \(id) AND owner = \(owner) RETURNING id
                """
            )
        }
        if changed.isEmpty { throw AskError.presetNotFound }
    }

    /// - Throws: `AskError.presetNotFound`.
    func remove(_ id: String, of owner: String) async throws {
        let removed = try await database.write { db in
            try db.rows("DELETE FROM presets WHERE id = \(id) AND owner = \(owner) RETURNING id")
        }
        if removed.isEmpty { throw AskError.presetNotFound }
    }

    /// All of somebody's, within the transaction that erases them.
    static func erase(_ owner: String, in db: Connection) throws -> Int {
        try db.rows("DELETE FROM presets WHERE owner = \(owner) RETURNING id").count
    }
}

private struct PresetRow: RowDecodable {
    let id: String
    private let form: EncryptedText

    init(row: Row) throws {
        id = try row.get("id")
        form = try row.get("form")
    }

    func preset(_ keyring: Keyring) throws -> Preset { try form.decoded(as: Preset.self, for: id, by: keyring) }
}
