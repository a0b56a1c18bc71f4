import Audit
import Persistence

extension ConversationStore {
    package static let migrations = [
        Outbox.migration,
        AuditTrail.migration,
        Migration(
            "conversations",
            """
            CREATE TABLE conversations (
                id TEXT PRIMARY KEY,
                owner TEXT NOT NULL,
                assistant TEXT NOT NULL,
                title BLOB NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            );
            CREATE INDEX conversations_by_owner ON conversations (owner, updated_at, id);
            CREATE TABLE messages (
                id TEXT PRIMARY KEY,
                conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                role TEXT NOT NULL,
                text BLOB NOT NULL,
                status TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                generation_id TEXT UNIQUE,
                touched_at INTEGER NOT NULL,
                model TEXT,
                endpoint TEXT,
                finish_reason TEXT,
                prompt_tokens INTEGER,
                completion_tokens INTEGER,
                UNIQUE (conversation_id, position)
            );
            CREATE INDEX messages_being_written ON messages (touched_at) WHERE status = 'streaming';
            CREATE TABLE message_terms (
                term BLOB NOT NULL,
                message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
                conversation_id TEXT NOT NULL,
                PRIMARY KEY (term, conversation_id, message_id)
            );
            CREATE INDEX terms_by_message ON message_terms (message_id);
            """
        ),
        Migration(
            "conversation care",
            """
            ALTER TABLE conversations ADD COLUMN pinned BOOLEAN NOT NULL DEFAULT FALSE;
            ALTER TABLE conversations ADD COLUMN deleted_at INTEGER;
            ALTER TABLE conversations ADD COLUMN summary BLOB;
            ALTER TABLE conversations ADD COLUMN summarised_to INTEGER NOT NULL DEFAULT -1;
            CREATE INDEX conversations_pinned_first ON conversations (owner, pinned, updated_at, id);
            CREATE INDEX conversations_deleted ON conversations (deleted_at) WHERE deleted_at IS NOT NULL;
            ALTER TABLE messages ADD COLUMN left_institution BOOLEAN;
            ALTER TABLE messages ADD COLUMN facts BLOB;
            ALTER TABLE messages ADD COLUMN feedback BLOB;
            CREATE TABLE conversation_prefixes (
                prefix BLOB NOT NULL,
                conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
                source TEXT NOT NULL,
                PRIMARY KEY (prefix, conversation_id, source)
            );
            CREATE INDEX prefixes_by_conversation ON conversation_prefixes (conversation_id, source);
            """
        ),
        MediaStore.migration,
        Resealing.migration,
        Migration("media by owner", "CREATE INDEX media_by_owner ON media (owner, created_at);"),
        openingsMigration,
        HelpDeskStore.migration,
        SupportStore.migration,
        tutoringMigration,
        helpRequestMigration,
        AttachmentStore.migration,
    ]

    /// What a rotation of the data keys seals anew.
    package static let sealedColumns =
        [
            SealedColumn("conversations", "title"), SealedColumn("conversations", "summary"),
            SealedColumn("messages", "text"), SealedColumn("messages", "facts"), SealedColumn("messages", "feedback"),
            SealedColumn("conversations", "tutor"), SealedColumn("conversations", "course"),
            SealedColumn("conversations", "mood"),
        ] + HelpDeskStore.sealedColumns
}
