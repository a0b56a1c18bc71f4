import Persistence

extension AlertStore {
    static let migrations = [
        Migration(
            "alerts",
            """
            CREATE TABLE alerts (
                id TEXT PRIMARY KEY,
                student TEXT NOT NULL,
                conversation_id TEXT,
                tier INTEGER NOT NULL,
                category TEXT,
                state TEXT NOT NULL,
                urgency INTEGER NOT NULL,
                excerpt BLOB NOT NULL,
                messages INTEGER NOT NULL,
                since INTEGER NOT NULL,
                last_signal_at INTEGER NOT NULL,
                raised_at INTEGER NOT NULL,
                delay_ms INTEGER NOT NULL,
                due_at INTEGER,
                step INTEGER NOT NULL,
                handled_by TEXT,
                acknowledged_tier INTEGER,
                asked_at INTEGER,
                ended_at INTEGER,
                told_end_at INTEGER
            );
            CREATE UNIQUE INDEX alerts_under_way ON alerts (student)
                WHERE state IN ('open', 'acknowledged', 'referred');
            CREATE INDEX alerts_by_student ON alerts (student, id);
            CREATE INDEX alerts_by_state ON alerts (state, urgency, id);
            CREATE INDEX alerts_by_clock ON alerts (due_at) WHERE due_at IS NOT NULL;
            CREATE INDEX alerts_by_end ON alerts (ended_at);
            CREATE INDEX alerts_untold ON alerts (id) WHERE ended_at IS NOT NULL AND told_end_at IS NULL;
            CREATE INDEX alerts_by_person ON alerts (handled_by);
            CREATE INDEX alerts_by_conversation ON alerts (conversation_id);
            CREATE TABLE alert_rules (
                alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
                rule TEXT NOT NULL,
                PRIMARY KEY (alert_id, rule)
            );
            CREATE TABLE alert_messages (
                alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
                message_id TEXT NOT NULL,
                PRIMARY KEY (alert_id, message_id)
            );
            CREATE TABLE alert_steps (
                alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                person TEXT NOT NULL,
                at INTEGER NOT NULL,
                PRIMARY KEY (alert_id, position, person)
            );
            CREATE INDEX alert_steps_by_person ON alert_steps (person);
            CREATE TABLE alert_log (
                id TEXT PRIMARY KEY,
                alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                at INTEGER NOT NULL,
                person TEXT,
                action TEXT NOT NULL,
                reason BLOB,
                UNIQUE (alert_id, position)
            );
            CREATE INDEX alert_log_by_person ON alert_log (person);
            CREATE TABLE alert_views (
                alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
                person TEXT NOT NULL,
                until INTEGER,
                PRIMARY KEY (alert_id, person)
            );
            CREATE INDEX alert_views_by_person ON alert_views (person);
            """
        )
    ]

    static let sealedColumns = [SealedColumn("alerts", "excerpt"), SealedColumn("alert_log", "reason")]
}
