import FoundationEssentials
import NIOCore
import Persistence
import SuiteProtocol
import Uploads

/// Images and their owners. A row stands before its files do, so that a crash leaves no file that nobody knows of.
struct MediaStore: Sendable {
    /// Images of one message.
    static let limit = 6

    let database: Database
    let folder: MediaFolder

    static let migration = Migration(
        "media",
        """
        CREATE TABLE media (
            id TEXT PRIMARY KEY,
            owner TEXT NOT NULL,
            conversation_id TEXT REFERENCES conversations (id) ON DELETE CASCADE,
            message_id TEXT REFERENCES messages (id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            type TEXT,
            width INTEGER,
            height INTEGER,
            bytes INTEGER,
            created_at INTEGER NOT NULL
        );
        CREATE INDEX media_by_conversation ON media (conversation_id, message_id);
        CREATE INDEX media_by_message ON media (message_id);
        CREATE INDEX media_unsent ON media (created_at) WHERE message_id IS NULL;
        """
    )

    /// Takes in an image from a body that is read by a call for each piece. It belongs to no message yet.
    func receive(
        owner: String,
        announced: Int? = nil,
        next: () async throws -> ByteBuffer?
    ) async throws -> Media {
        let id = newID()
        try await database.write { db in
            try db.execute(
                "INSERT INTO media (id, owner, ordinal, created_at) VALUES (\(id), \(owner), 0, \(Date()))"
            )
        }
        do {
            let image = try await folder.receive(id, announced: announced, next: next)
            let media = Media(id, image)
            let kept = try await database.write { db in
                try db.execute(
                    """
                    UPDATE media SET type = \(media.type), width = \(media.width), height = \(media.height),
                        bytes = \(media.bytes)
                    WHERE id = \(id)
                    """
                )
            }
            // Its owner may have been erased meanwhile.
            guard kept == 1 else { throw MediaError.notFound }
            return media
        } catch {
            // In a task of its own: whoever left has cancelled this one.
            await Task { try? await remove([id]) }.value
            throw error
        }
    }

    /// Takes in an image that came inside JSON.
    func receive(_ image: DataURL, owner: String) async throws -> Media {
        var rest: ByteBuffer? = image.content
        return try await receive(owner: owner, announced: image.content.readableBytes) {
            defer { rest = nil }
            return rest
        }
    }

    /// A person's own image, or one of a conversation that they have open.
    ///
    /// - Parameter opens: whether they may open others' conversations.
    func find(_ id: String, reader: String, opens: Bool = false, at now: Date = Date()) async throws -> Media {
        let media = try await database.read { db in
            try db.first(
                """
                SELECT * FROM media WHERE id = \(id) AND type IS NOT NULL
                AND (owner = \(reader) OR (\(opens) AND conversation_id IN
                    (SELECT conversation_id FROM conversation_openings
                    WHERE person = \(reader) AND expires_at > \(now))))
                AND (conversation_id IS NULL
                    OR conversation_id IN (SELECT id FROM conversations WHERE deleted_at IS NULL))
                """,
                as: Media.self
            )
        }
        guard let media else { throw MediaError.notFound }
        return media
    }

    func open(_ media: Media, _ size: ImageSize) async throws -> ReadableFile {
        guard let file = try await folder.open(media.id, size) else { throw MediaError.notFound }
        return file
    }

    /// Removes what was never sent.
    func removeUnsent(before date: Date) async throws {
        let ids = try await database.read { db in
            try db.rows("SELECT id FROM media WHERE message_id IS NULL AND created_at < \(date) LIMIT 100")
                .map { try $0.get("id", as: String.self) }
        }
        if !ids.isEmpty { try await remove(ids) }
    }

    /// Files first, so that none outlives its row.
    private func remove(_ ids: [String]) async throws {
        try await folder.remove(ids)
        try await database.write { db in
            try db.execute("DELETE FROM media WHERE id IN (\(ids)) AND message_id IS NULL")
        }
    }

    /// Gives images to a message, in this order. Each must be its owner's, and in no message yet.
    static func attach(
        _ ids: [String],
        to message: String,
        in conversation: String,
        owner: String,
        db: Connection
    ) throws {
        for (ordinal, id) in ids.enumerated() {
            let changed = try db.execute(
                """
                UPDATE media SET message_id = \(message), conversation_id = \(conversation), ordinal = \(ordinal)
                WHERE id = \(id) AND owner = \(owner) AND message_id IS NULL AND type IS NOT NULL
                """
            )
            guard changed == 1 else { throw MediaError.notFound }
        }
    }

    /// The images of a conversation's messages, by message, in their order.
    static func images(of conversation: String, in db: Connection) throws -> [String: [Media]] {
        try db.rows("SELECT * FROM media WHERE conversation_id = \(conversation) ORDER BY message_id, ordinal")
            .reduce(into: [:]) { images, row in
                images[try row.get("message_id", as: String.self), default: []].append(try Media(row: row))
            }
    }
}
