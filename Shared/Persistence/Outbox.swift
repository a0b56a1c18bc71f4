import Foundation

/// Events written in the same transaction as the fact they tell of, until every consumer group has acknowledged them.
package enum Outbox {
    package static let migration = Migration(
        "outbox",
        """
        CREATE TABLE outbox (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            type TEXT NOT NULL,
            stream TEXT NOT NULL,
            payload BLOB NOT NULL,
            created_at INTEGER NOT NULL
        );
        CREATE TABLE outbox_groups (
            stream TEXT NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (stream, name)
        );
        """
    )

    /// What an event waits for a first consumer group before `dropUnread` gives it up.
    package static let retention: Duration = .seconds(7 * 24 * 3600)

    package struct Entry: RowDecodable, Sendable, Equatable {
        package let sequence: Int64
        package let id: String
        package let type: String
        package let stream: String
        package let payload: Data
        package let createdAt: Date

        package init(row: Row) throws {
            sequence = try row.get("sequence")
            id = try row.get("id")
            type = try row.get("type")
            stream = try row.get("stream")
            payload = try row.get("payload")
            createdAt = try row.get("created_at")
        }
    }

    /// Inside a `write` closure. The database's `outboxCommits` fires once it is committed.
    package static func append(
        _ type: String,
        id: String,
        stream: String,
        payload: Data,
        at date: Date = Date(),
        to connection: Connection
    ) throws {
        try connection.execute(
            """
            INSERT INTO outbox (id, type, stream, payload, created_at)
            VALUES (\(id), \(type), \(stream), \(payload), \(date))
            """
        )
        connection.hasNewEvents = true
    }

    /// Unacknowledged events, oldest first. Pages by `sequence`; begin again at 0 for each pass, since on PostgreSQL
    /// a lower number may be committed later than a higher one.
    package static func pending(
        after sequence: Int64 = 0,
        limit: Int = 500,
        in connection: Connection
    ) throws -> [Entry] {
        try connection.all(
            """
            SELECT sequence, id, type, stream, payload, created_at FROM outbox
            WHERE sequence > \(sequence) ORDER BY sequence LIMIT \(limit)
            """
        )
    }

    /// The oldest of one stream.
    package static func pending(of stream: String, limit: Int = 500, in connection: Connection) throws -> [Entry] {
        try connection.all(
            """
            SELECT sequence, id, type, stream, payload, created_at FROM outbox
            WHERE stream = \(stream) ORDER BY sequence LIMIT \(limit)
            """
        )
    }

    /// Acknowledged by every group. Returns how many were still there.
    @discardableResult
    package static func remove(ids: some Collection<String>, from connection: Connection) throws -> Int {
        try connection.execute("DELETE FROM outbox WHERE id IN (\(ids))")
    }

    /// From now on events of this stream wait for this group, even when Redis has forgotten it.
    package static func remember(group name: String, of stream: String, in connection: Connection) throws {
        try connection.execute(
            "INSERT INTO outbox_groups (stream, name) VALUES (\(stream), \(name)) ON CONFLICT DO NOTHING"
        )
    }

    package static func groups(of stream: String, in connection: Connection) throws -> Set<String> {
        Set(
            try connection.rows("SELECT name FROM outbox_groups WHERE stream = \(stream)")
                .map { try $0.get("name", as: String.self) }
        )
    }

    /// Gives up events older than `date` in streams that nobody ever read.
    @discardableResult
    package static func dropUnread(olderThan date: Date, from connection: Connection) throws -> Int {
        try connection.execute(
            """
            DELETE FROM outbox
            WHERE created_at < \(date) AND stream NOT IN (SELECT stream FROM outbox_groups)
            """
        )
    }

    package static func count(in connection: Connection) throws -> Int {
        try connection.value("SELECT COUNT(*) AS value FROM outbox") ?? 0
    }
}
