import Foundation
import Persistence

/// Browsers in which somebody has signed in: whoever guesses a password elsewhere, even behind the same address, can't
/// hold its owner up there.
package struct DeviceStore: Sendable {
    let database: Database

    package init(database: Database) {
        self.database = database
    }

    package static let migration = Migration(
        "known_devices",
        """
        CREATE TABLE known_devices (
            hash BLOB NOT NULL,
            user_id TEXT NOT NULL REFERENCES users (id),
            seen_at INTEGER NOT NULL,
            PRIMARY KEY (hash, user_id)
        );
        CREATE INDEX known_devices_by_age ON known_devices (seen_at);
        """
    )

    /// Since its last sign-in.
    package static let memory: TimeInterval = 365 * 24 * 3600

    /// What stands for the names that have signed in there; empty for a device that we never gave out.
    package func usernames(in device: OpaqueToken, at now: Date = Date()) async throws -> Set<String> {
        let hash = device.hash
        return try await database.read { db in
            let rows = try db.rows(
                """
                SELECT username_key FROM known_devices JOIN users ON users.id = user_id
                WHERE hash = \(hash) AND seen_at > \(now.addingTimeInterval(-Self.memory))
                """
            )
            return Set(try rows.map { try $0.get("username_key") })
        }
    }

    package func remember(_ device: OpaqueToken, of userID: String, at now: Date = Date()) async throws {
        let hash = device.hash
        try await database.write { db in
            try db.execute("DELETE FROM known_devices WHERE seen_at < \(now.addingTimeInterval(-Self.memory))")
            try db.execute(
                """
                INSERT INTO known_devices (hash, user_id, seen_at) VALUES (\(hash), \(userID), \(now))
                ON CONFLICT (hash, user_id) DO UPDATE SET seen_at = excluded.seen_at
                """
            )
        }
    }
}
