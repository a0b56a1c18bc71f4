import Daemon
import FoundationEssentials
import Persistence

/// All tickets of one citizen, and what a clerk did with those of others.
extension TicketStore {
    func holding(of owner: String) async throws -> (count: Int, since: Date?, until: Date?) {
        let row = try await database.read { db in
            try db.rows(
                """
                SELECT COUNT(*) AS count, MIN(created_at) AS since, MAX(created_at) AS until
                FROM tickets WHERE owner = \(owner)
                """
            ).first
        }
        guard let row else { return (0, nil, nil) }
        return (try row.get("count"), try row.get("since"), try row.get("until"))
    }

    /// With what clerks noted, but not who they are.
    func exported(of owner: String) async throws -> [JSONValue] {
        try await database.read { db in
            let rows = try db.all("SELECT * FROM tickets WHERE owner = \(owner) ORDER BY id", as: TicketRow.self)
            return try rows.map { row in
                let notes = try db.all(
                    "SELECT * FROM ticket_notes WHERE ticket_id = \(row.id) ORDER BY id",
                    as: TicketNoteRow.self
                )
                let exported = ExportedTicket(
                    number: row.number,
                    state: row.state,
                    createdAt: row.createdAt,
                    updatedAt: row.updatedAt,
                    municipality: municipality(row.place)?.name,
                    message: try row.message(keyring),
                    contact: try row.contact(keyring),
                    conversation: try row.conversation(keyring),
                    notes: try notes.map { ExportedTicket.Note(at: $0.at, text: try $0.text(keyring)) }
                )
                return try JSONValue(wire: exported)
            }
        }
    }

    func removeAll(of owner: String) async throws {
        let page: SQL = "SELECT id FROM tickets WHERE owner = \(owner) LIMIT 100"
        while try await database.write({ try $0.execute("DELETE FROM tickets WHERE id IN (\(page))") }) > 0 {}
    }

    /// How often a clerk's id stands beside tickets and notes.
    func count(handledBy clerk: String) async throws -> Int {
        try await database.read { db in
            try db.value(
                """
                SELECT (SELECT COUNT(*) FROM tickets WHERE handled_by = \(clerk))
                    + (SELECT COUNT(*) FROM ticket_notes WHERE author = \(clerk)) AS value
                """
            ) ?? 0
        }
    }

    /// Removes what nobody has changed since a date.
    ///
    /// - Returns: how many there were, at most `limit`.
    func removeUnused(since date: Date, limit: Int) async throws -> Int {
        try await database.write { db in
            try db.execute(
                """
                DELETE FROM tickets WHERE id IN
                (SELECT id FROM tickets WHERE updated_at < \(date) ORDER BY updated_at LIMIT \(limit))
                """
            )
        }
    }
}

private struct ExportedTicket: Encodable {
    struct Note: Encodable {
        let at: Date
        let text: String
    }

    let number: String
    let state: Ticket.State
    let createdAt: Date
    let updatedAt: Date
    let municipality: String?
    let message: String
    let contact: String?
    let conversation: [Ticket.Turn]
    let notes: [Note]
}
