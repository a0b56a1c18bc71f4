import Conversion
import FoundationEssentials
import Persistence
import SuiteProtocol

extension LetterStore {
    /// Templates and letters are here and in no file: they hold people's data, are sealed, and go when their row goes.
    static let migrations = [
        Migration(
            "letters",
            """
            CREATE TABLE letter_templates (
                id TEXT PRIMARY KEY,
                owner TEXT NOT NULL,
                about BLOB NOT NULL,
                content BLOB NOT NULL,
                created_at INTEGER NOT NULL
            );
            CREATE INDEX letter_templates_by_owner ON letter_templates (owner, id);
            CREATE TABLE letter_tables (
                id TEXT PRIMARY KEY,
                owner TEXT NOT NULL,
                content BLOB NOT NULL,
                created_at INTEGER NOT NULL
            );
            CREATE INDEX letter_tables_by_age ON letter_tables (created_at);
            CREATE INDEX letter_tables_by_owner ON letter_tables (owner);
            CREATE TABLE letters (
                id TEXT PRIMARY KEY,
                owner TEXT NOT NULL,
                template_id TEXT NOT NULL,
                name BLOB NOT NULL,
                has_pdf BOOLEAN NOT NULL,
                state TEXT NOT NULL,
                total INTEGER NOT NULL,
                created_at INTEGER NOT NULL
            );
            CREATE INDEX letters_by_owner ON letters (owner, id);
            CREATE INDEX letters_by_age ON letters (created_at);
            CREATE INDEX letters_by_template ON letters (template_id);
            CREATE TABLE letter_rows (
                id TEXT PRIMARY KEY,
                letters_id TEXT NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                state TEXT NOT NULL,
                name BLOB NOT NULL,
                field_values BLOB,
                fault BLOB,
                bytes INTEGER NOT NULL
            );
            CREATE UNIQUE INDEX letter_rows_by_number ON letter_rows (letters_id, number);
            CREATE TABLE letter_files (
                id TEXT PRIMARY KEY,
                row_id TEXT NOT NULL REFERENCES letter_rows (id) ON DELETE CASCADE,
                kind TEXT NOT NULL,
                content BLOB NOT NULL
            );
            CREATE UNIQUE INDEX letter_files_by_row ON letter_files (row_id, kind);
            """
        )
    ]

    static let sealedColumns = [
        SealedColumn("letter_templates", "about"), SealedColumn("letter_templates", "content"),
        SealedColumn("letter_tables", "content"), SealedColumn("letters", "name"), SealedColumn("letter_rows", "name"),
        SealedColumn("letter_rows", "field_values"), SealedColumn("letter_rows", "fault"),
        SealedColumn("letter_files", "content"),
    ]
}

/// What is known of a template without opening it.
struct LetterTemplateAbout: Codable, Sendable {
    let name: String
    let fields: [String]
    /// Of its main part.
    let text: [LetterTemplate.Piece]
}

/// A template's row, without its content.
struct LetterTemplateRow: RowDecodable {
    static let columns: SQL = "id, about, created_at"

    let id: String
    let createdAt: Date
    private let about: EncryptedText

    init(row: Row) throws {
        id = try row.get("id")
        createdAt = try row.get("created_at")
        about = try row.get("about")
    }

    func about(_ keyring: Keyring) throws -> LetterTemplateAbout { try about.decoded(for: id, by: keyring) }
}

/// The row of letters.
struct LettersRow: RowDecodable {
    let id: String
    private let owner: String
    private let templateID: String
    private let name: EncryptedText
    private let hasPDF: Bool
    private let state: Letters.State
    private let total: Int
    private let createdAt: Date

    init(row: Row) throws {
        id = try row.get("id")
        owner = try row.get("owner")
        templateID = try row.get("template_id")
        name = try row.get("name")
        hasPDF = try row.get("has_pdf")
        state = try row.get("state")
        total = try row.get("total")
        createdAt = try row.get("created_at")
    }

    func letters(_ keyring: Keyring) throws -> Letters {
        Letters(
            id: id,
            owner: owner,
            templateID: templateID,
            name: try name.text(for: id, by: keyring),
            hasPDF: hasPDF,
            state: state,
            total: total,
            createdAt: createdAt
        )
    }
}

/// The row of one letter.
struct LetterRowRow: RowDecodable {
    private let id: String
    private let number: Int
    private let state: LetterRow.State
    private let name: EncryptedText
    private let values: EncryptedText?
    private let fault: EncryptedText?
    private let bytes: Int

    init(row: Row) throws {
        id = try row.get("id")
        number = try row.get("number")
        state = try row.get("state")
        name = try row.get("name")
        values = try row.get("field_values")
        fault = try row.get("fault")
        bytes = try row.get("bytes")
    }

    func row(_ keyring: Keyring) throws -> LetterRow {
        LetterRow(
            id: id,
            number: number,
            state: state,
            name: try name.text(for: id, by: keyring),
            values: try values?.decoded(for: id, by: keyring),
            fault: try fault?.decoded(for: id, by: keyring),
            bytes: bytes
        )
    }
}
