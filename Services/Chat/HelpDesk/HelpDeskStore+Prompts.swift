import FoundationEssentials
import Persistence

/// What the model is told, in versions over that of the file.
struct PromptVersion: Encodable, RowDecodable, Sendable {
    struct Author: Encodable, Sendable {
        let id: String
    }

    let version: Int
    let at: Date
    let by: Author?
    /// Nil for that of the file.
    let prompt: String?

    private enum CodingKeys: String, CodingKey {
        case version, at, by
    }

    init(row: Row) throws {
        version = try row.get("version")
        at = try row.get("at")
        by = try row.get("changed_by", as: String?.self).map(Author.init)
        prompt = try row.get("prompt")
    }
}

extension HelpDeskStore {
    /// Versions that are told of.
    private static let mostVersions = 100

    /// Newest first.
    func prompts() async throws -> [PromptVersion] {
        try await database.read { db in
            try db.all(
                "SELECT * FROM help_desk_prompts ORDER BY version DESC LIMIT \(Self.mostVersions)",
                as: PromptVersion.self
            )
        }
    }

    /// Nil where that of the file is in force.
    func currentPrompt() async throws -> String? {
        try await database.read { db in
            try db.value("SELECT prompt AS value FROM help_desk_prompts ORDER BY version DESC LIMIT 1")
        }
    }

    func save(_ prompt: String, by person: String) async throws {
        try await database.write { try Self.append(prompt, by: person, in: $0) }
    }

    /// Makes an earlier version the newest; 0 is that of the file.
    func restore(_ version: Int, by person: String) async throws {
        try await database.write { db in
            let known = try db.first(
                "SELECT * FROM help_desk_prompts WHERE version = \(version)",
                as: PromptVersion.self
            )
            guard version == 0 || known != nil else { throw HelpDeskError.unknownVersion }
            try Self.append(known?.prompt, by: person, in: db)
        }
    }

    private static func append(_ prompt: String?, by person: String, in db: Connection) throws {
        try db.execute(
            """
            INSERT INTO help_desk_prompts (version, prompt, at, changed_by)
            SELECT COALESCE(MAX(version), 0) + 1, \(prompt), \(Date()), \(person) FROM help_desk_prompts
            """
        )
    }
}
