import FoundationEssentials
import Identity
import Persistence
import SuiteProtocol

/// Collections, and who may see which: every search, page and answer asks here first.
struct CollectionStore: Sendable {
    let database: Database
    let keyring: Keyring

    /// What somebody may read: their own, and what their groups and roles were given.
    static func isReadable(by principal: Principal) -> SQL { Sharing.collections.isReadable(by: principal) }

    /// The collections that a search may look into.
    ///
    /// - Parameter ids: nil for all that the person may read, but for those of conversations.
    /// - Throws: `CollectionError.notFound` where one isn't theirs to see.
    func readable(_ ids: [String]?, by principal: Principal) async throws -> Set<String> {
        if let ids, ids.isEmpty { return [] }
        let wanted: SQL = ids.map { "AND id IN (\(Set($0)))" } ?? "AND conversation IS NULL"
        let found = try await database.read { db in
            try db.rows("SELECT id FROM collections WHERE \(Self.isReadable(by: principal)) \(wanted)")
                .map { try $0.get("id", as: String.self) }
        }
        guard ids.map({ Set($0).count == found.count }) ?? true else { throw CollectionError.notFound }
        return Set(found)
    }

    /// - Throws: `CollectionError.notFound` where the person may not read it.
    func find(_ id: String, readableBy principal: Principal) async throws -> Collection {
        try await database.read { db in
            let row = try db.first(
                "SELECT * FROM collections WHERE id = \(id) AND \(Self.isReadable(by: principal))",
                as: CollectionRow.self
            )
            guard let row else { throw CollectionError.notFound }
            return try collection(row, in: db)
        }
    }

    /// - Throws: `CollectionError`: what the person may read is somebody else's.
    func find(_ id: String, ownedBy principal: Principal) async throws -> Collection {
        let collection = try await find(id, readableBy: principal)
        guard collection.owner == principal.subject else { throw CollectionError.notYours }
        return collection
    }

    func collection(_ row: CollectionRow, in db: Connection) throws -> Collection {
        let readers = try Sharing.collections.readers(of: row.id, in: db)
        return try row.collection(groups: readers.groups, roles: readers.roles, keyring)
    }
}
