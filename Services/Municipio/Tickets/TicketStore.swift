import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol
import TextAnalysis

/// Tickets and what clerks note on them. Texts and contacts are sealed; a keyed index makes them searchable.
struct TicketStore: Sendable {
    /// Tickets of one citizen that wait for an answer.
    static let mostOpen = 10
    /// Notes of one ticket.
    static let mostNotes = 200
    /// Words of one ticket that are searched by.
    private static let mostTerms = 400

    let database: Database
    let keepers: KeeperNames
    let trail: AuditTrail
    let places: Places

    var keyring: Keyring { keepers.keyring }

    /// - Parameter owner: the citizen, or a visitor without an account.
    func create(
        _ ticket: CheckedTicket,
        of owner: String,
        by origin: AuditOrigin,
        at now: Date = Date()
    ) async throws -> TicketRow {
        let id = newID(at: now)
        let message = try EncryptedText(ticket.message, for: id, by: keyring)
        let contact = try ticket.contact.map { try EncryptedText($0, for: id, by: keyring) }
        let turns = ticket.conversation
        let conversation = try turns.isEmpty ? nil : EncryptedText(json: turns, for: id, by: keyring)
        let keyed = keyring.searchTerms(Self.terms(of: ticket).sorted().prefix(Self.mostTerms), for: Self.index)
        return try await database.write { db in
            let open: Int =
                try db.value("SELECT COUNT(*) AS value FROM tickets WHERE owner = \(owner) AND state <> 'closed'") ?? 0
            guard open < Self.mostOpen else { throw TicketError.tooManyOpen(limit: Self.mostOpen) }
            let number = try Self.nextNumber(at: now, in: db)
            try db.execute(
                """
                INSERT INTO tickets (id, number, owner, state, country, municipality, message, contact, conversation,
                    created_at, updated_at)
                VALUES (\(id), \(number), \(owner), \(Ticket.State.open), \(ticket.place?.country),
                    \(ticket.place?.code), \(message), \(contact), \(conversation), \(now), \(now))
                """
            )
            for term in keyed {
                try db.execute("INSERT INTO ticket_terms (term, ticket_id) VALUES (\(term), \(id))")
            }
            try trail.record(.ticketCreated, by: origin, of: owner, object: Self.object(id), at: now, in: db)
            return try Self.find(id, in: db)
        }
    }

    /// The whole of it. That a clerk read it is recorded first.
    func open(_ id: String, by keeper: Keeper) async throws -> Ticket {
        try await database.write { db in
            let row = try Self.find(id, in: db)
            try trail.record(.ticketViewed, by: keeper.origin, of: row.owner, object: Self.object(id), in: db)
            return try ticket(row, in: db)
        }
    }

    /// - Parameter note: checked before.
    func change(
        _ id: String,
        _ change: TicketChange,
        note: String?,
        by keeper: Keeper,
        at now: Date = Date()
    ) async throws -> Ticket {
        try await database.write { db in
            let row = try Self.find(id, in: db)
            var standing = TicketStanding(state: row.state, handledBy: row.handledBy)
            try standing.apply(change, by: keeper.id)
            try db.execute(
                """
                UPDATE tickets SET state = \(standing.state), handled_by = \(standing.handledBy), updated_at = \(now)
                WHERE id = \(id)
                """
            )
            if let note { try add(note, to: id, by: keeper, at: now, in: db) }
            try keepers.note(keeper, at: now, in: db)
            try trail.record(.ticketChanged, by: keeper.origin, of: row.owner, object: Self.object(id), at: now, in: db)
            return try ticket(Self.find(id, in: db), in: db)
        }
    }

    /// A citizen's own, newest first.
    func receipts(of owner: String) async throws -> [TicketReceipt] {
        try await database.read { db in
            try db.all(
                "SELECT * FROM tickets WHERE owner = \(owner) ORDER BY id DESC LIMIT 100",
                as: TicketRow.self
            ).map(\.receipt)
        }
    }

    func municipality(_ key: Place.Key?) -> OfficeBody.Municipality? {
        key.map { OfficeBody.Municipality(code: $0.code, name: places[$0]?.name ?? $0.code, country: $0.country) }
    }

    /// What the keyed index is made for.
    static let index = "tickets"

    /// Telephones also by their last digits, from six on, however they are grouped.
    private static func terms(of ticket: CheckedTicket) -> Set<String> {
        let contact = ticket.contact ?? ""
        let digits = contact.filter(\.isASCIIDigit).suffix(15)
        return searchTerms("\(ticket.message) \(contact)").union(
            digits.indices.dropLast(5).map { String(digits[$0...]) }
        )
    }

    private static func object(_ id: String) -> AuditObject { AuditObject("ticket", id) }

    private func ticket(_ row: TicketRow, in db: Connection) throws -> Ticket {
        let notes = try db.all(
            "SELECT * FROM ticket_notes WHERE ticket_id = \(row.id) ORDER BY id",
            as: TicketNoteRow.self
        )
        let names = try keepers.names(of: Set((notes.map(\.author) + [row.handledBy]).compactMap { $0 }), in: db)
        return Ticket(
            id: row.id,
            number: row.number,
            state: row.state,
            createdAt: row.createdAt,
            updatedAt: row.updatedAt,
            municipality: municipality(row.place),
            message: try row.message(keyring),
            contact: try row.contact(keyring),
            conversation: try row.conversation(keyring),
            notes: try notes.map { note in
                Ticket.Note(at: note.at, by: KeeperReference(note.author, names), text: try note.text(keyring))
            },
            handledBy: KeeperReference(row.handledBy, names)
        )
    }

    private func add(_ note: String, to id: String, by keeper: Keeper, at now: Date, in db: Connection) throws {
        let count: Int = try db.value("SELECT COUNT(*) AS value FROM ticket_notes WHERE ticket_id = \(id)") ?? 0
        guard count < Self.mostNotes else { throw TicketError.tooManyNotes(limit: Self.mostNotes) }
        let noteID = newID(at: now)
        let text = try EncryptedText(note, for: noteID, by: keyring)
        try db.execute(
            """
            INSERT INTO ticket_notes (id, ticket_id, at, author, text)
            VALUES (\(noteID), \(id), \(now), \(keeper.id), \(text))
            """
        )
    }

    /// `2026-000123`, each once, whichever replica gives it.
    private static func nextNumber(at now: Date, in db: Connection) throws -> String {
        let year = Int(WireJSON.day(now).prefix(4)) ?? 0
        let latest: Int? = try db.value(
            """
            INSERT INTO ticket_numbers (year, latest) VALUES (\(year), 1)
            ON CONFLICT (year) DO UPDATE SET latest = ticket_numbers.latest + 1 RETURNING latest AS value
            """
        )
        let digits = String(latest ?? 0)
        return "\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    private static func find(_ id: String, in db: Connection) throws -> TicketRow {
        guard let row = try db.first("SELECT * FROM tickets WHERE id = \(id)", as: TicketRow.self) else {
            throw TicketError.notFound
        }
        return row
    }
}
