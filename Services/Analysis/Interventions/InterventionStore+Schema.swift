import Persistence

extension InterventionStore {
    static let migrations = [
        Migration(
            "interventions",
            """
            CREATE TABLE interventions (
                id TEXT PRIMARY KEY,
                conversation_id TEXT NOT NULL,
                student TEXT NOT NULL,
                tutor TEXT,
                alert_id TEXT,
                state TEXT NOT NULL,
                after_message TEXT,
                written_at INTEGER NOT NULL,
                answered_to TEXT,
                last_asked TEXT,
                waiting_since INTEGER,
                viewed_at INTEGER,
                started_at INTEGER NOT NULL,
                ended_at INTEGER,
                follow_up_on TEXT
            );
            CREATE UNIQUE INDEX interventions_under_way ON interventions (conversation_id)
                WHERE state IN ('starting', 'active', 'leaving');
            CREATE INDEX interventions_by_student ON interventions (student, id);
            CREATE INDEX interventions_by_tutor ON interventions (tutor, id);
            CREATE INDEX interventions_by_state ON interventions (state, started_at);
            CREATE INDEX interventions_by_end ON interventions (ended_at);
            CREATE TABLE intervention_notes (
                id TEXT PRIMARY KEY,
                intervention_id TEXT NOT NULL REFERENCES interventions (id) ON DELETE CASCADE,
                at INTEGER NOT NULL,
                author TEXT,
                text BLOB NOT NULL,
                follow_up_on TEXT
            );
            CREATE INDEX intervention_notes_by_intervention ON intervention_notes (intervention_id, id);
            CREATE INDEX intervention_notes_by_author ON intervention_notes (author);
            """
        )
    ]

    static let sealedColumns = [SealedColumn("intervention_notes", "text")]
}
