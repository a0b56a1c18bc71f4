import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol

/// Templates, tables and letters: each its owner's alone.
struct LetterStore: Sendable {
    /// Of one person.
    static let mostWaiting = 5
    static let mostTemplates = 50
    static let mostTables = 50
    /// Bytes of all letters of one person.
    static let mostBytes = 2 << 30
    /// How long a table waits to be used.
    static let tableDays = 7

    let database: Database
    let keyring: Keyring
    let trail: AuditTrail
    let jobs: JobStore

    /// - Returns: its id.
    func add(_ about: LetterTemplateAbout, _ content: [UInt8], of owner: String, at now: Date = Date()) async throws
        -> String
    {
        let id = newID(at: now)
        let sealedAbout = try EncryptedText(json: about, for: id, by: keyring)
        let sealedContent = try EncryptedText(bytes: content, for: id, by: keyring)
        try await database.write { db in
            let count: Int? = try db.value("SELECT COUNT(*) AS value FROM letter_templates WHERE owner = \(owner)")
            guard count ?? 0 < Self.mostTemplates else {
                throw LetterError.tooManyTemplates(limit: Self.mostTemplates)
            }
            try db.execute(
                """
                INSERT INTO letter_templates (id, owner, about, content, created_at)
                VALUES (\(id), \(owner), \(sealedAbout), \(sealedContent), \(now))
                """
            )
        }
        return id
    }

    /// Newest first.
    func templates(of owner: String) async throws -> [StoredTemplate] {
        let rows = try await database.read { db in
            try db.all(
                "SELECT \(LetterTemplateRow.columns) FROM letter_templates WHERE owner = \(owner) ORDER BY id DESC",
                as: LetterTemplateRow.self
            )
        }
        return try rows.map { row in
            let about = try row.about(keyring)
            return StoredTemplate(
                id: row.id,
                name: about.name,
                fields: about.fields,
                isExample: false,
                createdAt: row.createdAt
            )
        }
    }

    /// - Throws: `LetterError.templateNotFound`.
    func about(template id: String, of owner: String) async throws -> LetterTemplateAbout {
        let row = try await database.read { db in
            try db.first(
                "SELECT \(LetterTemplateRow.columns) FROM letter_templates WHERE id = \(id) AND owner = \(owner)",
                as: LetterTemplateRow.self
            )
        }
        guard let row else { throw LetterError.templateNotFound }
        return try row.about(keyring)
    }

    /// - Throws: `LetterError.templateNotFound`.
    func content(ofTemplate id: String, of owner: String) async throws -> [UInt8] {
        let content: EncryptedText? = try await database.read { db in
            try db.value("SELECT content AS value FROM letter_templates WHERE id = \(id) AND owner = \(owner)")
        }
        guard let content else { throw LetterError.templateNotFound }
        return try content.bytes(for: id, by: keyring)
    }

    /// - Throws: `LetterError`, as where letters wait for it.
    func removeTemplate(_ id: String, of owner: String) async throws {
        try await database.write { db in
            let isUsed = try !db.rows(
                "SELECT id FROM letters WHERE template_id = \(id) AND state IN (\(Letters.State.atWork)) LIMIT 1"
            ).isEmpty
            guard !isUsed else { throw LetterError.templateInUse }
            let removed = try db.execute("DELETE FROM letter_templates WHERE id = \(id) AND owner = \(owner)")
            guard removed == 1 else { throw LetterError.templateNotFound }
        }
    }

    /// The oldest makes room for it.
    ///
    /// - Returns: its id.
    func add(_ table: LetterTable, of owner: String, at now: Date = Date()) async throws -> String {
        let id = newID(at: now)
        let sealed = try EncryptedText(json: table, for: id, by: keyring)
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO letter_tables (id, owner, content, created_at)
                VALUES (\(id), \(owner), \(sealed), \(now))
                """
            )
            try db.execute(
                """
                DELETE FROM letter_tables WHERE owner = \(owner) AND id NOT IN
                (SELECT id FROM letter_tables WHERE owner = \(owner) ORDER BY id DESC LIMIT \(Self.mostTables))
                """
            )
        }
        return id
    }

    /// - Throws: `LetterError.tableNotFound`.
    func table(_ id: String, of owner: String) async throws -> LetterTable {
        let content: EncryptedText? = try await database.read { db in
            try db.value("SELECT content AS value FROM letter_tables WHERE id = \(id) AND owner = \(owner)")
        }
        guard let content else { throw LetterError.tableNotFound }
        return try content.decoded(for: id, by: keyring)
    }

    /// - Returns: how many there were, at most `limit`.
    func removeTables(before date: Date, limit: Int) async throws -> Int {
        try await database.write { db in
            try db.execute(
                """
                DELETE FROM letter_tables WHERE id IN
                (SELECT id FROM letter_tables WHERE created_at < \(date) ORDER BY created_at LIMIT \(limit))
                """
            )
        }
    }
}

extension Letters.State {
    static let atWork: [Self] = [.waiting, .running]
}

extension EncryptedText {
    init(bytes: [UInt8], for rowID: String, by keyring: Keyring) throws(KeyringError) {
        try self.init(Data(bytes).base64EncodedString(), for: rowID, by: keyring)
    }

    func bytes(for rowID: String, by keyring: Keyring) throws -> [UInt8] {
        guard let data = Data(base64Encoded: try text(for: rowID, by: keyring)) else {
            throw KeyringError.malformedValue
        }
        return Array(data)
    }
}
