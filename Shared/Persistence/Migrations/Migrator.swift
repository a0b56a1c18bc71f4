import Foundation
import Logging

/// Applies what is missing, one transaction a migration, under a lock that other replicas wait for.
struct Migrator: Sendable {
    let migrations: [Migration]

    init(_ migrations: [Migration]) throws(MigrationError) {
        var seen: Set<String> = []
        for migration in migrations where !seen.insert(migration.id).inserted { throw .repeated(id: migration.id) }
        self.migrations = migrations
    }

    func migrate(_ engine: some Engine, logger: Logger) async throws {
        var expunges = false
        while let applied = try await engine.migrate({ try applyNext($0) }) {
            logger.info("migration applied", metadata: ["migration": "\(applied.id)"])
            expunges = expunges || applied.expunges
        }
        if expunges { try await engine.expunge() }
    }

    /// Checks what was applied, by whichever replica, and applies the next. Nil when nothing is left.
    private func applyNext(_ connection: Connection) throws -> (id: String, expunges: Bool)? {
        try connection.execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                id TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL
            )
            """
        )
        let applied = try connection.all("SELECT id, checksum FROM schema_migrations ORDER BY id", as: Applied.self)
        for entry in applied {
            guard let known = migrations.first(where: { $0.id == entry.id }) else {
                throw MigrationError.newerSchema(id: entry.id)
            }
            guard known.checksum == entry.checksum else { throw MigrationError.altered(id: entry.id) }
        }
        let done = Set(applied.map(\.id))
        guard let next = migrations.first(where: { !done.contains($0.id) }) else { return nil }
        let expunges: Bool
        do {
            if !next.sql.isEmpty { try connection.run(script: next.script(for: connection.dialect)) }
            expunges = try next.transform(connection)
        } catch let error as DatabaseError {
            throw MigrationError.failed(id: next.id, error)
        }
        try connection.execute(
            "INSERT INTO schema_migrations (id, checksum, applied_at) VALUES (\(next.id), \(next.checksum), \(Date()))"
        )
        return (next.id, expunges)
    }

    private struct Applied: RowDecodable {
        let id: String
        let checksum: String

        init(row: Row) throws {
            id = try row.get("id")
            checksum = try row.get("checksum")
        }
    }
}
