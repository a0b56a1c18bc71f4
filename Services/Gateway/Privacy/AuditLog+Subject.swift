import Persistence

extension AuditLog {
    /// Lines that say something of a person, or of what they did.
    func count(naming person: String) async throws -> Int {
        try await database.read { db in
            try db.value(
                "SELECT COUNT(*) AS value FROM audit_entries WHERE subject = \(person) OR actor = \(person)"
            ) ?? 0
        }
    }
}
