import Persistence

extension ImportStore {
    /// An import is kept with all its lines: what is applied is what was shown.
    static let migrations = [
        Migration(
            "office imports",
            """
            CREATE TABLE office_imports (
                id TEXT PRIMARY KEY,
                state TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                created_by TEXT,
                replaces BOOLEAN NOT NULL,
                encoding TEXT NOT NULL,
                separator TEXT NOT NULL,
                headers BLOB NOT NULL,
                adds INTEGER NOT NULL,
                changes INTEGER NOT NULL,
                removals INTEGER NOT NULL,
                unchanged INTEGER NOT NULL,
                errors INTEGER NOT NULL,
                base_revision INTEGER NOT NULL,
                revision INTEGER,
                applied_at INTEGER,
                applied_by TEXT,
                undone_at INTEGER,
                undone_by TEXT
            );
            CREATE TABLE office_import_lines (
                import_id TEXT NOT NULL REFERENCES office_imports (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                line INTEGER,
                action TEXT NOT NULL,
                written TEXT NOT NULL,
                error TEXT,
                about TEXT,
                office_id TEXT,
                identity TEXT,
                sort_key TEXT,
                search TEXT,
                country TEXT,
                municipality TEXT,
                dependencia TEXT NOT NULL,
                localidades TEXT,
                direccion TEXT,
                telefono TEXT,
                whatsapp TEXT,
                horario TEXT,
                email TEXT,
                PRIMARY KEY (import_id, number)
            );
            """
        )
    ]

    /// What a line that isn't wrong says of its office.
    static let described: SQL = """
        identity, sort_key, search, country, municipality, dependencia, localidades, direccion, telefono, whatsapp,
        horario, email
        """

    /// Nothing for a line that is wrong, but its name.
    static func row(_ line: ImportPlan.Line, number: Int, of id: String) -> SQL {
        let fault = line.fault
        let office: SQL =
            if let target = line.office {
                "\(target.id), \(OfficeStore.described(target.data, in: target.place))"
            } else {
                "NULL, NULL, NULL, NULL, NULL, NULL, \(line.dependencia), NULL, NULL, NULL, NULL, NULL, NULL"
            }
        return """
            (\(id), \(number), \(line.line), \(line.action), \(line.municipality), \(fault?.code), \(fault?.about),
             \(office))
            """
    }
}
