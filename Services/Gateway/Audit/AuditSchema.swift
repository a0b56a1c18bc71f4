import Persistence

/// The tables of the audit. What was written to the chain is never changed, and only removed below a checkpoint.
enum AuditSchema {
    static let migration = Migration("audit", tables + sqliteGuards, postgres: postgresTables + postgresGuards)

    private static let tables = """
        CREATE TABLE audit_entries (
            sequence INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT,
            object_kind TEXT,
            object_id TEXT,
            network TEXT,
            reason_digest BLOB,
            result TEXT NOT NULL,
            daemon TEXT NOT NULL,
            request_id TEXT,
            version INTEGER NOT NULL,
            hash BLOB NOT NULL
        );
        CREATE INDEX audit_entries_at ON audit_entries (at);
        CREATE INDEX audit_entries_actor ON audit_entries (actor, at);
        CREATE INDEX audit_entries_subject ON audit_entries (subject, at);
        CREATE INDEX audit_entries_action ON audit_entries (action, at);
        CREATE INDEX audit_entries_daemon ON audit_entries (daemon, at);
        CREATE INDEX audit_entries_result ON audit_entries (result, at);
        CREATE TABLE audit_reasons (
            entry TEXT PRIMARY KEY,
            sealed BLOB NOT NULL
        );
        CREATE TABLE audit_visits (
            id TEXT PRIMARY KEY,
            person TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        );
        CREATE TABLE audit_turn (id INTEGER PRIMARY KEY);

        """

    private static let sqliteGuards = """
        CREATE TRIGGER audit_entries_unchanged BEFORE UPDATE ON audit_entries
        BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
        CREATE TRIGGER audit_entries_kept BEFORE DELETE ON audit_entries
        WHEN OLD.sequence > COALESCE(
            (SELECT MAX(CAST(object_id AS INTEGER)) FROM audit_entries WHERE action = 'audit.trimmed'), 0
        )
        BEGIN SELECT RAISE(ABORT, 'audit entries are never removed'); END;
        """

    private static let postgresTables = tables.replacing("INTEGER", with: "BIGINT").replacing("BLOB", with: "BYTEA")

    private static let postgresGuards = """
        CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                IF OLD.sequence <= (
                    SELECT MAX(CAST(split_part(object_id, '.', 1) AS BIGINT)) FROM audit_entries
                    WHERE action = 'audit.trimmed'
                ) THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION 'audit entries are never changed or removed';
        END
        $$;
        CREATE TRIGGER audit_entries_kept BEFORE UPDATE OR DELETE ON audit_entries
        FOR EACH ROW EXECUTE FUNCTION audit_refuse();
        CREATE TRIGGER audit_entries_not_emptied BEFORE TRUNCATE ON audit_entries
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
        """
}
