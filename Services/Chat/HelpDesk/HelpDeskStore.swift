import FoundationEssentials
import Persistence
import SuiteProtocol

/// Conversations with the help desk, sealed, for as long as they are gone on with.
struct HelpDeskStore: Sendable {
    /// Turns of a session that are kept, the newest.
    private static let mostTurns = 100

    let database: Database
    let keyring: Keyring

    /// The client's name for the owner's session: its own where the owner has been here before, else a new one.
    ///
    /// - Parameter isVisitor: an unknown name from a new visitor may come from somebody who keeps no cookies.
    func label(_ asked: String?, owner: String, isVisitor: Bool) async throws -> String {
        guard let asked else { return newID() }
        guard isVisitor else { return asked }
        let known = try await database.read { db in
            try db.value("SELECT COUNT(*) AS value FROM help_desk_sessions WHERE owner = \(owner)", as: Int.self) ?? 0
        }
        return known > 0 ? asked : newID()
    }

    func find(_ label: String, owner: String) async throws -> HelpDeskSession? {
        try await database.read { db in
            try db.first(
                "SELECT * FROM help_desk_sessions WHERE owner = \(owner) AND label = \(label)",
                as: HelpDeskSession.self
            )
        }
    }

    /// The newest turns, oldest first.
    func turns(of session: String, limit: Int) async throws -> [HelpDeskTurn] {
        try await database.read { [keyring] db in
            try db.all(
                "SELECT * FROM help_desk_turns WHERE session_id = \(session) ORDER BY id DESC LIMIT \(limit)",
                as: HelpDeskTurnRow.self
            ).reversed().map { try $0.turn(keyring) }
        }
    }

    /// - Parameters:
    ///   - code: of the municipality that was spoken of; nil leaves what was before.
    func keep(
        _ turn: HelpDeskTurn,
        in label: String,
        owner: String,
        code: String?,
        country: String?
    ) async throws {
        let (session, id, now) = (newID(), newID(), Date())
        let question = try EncryptedText(turn.question, for: id, by: keyring)
        let answer = try EncryptedText(turn.answer, for: id, by: keyring)
        try await database.write { db in
            let session: String? = try db.value(
                """
                INSERT INTO help_desk_sessions (id, owner, label, country, municipality, updated_at)
                VALUES (\(session), \(owner), \(label), \(country), \(code), \(now))
                ON CONFLICT (owner, label) DO UPDATE SET updated_at = excluded.updated_at,
                    country = CASE WHEN excluded.municipality IS NULL THEN help_desk_sessions.country
                        ELSE excluded.country END,
                    municipality = COALESCE(excluded.municipality, help_desk_sessions.municipality)
                RETURNING id AS value
                """
            )
            guard let session else { return }
            try db.execute(
                """
                INSERT INTO help_desk_turns (id, session_id, question, answer, asked_at)
                VALUES (\(id), \(session), \(question), \(answer), \(turn.askedAt))
                """
            )
            try db.execute(
                """
                DELETE FROM help_desk_turns WHERE session_id = \(session) AND id NOT IN
                (SELECT id FROM help_desk_turns WHERE session_id = \(session) ORDER BY id DESC LIMIT \(Self.mostTurns))
                """
            )
        }
    }

    func clear(_ label: String, owner: String) async throws {
        try await database.write { db in
            try db.execute("DELETE FROM help_desk_sessions WHERE owner = \(owner) AND label = \(label)")
        }
    }

    /// - Returns: how many sessions were removed, at most `limit`.
    func removeUnused(since date: Date, limit: Int) async throws -> Int {
        try await database.write { db in
            try db.execute(
                """
                DELETE FROM help_desk_sessions WHERE id IN
                (SELECT id FROM help_desk_sessions WHERE updated_at < \(date) ORDER BY updated_at LIMIT \(limit))
                """
            )
        }
    }
}
