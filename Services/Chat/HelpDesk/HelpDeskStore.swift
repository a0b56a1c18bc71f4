import Audit
import FoundationEssentials
import Identity
import Persistence
import SuiteProtocol

/// Conversations with the help desk, sealed, for as long as they are gone on with.
struct HelpDeskStore: Sendable {
    /// Turns of a session that are kept, the newest.
    static let mostTurns = 100
    /// Sessions of one owner that are kept, the last gone on with.
    private static let mostSessions = 50

    let database: Database
    let keyring: Keyring
    let trail: AuditTrail

    /// The name of the session that a question belongs to.
    ///
    /// A new visitor may be somebody who keeps no cookies: another name than the one they gave tells them so. Whoever
    /// does keep them goes on under both.
    func label(_ asked: String?, owner: String, isVisitor: Bool) async throws -> String {
        guard let asked else { return newID() }
        guard isVisitor else { return asked }
        if let known = try await find(asked, owner: owner) { return known.label }
        let isKnown = try await database.read { db in
            try !db.rows("SELECT id FROM help_desk_sessions WHERE owner = \(owner) LIMIT 1").isEmpty
        }
        return isKnown ? asked : renamed(asked, owner)
    }

    /// - Parameter name: the client's, or the one it was given instead.
    func find(_ name: String, owner: String) async throws -> HelpDeskSession? {
        let names = [name, renamed(name, owner)]
        return try await database.read { db in
            try db.first(
                """
                SELECT * FROM help_desk_sessions WHERE owner = \(owner) AND label IN (\(names))
                ORDER BY updated_at DESC LIMIT 1
                """,
                as: HelpDeskSession.self
            )
        }
    }

    /// The same name for the same owner, at every replica.
    private func renamed(_ name: String, _ owner: String) -> String {
        keyring.searchTerms([name], for: "help desk " + owner).first?.base64URL ?? name
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
    /// - Returns: the turn's id.
    func keep(
        _ turn: HelpDeskTurn,
        in label: String,
        owner: String,
        code: String?,
        country: String?
    ) async throws -> String {
        let (session, id, now) = (newID(), newID(), Date())
        let question = try EncryptedText(turn.question, for: id, by: keyring)
        let answer = try EncryptedText(turn.answer, for: id, by: keyring)
        let card = try EncryptedText(json: turn.card, for: id, by: keyring)
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
                INSERT INTO help_desk_turns (id, session_id, question, answer, card, asked_at)
                VALUES (\(id), \(session), \(question), \(answer), \(card), \(turn.askedAt))
                """
            )
            try Self.makeRoom(in: session, of: owner, in: db)
        }
        return id
    }

    private static func makeRoom(in session: String, of owner: String, in db: Connection) throws {
        try db.execute(
            """
            DELETE FROM help_desk_turns WHERE session_id = \(session) AND id NOT IN
            (SELECT id FROM help_desk_turns WHERE session_id = \(session) ORDER BY id DESC LIMIT \(mostTurns))
            """
        )
        try db.execute(
            """
            DELETE FROM help_desk_sessions WHERE owner = \(owner) AND id <> \(session) AND id NOT IN
            (SELECT id FROM help_desk_sessions WHERE owner = \(owner) ORDER BY updated_at DESC, id DESC
            LIMIT \(mostSessions))
            """
        )
    }

    /// What a model said after the card; nothing where the conversation was forgotten meanwhile.
    func add(explanation: String, to turn: String) async throws {
        let explanation = try EncryptedText(explanation, for: turn, by: keyring)
        try await database.write { db in
            try db.execute("UPDATE help_desk_turns SET explanation = \(explanation) WHERE id = \(turn)")
        }
    }

    func clear(_ name: String, owner: String) async throws {
        let names = [name, renamed(name, owner)]
        try await database.write { db in
            try db.execute("DELETE FROM help_desk_sessions WHERE owner = \(owner) AND label IN (\(names))")
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
