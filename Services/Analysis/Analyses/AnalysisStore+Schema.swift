import Persistence

extension AnalysisStore {
    /// Texts are never kept: only what they were read as.
    static let migrations = [
        Migration(
            "analyses",
            """
            CREATE TABLE waiting_messages (
                message_id TEXT PRIMARY KEY,
                conversation_id TEXT NOT NULL,
                student TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                attempts INTEGER NOT NULL,
                due_at INTEGER NOT NULL
            );
            CREATE INDEX waiting_messages_by_due ON waiting_messages (due_at);
            CREATE INDEX waiting_messages_by_student ON waiting_messages (student);
            CREATE TABLE analyses (
                message_id TEXT PRIMARY KEY,
                conversation_id TEXT NOT NULL,
                student TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                analyzed_at INTEGER NOT NULL,
                emotion TEXT,
                certain BOOLEAN,
                probabilities TEXT,
                style TEXT,
                tier INTEGER,
                category TEXT
            );
            CREATE INDEX analyses_by_student ON analyses (student, created_at);
            CREATE INDEX analyses_by_conversation ON analyses (conversation_id, created_at);
            CREATE INDEX analyses_by_time ON analyses (created_at);
            """
        ),
        Migration(
            "corrections",
            """
            ALTER TABLE analyses ADD COLUMN correction TEXT;
            ALTER TABLE analyses ADD COLUMN corrected_at INTEGER;
            """
        ),
    ]
}
