import Audit
import FoundationEssentials
import Persistence
import SuiteProtocol

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

    /// - Parameter seen: the version that was the newest when the text was written; nil replaces any.
    func save(_ prompt: String, after seen: Int?, by origin: AuditOrigin) async throws {
        try await append(.promptChanged, after: seen, by: origin) { _ in prompt }
    }

    /// Makes an earlier version the newest; 0 is that of the file.
    func restore(_ version: Int, after seen: Int?, by origin: AuditOrigin) async throws {
        try await append(.promptRestored, after: seen, by: origin) { db in
            let known = try db.first(
                "SELECT * FROM help_desk_prompts WHERE version = \(version)",
                as: PromptVersion.self
            )
            guard version == 0 || known != nil else { throw HelpDeskError.unknownVersion }
            return known?.prompt
        }
    }

    /// Of two at the same time one may have to look again: the other's version is there by then.
    private func append(
        _ action: AuditAction,
        after seen: Int?,
        by origin: AuditOrigin,
        _ prompt: @escaping @Sendable (Connection) throws -> String?
    ) async throws {
        do {
            try await database.write { [trail] db in
                let newest: Int? = try db.value("SELECT MAX(version) AS value FROM help_desk_prompts")
                let version = (newest ?? 0) + 1
                if let seen, seen + 1 != version { throw HelpDeskError.promptChanged }
                let text = try prompt(db)
                try db.execute(
                    """
                    INSERT INTO help_desk_prompts (version, prompt, at, changed_by)
                    VALUES (\(version), \(text), \(Date()), \(origin.actor))
                    """
                )
                try trail.record(action, by: origin, object: AuditObject("prompt", "\(version)"), in: db)
            }
        } catch let error as DatabaseError where error.isUniqueViolation || error == .conflict {
            throw HelpDeskError.promptChanged
        }
    }
}
