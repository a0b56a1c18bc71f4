import Persistence

extension OfficeStore {
    /// `offices` says how things are, `office_versions` how each came to be so: a row as a whole for every change, by
    /// which history is told and imports are undone.
    static let migrations = [
        Migration(
            "offices",
            """
            CREATE TABLE office_revision (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, at INTEGER NOT NULL);
            INSERT INTO office_revision (id, number, at) VALUES (1, 0, 0);
            CREATE TABLE offices (
                id TEXT PRIMARY KEY,
                revision INTEGER NOT NULL,
                identity TEXT NOT NULL,
                sort_key TEXT NOT NULL,
                search TEXT NOT NULL,
                country TEXT NOT NULL,
                municipality TEXT NOT NULL,
                dependencia TEXT NOT NULL,
                localidades TEXT,
                direccion TEXT,
                telefono TEXT,
                whatsapp TEXT,
                horario TEXT,
                email TEXT,
                confirmed_at INTEGER,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                updated_by TEXT,
                removed_at INTEGER
            );
            CREATE UNIQUE INDEX offices_by_identity ON offices (identity) WHERE removed_at IS NULL;
            CREATE INDEX offices_by_place ON offices (municipality, country);
            CREATE INDEX offices_by_sort_key ON offices (sort_key, id);
            CREATE INDEX offices_by_revision ON offices (revision);
            CREATE TABLE office_versions (
                office_id TEXT NOT NULL,
                revision INTEGER NOT NULL,
                at INTEGER NOT NULL,
                changed_by TEXT,
                kind TEXT NOT NULL,
                import_id TEXT,
                identity TEXT NOT NULL,
                sort_key TEXT NOT NULL,
                search TEXT NOT NULL,
                country TEXT NOT NULL,
                municipality TEXT NOT NULL,
                dependencia TEXT NOT NULL,
                localidades TEXT,
                direccion TEXT,
                telefono TEXT,
                whatsapp TEXT,
                horario TEXT,
                email TEXT,
                confirmed_at INTEGER,
                removed_at INTEGER,
                PRIMARY KEY (office_id, revision)
            );
            CREATE INDEX office_versions_by_revision ON office_versions (revision);
            CREATE INDEX office_versions_by_person ON office_versions (changed_by);
            """
        )
    ]

    /// What an office and its versions have in common.
    static let kept: SQL = """
        identity, sort_key, search, country, municipality, dependencia, localidades, direccion, telefono, whatsapp,
        horario, email, confirmed_at, removed_at
        """

    static let inserted: SQL = """
        offices (id, revision, created_at, updated_at, updated_by, identity, sort_key, search, country, municipality,
            dependencia, localidades, direccion, telefono, whatsapp, horario, email)
        """

    /// A new office, for `inserted`.
    static func row(
        _ id: String,
        _ data: OfficeData,
        in place: Place,
        _ revision: OfficeRevision,
        by person: String?
    ) -> SQL {
        """
        (\(id), \(revision.number), \(revision.at), \(revision.at), \(person), \(described(data, in: place)))
        """
    }

    /// From `identity` to `email`, in the order of `kept`.
    static func described(_ data: OfficeData, in place: Place) -> SQL {
        let keys = OfficeKeys(data, in: place)
        return """
            \(keys.identity), \(keys.sortKey), \(keys.search), \(place.key.country), \(place.key.code),
            \(data.dependencia), \(data.localidades), \(data.direccion), \(data.telefono), \(data.whatsapp),
            \(data.horario), \(data.email)
            """
    }

    /// Keeps what the offices of this revision are now.
    ///
    /// - Parameter kind: an expression, where not all have become so in the same way.
    static func keepVersions(
        _ revision: OfficeRevision,
        _ kind: SQL,
        by person: String?,
        importID: String? = nil,
        in db: Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO office_versions (office_id, revision, at, changed_by, kind, import_id, \(kept))
            SELECT id, revision, \(revision.at), \(person), \(kind), \(importID), \(kept)
            FROM offices WHERE revision = \(revision.number)
            """
        )
    }
}
