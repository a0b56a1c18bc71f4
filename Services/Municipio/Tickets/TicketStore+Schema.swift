import FoundationEssentials
import Persistence

extension TicketStore {
    static let migrations = [
        Migration(
            "tickets",
            """
            CREATE TABLE ticket_numbers (year INTEGER PRIMARY KEY, latest INTEGER NOT NULL);
            CREATE TABLE tickets (
                id TEXT PRIMARY KEY,
                number TEXT NOT NULL UNIQUE,
                owner TEXT NOT NULL,
                state TEXT NOT NULL,
                country TEXT,
                municipality TEXT,
                message BLOB NOT NULL,
                contact BLOB,
                conversation BLOB,
                handled_by TEXT,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            );
            CREATE INDEX tickets_by_owner ON tickets (owner, id);
            CREATE INDEX tickets_by_state ON tickets (state, id);
            CREATE INDEX tickets_by_update ON tickets (updated_at);
            CREATE INDEX tickets_by_person ON tickets (handled_by);
            CREATE TABLE ticket_notes (
                id TEXT PRIMARY KEY,
                ticket_id TEXT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
                at INTEGER NOT NULL,
                author TEXT,
                text BLOB NOT NULL
            );
            CREATE INDEX ticket_notes_by_ticket ON ticket_notes (ticket_id, id);
            CREATE INDEX ticket_notes_by_person ON ticket_notes (author);
            CREATE TABLE ticket_terms (
                term BLOB NOT NULL,
                ticket_id TEXT NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
                PRIMARY KEY (term, ticket_id)
            );
            CREATE INDEX ticket_terms_by_ticket ON ticket_terms (ticket_id);
            """
        )
    ]

    static let sealedColumns = [
        SealedColumn("tickets", "message"), SealedColumn("tickets", "contact"),
        SealedColumn("tickets", "conversation"), SealedColumn("ticket_notes", "text"),
    ]
}

/// A ticket as it is stored.
struct TicketRow: RowDecodable {
    let id: String
    let number: String
    let owner: String
    let state: Ticket.State
    let place: Place.Key?
    let handledBy: String?
    let createdAt: Date
    let updatedAt: Date
    private let sealedMessage: EncryptedText
    private let sealedContact: EncryptedText?
    private let sealedConversation: EncryptedText?

    init(row: Row) throws {
        id = try row.get("id")
        number = try row.get("number")
        owner = try row.get("owner")
        state = try row.get("state")
        let (country, code): (String?, String?) = (try row.get("country"), try row.get("municipality"))
        place = country.flatMap { country in code.map { Place.Key(country: country, code: $0) } }
        handledBy = try row.get("handled_by")
        createdAt = try row.get("created_at")
        updatedAt = try row.get("updated_at")
        sealedMessage = try row.get("message")
        sealedContact = try row.get("contact")
        sealedConversation = try row.get("conversation")
    }

    var receipt: TicketReceipt { TicketReceipt(number: number, state: state, createdAt: createdAt) }

    func message(_ keyring: Keyring) throws -> String { try sealedMessage.text(for: id, by: keyring) }

    func contact(_ keyring: Keyring) throws -> String? { try sealedContact?.text(for: id, by: keyring) }

    func conversation(_ keyring: Keyring) throws -> [Ticket.Turn] {
        try sealedConversation?.decoded(for: id, by: keyring) ?? []
    }
}

/// A clerk's note as it is stored.
struct TicketNoteRow: RowDecodable {
    let at: Date
    let author: String?
    private let id: String
    private let sealedText: EncryptedText

    init(row: Row) throws {
        id = try row.get("id")
        at = try row.get("at")
        author = try row.get("author")
        sealedText = try row.get("text")
    }

    func text(_ keyring: Keyring) throws -> String { try sealedText.text(for: id, by: keyring) }
}
