import Daemon
import FoundationEssentials
import Persistence

/// All tickets of one citizen, and what a clerk did with those of others.
extension TicketStore {
    func holding(of owner: String) async throws -> Holding? {
        try await database.holding(in: "tickets", where: "owner", is: owner, at: "created_at")
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

    /// Returns how many there were.
    func removeAll(of owner: String) async throws -> Int {
        try await database.write { try $0.execute("DELETE FROM tickets WHERE owner = \(owner)") }
    }

    /// Tickets that a clerk has, or wrote a note on.
    func holding(handledBy clerk: String) async throws -> Holding? {
        try await database.read { db in
            try db.first(
                """
                SELECT COUNT(*) AS count, MIN(created_at) AS since, MAX(updated_at) AS until
                FROM tickets WHERE \(Self.isHandled(by: clerk))
                """
            )
        }
    }

    func numbers(handledBy clerk: String) async throws -> [String] {
        try await database.read { db in
            try db.rows("SELECT number FROM tickets WHERE \(Self.isHandled(by: clerk)) ORDER BY id")
                .map { try $0.get("number") }
        }
    }

    private static func isHandled(by clerk: String) -> SQL {
        "(handled_by = \(clerk) OR id IN (SELECT ticket_id FROM ticket_notes WHERE author = \(clerk)))"
    }

    /// The tickets and their notes stay: only who handled them is forgotten.
    func forget(clerk: String) async throws -> Int {
        try await database.write { db in
            let count: Int? = try db.value("SELECT COUNT(*) AS value FROM tickets WHERE \(Self.isHandled(by: clerk))")
            try db.execute("UPDATE tickets SET handled_by = NULL WHERE handled_by = \(clerk)")
            try db.execute("UPDATE ticket_notes SET author = NULL WHERE author = \(clerk)")
            _ = try keepers.forget(clerk, in: db)
            return count ?? 0
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
