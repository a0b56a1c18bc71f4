import Foundation
import Persistence
import SuiteProtocol

/// E-mails that are still to be sent: as ids, so that nobody's address or trouble rests here.
struct MailStore: Sendable {
    static let migrations = [
        Migration(
            "mails",
            """
            CREATE TABLE mails (
                id TEXT PRIMARY KEY,
                alert_id TEXT NOT NULL REFERENCES alerts (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                person TEXT NOT NULL,
                due_at INTEGER NOT NULL,
                attempts INTEGER NOT NULL,
                sent_at INTEGER,
                UNIQUE (alert_id, position, person)
            );
            CREATE INDEX mails_by_due ON mails (due_at) WHERE sent_at IS NULL;
            CREATE INDEX mails_by_person ON mails (person);
            """
        )
    ]

    /// In seconds: longer than a mail server may take for what is taken at once.
    private static let lease = 60.0
    private static let batch = 1
    static let attempts = 10

    struct Waiting: RowDecodable, Sendable {
        let id: String
        let person: String
        let attempts: Int

        init(row: Row) throws {
            id = try row.get("id")
            person = try row.get("person")
            attempts = try row.get("attempts")
        }
    }

    let database: Database
    /// False where there is no mail server: then nothing waits for one.
    let isActive: Bool

    /// In the transaction of the step that tells them.
    func write(to person: String, about alertID: String, position: Int, at date: Date, in db: Connection) throws {
        guard isActive else { return }
        try db.execute(
            """
            INSERT INTO mails (id, alert_id, position, person, due_at, attempts)
            VALUES (\(newID(at: date)), \(alertID), \(position), \(person), \(date), \(0)) ON CONFLICT DO NOTHING
            """
        )
    }

    /// What is due, and nobody else's for a minute. What somebody has taken on or ended meanwhile isn't sent.
    func take(at now: Date) async throws -> [Waiting] {
        let isAnyDue = try await database.read { db in
            try !db.rows(
                """
                SELECT id FROM mails WHERE sent_at IS NULL AND due_at <= \(now) AND attempts < \(Self.attempts) LIMIT 1
                """
            ).isEmpty
        }
        guard isAnyDue else { return [] }
        return try await database.write { db in
            try db.execute(
                """
                DELETE FROM mails WHERE sent_at IS NULL AND due_at <= \(now)
                    AND alert_id IN (SELECT id FROM alerts WHERE state NOT IN ('open', 'referred'))
                """
            )
            let due = try db.all(
                """
                SELECT * FROM mails WHERE sent_at IS NULL AND due_at <= \(now) AND attempts < \(Self.attempts)
                ORDER BY due_at LIMIT \(Self.batch)
                """,
                as: Waiting.self
            )
            let ids = due.map(\.id)
            try db.execute(
                """
                UPDATE mails SET attempts = attempts + 1, due_at = \(now.addingTimeInterval(Self.lease))
                WHERE id IN (\(ids))
                """
            )
            return due
        }
    }

    func sent(_ mail: Waiting, at now: Date) async throws {
        try await database.write { try $0.execute("UPDATE mails SET sent_at = \(now) WHERE id = \(mail.id)") }
    }

    func postpone(_ mail: Waiting, to date: Date) async throws {
        try await database.write { try $0.execute("UPDATE mails SET due_at = \(date) WHERE id = \(mail.id)") }
    }

    /// To somebody who has no address, or isn't there any more.
    func drop(_ mail: Waiting) async throws {
        try await database.write { try $0.execute("DELETE FROM mails WHERE id = \(mail.id)") }
    }

    func giveUp(_ mail: Waiting) async throws {
        try await database.write {
            try $0.execute("UPDATE mails SET attempts = \(Self.attempts) WHERE id = \(mail.id)")
        }
    }

    /// E-mails that were given up, or wait after a failure, of alerts that nobody has taken on.
    func failing() async throws -> Int {
        try await database.read { db in
            try db.value(
                """
                SELECT COUNT(*) AS value FROM mails JOIN alerts ON alerts.id = alert_id
                WHERE sent_at IS NULL AND attempts > 1 AND state IN ('open', 'referred')
                """
            ) ?? 0
        }
    }
}
