import Daemon
import Foundation
import Persistence
import SuiteProtocol

/// Every consent and withdrawal as it was given, with the text that it was given to. Nothing is overwritten.
package struct ConsentStore: Sendable {
    let database: Database
    let keyring: Keyring

    package static let migration = Migration(
        "consents",
        """
        CREATE TABLE purpose_texts (
            purpose TEXT NOT NULL,
            version INTEGER NOT NULL,
            title_es TEXT NOT NULL,
            title_en TEXT NOT NULL,
            text_es TEXT NOT NULL,
            text_en TEXT NOT NULL,
            PRIMARY KEY (purpose, version)
        );
        CREATE TABLE consents (
            id TEXT PRIMARY KEY,
            user_id TEXT NOT NULL REFERENCES users (id),
            purpose TEXT NOT NULL,
            version INTEGER NOT NULL,
            granted BOOLEAN NOT NULL,
            guardian BLOB,
            recorded_by TEXT,
            created_at INTEGER NOT NULL
        );
        CREATE INDEX consents_by_user ON consents (user_id, purpose, id);
        """
    )

    /// Keeps the texts of this version. Throws where one was changed without a new version: people agreed to another.
    func keep(_ terms: [PurposeTerms]) async throws {
        try await database.write { db in
            for term in terms {
                try db.execute(
                    """
                    INSERT INTO purpose_texts (purpose, version, title_es, title_en, text_es, text_en)
                    VALUES (\(term.purpose), \(term.version), \(term.title[.es]), \(term.title[.en]),
                        \(term.text[.es]), \(term.text[.en]))
                    ON CONFLICT (purpose, version) DO NOTHING
                    """
                )
                let same = try db.rows(
                    """
                    SELECT purpose FROM purpose_texts WHERE purpose = \(term.purpose) AND version = \(term.version)
                    AND text_es = \(term.text[.es]) AND text_en = \(term.text[.en])
                    """
                )
                guard !same.isEmpty else {
                    throw ConfigurationError(
                        "purposes.yaml",
                        "the text of \(term.purpose.rawValue) was changed: give it a version above \(term.version)"
                    )
                }
            }
        }
    }

    /// What was said last of each purpose.
    func latest(of user: String, in db: Connection) throws -> [Purpose: ConsentRecord] {
        let records: [ConsentRecord] = try db.all("SELECT * FROM consents WHERE user_id = \(user) ORDER BY id")
        return records.reduce(into: [:]) { $0[$1.purpose] = $1 }
    }

    /// - Parameter recorder: who wrote down what the guardian said; nil where the person says it themselves.
    func record(
        _ purpose: Purpose,
        version: Int,
        isGranted: Bool,
        of user: String,
        guardian: Guardian? = nil,
        by recorder: String? = nil,
        at now: Date = Date(),
        in db: Connection
    ) throws {
        let id = newID(at: now)
        let sealed = try guardian.map { guardian in
            let json = String(decoding: try JSONEncoder().encode(guardian), as: UTF8.self)
            return try EncryptedText(json, for: id, by: keyring)
        }
        try db.execute(
            """
            INSERT INTO consents (id, user_id, purpose, version, granted, guardian, recorded_by, created_at)
            VALUES (\(id), \(user), \(purpose), \(version), \(isGranted), \(sealed), \(recorder), \(now))
            """
        )
    }

    /// All that was ever said, with the texts, as the person may take it along.
    func history(of user: String, _ language: Language) async throws -> [JSONValue] {
        try await database.read { [keyring] db in
            let texts: (title: SQL, text: SQL) =
                language == .es ? ("title_es", "text_es") : ("title_en", "text_en")
            return try db.rows(
                """
                SELECT consents.*, \(texts.title) AS title, \(texts.text) AS text
                FROM consents LEFT JOIN purpose_texts ON purpose_texts.purpose = consents.purpose
                    AND purpose_texts.version = consents.version
                WHERE user_id = \(user) ORDER BY id
                """
            ).map { row in
                let record = try ConsentRecord(row: row)
                var members: [String: JSONValue] = [
                    "purpose": .string(record.purpose.rawValue), "version": .integer(Int64(record.version)),
                    "granted": .bool(record.isGranted), "at": try JSONValue(wire: record.at),
                ]
                members["title"] = try row.get("title", as: String?.self).map { .string($0) }
                members["text"] = try row.get("text", as: String?.self).map { .string($0) }
                if let guardian = try record.guardian?.text(for: record.id, by: keyring) {
                    members["guardian"] = try JSONDecoder().decode(JSONValue.self, from: Data(guardian.utf8))
                }
                return .object(members)
            }
        }
    }
}
