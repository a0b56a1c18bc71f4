import Persistence

extension PassageStore {
    package static let migrations = [
        Migration(
            "passages",
            """
            -- What filters ask for; details: title, external id and URL.
            CREATE TABLE passage_sources (
                document TEXT PRIMARY KEY,
                collection TEXT NOT NULL,
                owner TEXT NOT NULL,
                kind TEXT NOT NULL,
                date INTEGER,
                analyzer TEXT NOT NULL,
                details BLOB NOT NULL
            );
            -- Ids are numbers of 16 digits. Terms: all that the index in memory is made of.
            CREATE TABLE passages (
                id TEXT PRIMARY KEY,
                document TEXT NOT NULL REFERENCES passage_sources (document),
                page INTEGER NOT NULL,
                content BLOB NOT NULL,
                terms BLOB NOT NULL
            );
            CREATE INDEX passages_of_document ON passages (document, page);
            -- Without a vector here where another store keeps it.
            CREATE TABLE passage_vectors (
                id TEXT PRIMARY KEY REFERENCES passages (id),
                model TEXT NOT NULL,
                vector BLOB
            );
            -- Vectors that another store has yet to forget.
            CREATE TABLE forgotten_vectors (id TEXT PRIMARY KEY);
            CREATE TABLE passage_numbers (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
            INSERT INTO passage_numbers (name, value) VALUES ('next_passage', 1), ('forgotten_changes', 0);
            -- Who makes vectors, and until when unless it says so again.
            CREATE TABLE embedding_lease (replica TEXT NOT NULL, until INTEGER NOT NULL);
            INSERT INTO embedding_lease (replica, until) VALUES ('', 0);
            -- What replicas tell each other, on PostgreSQL. Runs of ids: `1-20 35`.
            CREATE TABLE passage_changes (
                revision INTEGER PRIMARY KEY AUTOINCREMENT,
                kind TEXT NOT NULL,
                added TEXT NOT NULL,
                removed TEXT NOT NULL,
                created_at INTEGER NOT NULL
            );
            """
        )
    ]

    package static let sealedColumns = [
        SealedColumn("passage_sources", "details", key: "document"),
        SealedColumn("passages", "content"),
        SealedColumn("passages", "terms"),
        SealedColumn("passage_vectors", "vector"),
    ]
}
