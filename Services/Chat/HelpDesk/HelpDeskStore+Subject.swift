import Daemon
import FoundationEssentials
import Persistence
import SuiteProtocol

/// All that the help desk holds on one person.
extension HelpDeskStore {
    func holdings(of owner: String) async throws -> [HoldingKind: Holding] {
        try await database.read { db in
            let sessions: SQL = """
                SELECT COUNT(*) AS count, MIN(t.asked_at) AS since, MAX(t.asked_at) AS until
                FROM help_desk_turns t JOIN help_desk_sessions s ON s.id = t.session_id WHERE s.owner = \(owner)
                """
            let prompts: SQL = """
                SELECT COUNT(*) AS count, MIN(at) AS since, MAX(at) AS until
                FROM help_desk_prompts WHERE changed_by = \(owner)
                """
            var holdings: [HoldingKind: Holding] = [:]
            holdings[.helpDesk] = try db.first(sessions)
            holdings[.prompts] = try db.first(prompts)
            return holdings
        }
    }

    func exported(of owner: String) async throws -> [JSONValue] {
        let rows = try await database.read { db in
            try db.all(
                """
                SELECT t.* FROM help_desk_turns t JOIN help_desk_sessions s ON s.id = t.session_id
                WHERE s.owner = \(owner) ORDER BY t.id
                """,
                as: HelpDeskTurnRow.self
            )
        }
        return try rows.map { row in
            let turn = try row.turn(keyring)
            return .object([
                "question": .string(turn.question), "answer": .string(turn.wholeAnswer),
                "at": .string(WireJSON.text(turn.askedAt)),
            ])
        }
    }

    /// The versions that the person wrote.
    func promptVersions(by owner: String) async throws -> [JSONValue] {
        try await prompts().filter { $0.by?.id == owner }.map { .string("\($0.version)") }
    }

    /// The instructions stay, without their name.
    func removeAll(of owner: String) async throws {
        try await database.write { db in
            try db.execute("DELETE FROM help_desk_sessions WHERE owner = \(owner)")
            try db.execute("UPDATE help_desk_prompts SET changed_by = NULL WHERE changed_by = \(owner)")
        }
    }
}
